import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MARKERS } from 'contentmark/detect';
import { expect, it } from 'vitest';
import { withMarkers } from '../../scripts/markers-tables.ts';
import { runProgram } from '../fixtures/built-package.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/markers.md'), 'utf8');

it('has the tables that scripts/markers-page.ts writes', () => {
  expect(page).toBe(withMarkers(page));
});

it('has a section for each row', () => {
  for (const { id } of MARKERS) expect(page).toContain(`#### \`${id}\``);
  expect(page.match(/^#### /gm)).toHaveLength(MARKERS.length);
});

const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, source = '']) => source);

it.each(examples)('%s prints what it says', async (source) => {
  const promised = [...source.matchAll(/(?:\); |^)\/\/ ((?:block|allow|\d).*)$/gm)].map(
    ([, line]) => line,
  );
  expect(promised.length).toBeGreaterThan(0);
  const { stdout } = await runProgram(source);
  expect(stdout.trim().split('\n')).toEqual(promised);
});
