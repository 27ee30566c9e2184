/** Long: a gigabyte of each format through a process whose memory stays below 150 MB. CI runs it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IS_WANTED = process.env['RECORDS_GIGABYTE'] === '1';

describe.runIf(IS_WANTED)('a gigabyte', () => {
  let program: string;
  let folder: string;
  beforeAll(async () => {
    mkdirSync(join(ROOT, '.reports'), { recursive: true });
    folder = mkdtempSync(join(ROOT, '.reports', 'gigabyte-'));
    program = join(folder, 'stream.mjs');
    // Bundled, because a loader of TypeScript is half of the memory that is measured.
    await build({
      entryPoints: [fileURLToPath(new URL('stream-gigabyte.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['csv', 'jsonl', 'sql'])(
    '%s streams below 150 MB',
    (format) => {
      const output = execFileSync(process.execPath, [program, format], {
        encoding: 'utf8',
        timeout: 600_000,
      });
      const { rows, peakMegabytes } = JSON.parse(output) as { rows: number; peakMegabytes: number };
      console.log(`${format}: ${rows} rows, peak ${peakMegabytes} MB`);
      expect(rows).toBeGreaterThan(1_000_000);
      expect(peakMegabytes).toBeLessThan(150);
    },
    600_000,
  );
});
