/** What test files look like: short enough to be read in one go, and users of the package by its public names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findImports } from './import-rule.ts';

const TEST = fileURLToPath(new URL('../', import.meta.url));

const files = readdirSync(TEST, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(?:[cm]?[jt]sx?|php)$/.test(name) && !name.includes('node_modules/'))
  .map((name) => ({ name, source: readFileSync(join(TEST, name), 'utf8') }));

test('no file under test/ has more than 500 lines', () => {
  const long = files.filter(({ source }) => source.split('\n').length - 1 > 500);
  expect(long.map(({ name }) => name)).toEqual([]);
});

test('entry points are imported by their public names, as `contentmark/verify`', () => {
  const byPath = files.flatMap(({ name, source }) =>
    findImports(source)
      .filter(({ specifier }) => /^\.\.?\/.*\bsrc\/(?:index|entries\/[\w-]+)\.ts$/.test(specifier))
      .map(({ specifier }) => `${name} imports ${specifier}`),
  );
  // Its sources are strings that break rules.
  expect(byPath.filter((each) => !each.startsWith('architecture/'))).toEqual([]);
});
