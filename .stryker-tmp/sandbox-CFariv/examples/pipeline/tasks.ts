/** What is to be written: a row of facts for each product, as a product information system has them. */
// @ts-nocheck

import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

/** One product that wants a text. */
export interface Task {
  /** Lower case, digits and hyphens: the product's handle, and the subject of its mark. */
  readonly handle: string;
  /** What a generator is sent. It stays in the workspace: no mark and no shop ever sees it. */
  readonly prompt: string;
}

/** The tasks of products.csv, in their order. */
export async function readTasks(): Promise<readonly Task[]> {
  const table = await readFile(new URL('./products.csv', import.meta.url));
  // With `columns`, csv-parse gives each row by the names of the first one.
  const rows = parse(table, { columns: true }) as readonly Readonly<Record<string, string>>[];
  return rows.map(({ handle = '', ...facts }) => ({ handle, prompt: promptFor(facts) }));
}

/** The form that is asked for here is the one that draft.ts reads. */
function promptFor(facts: Readonly<Record<string, string>>): string {
  return [
    'Write the page of a product for an outdoor shop. Use these facts and no others:',
    ...Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`),
    'Plain text, no markup. First a line with the title, at most 80 characters. Then paragraphs,',
    'each after an empty line; a paragraph may be a list whose lines begin with "- ".',
  ].join('\n');
}
