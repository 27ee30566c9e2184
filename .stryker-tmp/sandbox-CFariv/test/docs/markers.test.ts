/** docs/markers.md: its tables are those of the rows, and its examples print what they say. */
// @ts-nocheck

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MARKERS } from 'contentmark/detect';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withMarkers } from '../../scripts/markers-tables.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/markers.md'), 'utf8');

// Inside the project, so that the examples find the package under its own name.
let folder: string;
beforeAll(() => {
  mkdirSync(join(root, '.reports'), { recursive: true });
  folder = mkdtempSync(join(root, '.reports', 'markers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('has the tables that scripts/markers-page.ts writes', () => {
  expect(page).toBe(withMarkers(page));
});

it('has a section for each row', () => {
  for (const { id } of MARKERS) expect(page).toContain(`#### \`${id}\``);
  expect(page.match(/^#### /gm)).toHaveLength(MARKERS.length);
});

const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, source = '']) => source);

it.each(examples)('%s prints what it says', (source) => {
  const promised = [...source.matchAll(/(?:\); |^)\/\/ ((?:block|allow|\d).*)$/gm)].map(
    ([, line]) => line,
  );
  expect(promised.length).toBeGreaterThan(0);
  const file = join(folder, `example-${promised.length}-${source.length}.ts`);
  writeFileSync(file, source);
  const tsx = join(root, 'node_modules', '.bin', 'tsx');
  const printed = execFileSync(tsx, [file], { cwd: root, encoding: 'utf8' });
  expect(printed.trim().split('\n')).toEqual(promised);
});
