/**
 * `npm run performance`: measures everything and writes docs/performance.json, .md and .svg.
 * With `--from FILE` nothing is measured: the page is made again from that JSON.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { EXIT_USAGE } from './command.ts';
import { drawCurves, TITLE } from './page/chart.ts';
import { writePage } from './page/markdown.ts';
import { formatResults, type Results, readResults } from './page/results.ts';

const USAGE =
  'usage: npm run performance -- [--from FILE] [--out FOLDER] [--rounds N] [--short]\n' +
  '--from makes the page again from a JSON file; --out is docs unless said otherwise';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Runs the bench as people do, and reads what it prints. */
function runBench(args: readonly string[]): Partial<Results> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const run = fileURLToPath(new URL('./run.ts', import.meta.url));
  const { status, stdout, error } = spawnSync(
    process.execPath,
    ['--import', tsx, run, ...args, '--json'],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw error ?? new Error(`bench ${args.join(' ')} ended with ${status}`);
  return JSON.parse(stdout) as Partial<Results>;
}

function readArguments(): { from?: string; out: string; bench: readonly string[] } | string {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: 'string' },
        out: { type: 'string', default: join(ROOT, 'docs') },
        rounds: { type: 'string' },
        short: { type: 'boolean', default: false },
      },
    });
    const { from, out, rounds, short } = values;
    if (from !== undefined && !existsSync(from)) return `no file at ${from}\n${USAGE}`;
    if (rounds !== undefined && !/^[1-9]\d*$/.test(rounds)) {
      return `"--rounds" expects 1 or more\n${USAGE}`;
    }
    const bench = [
      ...(rounds === undefined ? [] : ['--rounds', rounds]),
      ...(short ? ['--short'] : []),
    ];
    return { out, bench, ...(from !== undefined && { from }) };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
}

const read = readArguments();
if (typeof read === 'string') {
  process.stderr.write(`${read}\n`);
  process.exitCode = EXIT_USAGE;
} else {
  const { from, out, bench } = read;
  const json =
    from === undefined
      ? JSON.stringify({ ...runBench(['all', ...bench]), ...runBench(['curves', ...bench]) })
      : readFileSync(from, 'utf8');
  const results = readResults(json);
  const curves = results.curves.flatMap((report) => report.curves);
  writeFileSync(join(out, 'performance.json'), formatResults(results));
  writeFileSync(join(out, 'performance.md'), writePage(results));
  writeFileSync(join(out, 'performance.svg'), drawCurves(curves, TITLE));
  console.log(`performance.json, performance.md and performance.svg are in ${out}`);
}
