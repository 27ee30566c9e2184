/** The bundled catalogue as tasks, in its order. */
import { readFile } from 'node:fs/promises';
import { type CatalogueRecord, type Facts, readFacts } from './facts.ts';
import type { Task } from './task.ts';

const CATALOGUE = new URL('../../catalogue/data/catalog.json', import.meta.url);

/** Reads the tasks. Every record of the bundled file gives one. */
export async function readCatalogueTasks(): Promise<readonly Task[]> {
  // The file is committed beside this one; what is read of a record is checked by readFacts.
  const records = JSON.parse(await readFile(CATALOGUE, 'utf8')) as readonly CatalogueRecord[];
  return records.flatMap((record) => {
    const facts = readFacts(record);
    if (facts === undefined) return [];
    const handle = `${slug(`${facts.brand} ${facts.model} ${facts.noun}`)}-${record.Id}`;
    return [{ handle, facts, prompt: promptFor(facts) }];
  });
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** What a model would be sent. draft.ts reads the form that is asked for here. */
function promptFor(facts: Facts): string {
  const { brand, model, noun, use, colour, litres, qualities, stuffs, parts } = facts;
  const rows: readonly (readonly [string, string])[] = [
    ['Brand', brand],
    ['Model', model],
    ['What it is', noun],
    ['For', use],
    ['Colour', colour],
    ['Litres', litres === undefined ? '' : String(litres)],
    ['It is', qualities.join(', ')],
    ['Made of', stuffs.join(', ')],
    ['It has', parts.join(', ')],
  ];
  return [
    'Write the page of a product for an outdoor shop. Use these facts and no others:',
    ...rows.filter(([, value]) => value !== '').map(([name, value]) => `- ${name}: ${value}`),
    'Answer in exactly this form, in plain text without markup:',
    'Title: at most 80 characters',
    'SEO title: at most 70 characters',
    'SEO description: at most 160 characters',
    'Description:',
    'one to three paragraphs with an empty line between them, then one line for each feature that begins with "- "',
  ].join('\n');
}
