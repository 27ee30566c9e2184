/** docs/registry.md: its example prints what it says, and its figures are measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryRegistry, fingerprintText, MIN_WORDS, queryOf } from 'contentmark/registry';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namedBlock } from './code-blocks.ts';
import { runExample } from './run-example.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/registry.md'), 'utf8');
const NOW = 1_800_000_000;

it('the example prints what its comments say', async () => {
  const source = namedBlock(page, 'ts run=registry');
  expect(await runExample(source)).toEqual(
    [...source.matchAll(/^console\.log.*; \/\/ (.+)$/gm)].map((match) => match[1]),
  );
});

const products: readonly { readonly Description: string }[] = JSON.parse(
  readFileSync(join(root, 'examples/catalogue/data/catalog.json'), 'utf8'),
);
const texts = [...new Set(products.map(({ Description }) => Description))].filter(
  (text) => fingerprintText(text) !== undefined,
);

/** The same positions in every run. */
const [positions = []] = fc.sample(
  fc.array(fc.nat(1_000_000), { minLength: texts.length, maxLength: texts.length }),
  { numRuns: 1, seed: 1 },
);

const EDITS: Readonly<Record<string, (text: string, position: number) => string>> = {
  'mark-up, case, punctuation taken away': (text) =>
    text.replaceAll(/[.,;:!?'’-]/g, ' ').toUpperCase(),
  'one character changed': (text, position) => {
    const at = position % text.length;
    return `${text.slice(0, at)}x${text.slice(at + 1)}`;
  },
  'one word replaced': (text, position) =>
    text
      .split(' ')
      .with(position % text.split(' ').length, 'replaced')
      .join(' '),
  'the first sentence moved to the end': (text) => {
    const [first, ...others] = text.split('. ');
    return [...others, first].join('. ');
  },
  'a sentence of four words added': (text) => `${text} Free delivery from today.`,
  'the second half cut off': (text) => text.slice(0, text.length / 2),
};

it.each(Object.entries(EDITS))('after %s as many are recognised as it says', async (name, edit) => {
  let found = 0;
  for (const [i, text] of texts.entries()) {
    const registry = createMemoryRegistry();
    const { near } = queryOf(text);
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    await registry.add([{ id, keepUntil: NOW, digest: new Uint8Array(32), near }]);
    const edited = queryOf(edit(text, positions[i] as number));
    found += (await registry.recognize(edited, NOW)).length;
  }
  const share = Math.round((100 * found) / texts.length);
  const told = share === 100 ? 'all' : share === 0 ? 'none' : `${share} %`;
  expect(page).toContain(`| ${name} | ${told} |`);
});

it('so many descriptions, of so many words, of which no two are near each other', async () => {
  const registry = createMemoryRegistry();
  let words = 0;
  for (const [i, text] of texts.entries()) {
    words += text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
    const { near, digests } = queryOf(text);
    expect(await registry.recognize({ digests: [], near }, NOW)).toEqual([]);
    const id = `0f8fad5b-d9cb-469f-a165-${String(i).padStart(12, '0')}`;
    await registry.add([{ id, keepUntil: NOW, digest: digests[0] as Uint8Array, near }]);
  }
  const pairs = (texts.length * (texts.length - 1)) / 2;
  expect(page).toContain(
    `Over the ${texts.length} descriptions of the bundled catalogue, of ${Math.round(words / texts.length)} words`,
  );
  expect(page).toContain(`Of the ${pairs.toLocaleString('en')} pairs`);
  expect(page).toContain(`fewer than ${MIN_WORDS} words`);
});
