/** Methods of Array and Map replaced before the import never turn a refusal into `verified`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsup';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOLDEN } from '../fixtures/golden.ts';
import { isLong } from '../fixtures/runs.ts';

/** Every poison in the long form; in `npm test` one in so many, others in each run. */
const SHARE = isLong ? 1 : 5;

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contentmark-poisoned-'));
  await build({
    config: false,
    silent: true,
    entry: { package: at('../../src/index.ts'), poisoned: at('../fixtures/poisoned.ts') },
    outDir: folder,
    outExtension: () => ({ js: '.mjs' }),
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    splitting: false,
    noExternal: [/.*/],
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('no poisoned method of Array or Map verifies what is refused', () => {
  const { wrong, tally } = JSON.parse(
    execFileSync(
      process.execPath,
      [
        join(folder, 'poisoned.mjs'),
        pathToFileURL(join(folder, 'package.mjs')).href,
        fileURLToPath(GOLDEN),
        String(SHARE),
      ],
      { encoding: 'utf8', timeout: 300_000 },
    ),
  );
  expect(wrong).toEqual([]);
  expect(tally.poisons).toBeGreaterThan(300 / SHARE);
  // Many poisons change nothing that is used, so most checks refuse as they always do.
  expect(tally.refused).toBeGreaterThan(tally.checks / 3);
});
