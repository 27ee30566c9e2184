/**
 * The runtime matrix: `npm run test:runtimes -- [--only NAME,NAME] [--json]`.
 * Builds the package, installs the runtimes, and runs. See docs/runtimes.md.
 */
// @ts-nocheck

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPackage } from '../../scripts/up-to-date.ts';
import { checkApiWorker } from './api-worker.ts';
import { BUNDLES, type BundleName, bundleSuite, requirePortable } from './bundle.ts';
import { installRuntimes } from './install.ts';
import { type Matrix, type Row, runMatrix } from './matrix.ts';
import { runBun } from './runners/bun.ts';
import { runChromium } from './runners/chromium.ts';
import { runDeno } from './runners/deno.ts';
import { runMiniOxygen } from './runners/mini-oxygen.ts';
import { runNode } from './runners/node.ts';
import { runQuickJs } from './runners/quickjs.ts';
import type { Bundles, Runner } from './runners/runner.ts';
import { runWorkerd } from './runners/workerd.ts';
import { RUNTIME_NAMES, RUNTIMES, type RuntimeName } from './runtimes.ts';

/** EX_USAGE of sysexits.h: the command line is at fault. */
const EXIT_USAGE = 64;

const RUNNERS: Readonly<Record<RuntimeName, Runner>> = {
  node20: runNode(20),
  node22: runNode(22),
  node24: runNode(24),
  node26: runNode(26),
  bun: runBun,
  deno: runDeno,
  workerd: runWorkerd([]),
  'workerd-nodejs': runWorkerd(['nodejs_compat']),
  'mini-oxygen': runMiniOxygen,
  chromium: runChromium,
  quickjs: runQuickJs,
};

interface Command {
  readonly names: readonly RuntimeName[];
  readonly json: boolean;
}

/** The command line, or what is wrong with it. */
function readCommand(args: readonly string[]): Command | string {
  const usage = `usage: npm run test:runtimes -- [--only ${RUNTIME_NAMES.join(',')}] [--json]`;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const wanted = values.only?.split(',') ?? RUNTIME_NAMES;
    const names = RUNTIME_NAMES.filter((name) => wanted.includes(name));
    const unknown = wanted.find((name) => !(RUNTIME_NAMES as readonly string[]).includes(name));
    if (unknown !== undefined) return `unknown runtime "${unknown}"\n${usage}`;
    return { names, json: values.json };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}

/** Makes the bundles, and the one that imports dist into a file beside it. */
async function writeBundles(): Promise<Bundles> {
  const folder = new URL('../../.reports/runtimes/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const bundles = {} as Record<BundleName, { readonly file: string; readonly text: string }>;
  for (const name of BUNDLES) {
    const bundle = await bundleSuite(name);
    if (name !== 'module') await requirePortable(bundle);
    const { text } = bundle;
    const file = fileURLToPath(new URL(`${name}.js`, folder));
    writeFileSync(file, text);
    bundles[name] = { file, text };
  }
  return bundles;
}

function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    RUNTIMES[row.name].title,
    row.version,
    row.defaultBackend ?? '',
    `${row.passed}`,
    `${row.failures.length}`,
    `${row.verifies.length} of ${rows.length}`,
    `${(row.milliseconds / 1000).toFixed(1)} s`,
  ]);
  const heads = ['runtime', 'version', 'backend', 'passed', 'failed', 'signers verified', 'time'];
  const all = [heads, ...cells];
  const widths = heads.map((_, at) => Math.max(...all.map((line) => (line[at] ?? '').length)));
  const isNumber = (at: number) => at >= 3;
  return all
    .map((line) =>
      line
        .map((cell, at) => (isNumber(at) ? cell.padStart : cell.padEnd).call(cell, widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function formatMatrix({ rows, differences, ok }: Matrix): string {
  const failures = rows.flatMap(({ name, failures: found }) =>
    found.map((result) => `${name}: ${result.name}: ${result.detail ?? 'no'}`),
  );
  const tests = rows.reduce((sum, { passed }) => sum + passed, 0);
  const closing = ok
    ? `every verdict and every envelope is the same on all ${rows.length}; ${tests} tests passed`
    : `${failures.length} tests failed, ${differences.length} verdicts or envelopes differ`;
  return [formatTable(rows), '', ...failures, ...differences, closing].join('\n');
}

const command = readCommand(process.argv.slice(2));
if (typeof command === 'string') {
  process.stderr.write(`${command}\n`);
  process.exitCode = EXIT_USAGE;
} else {
  const show = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  show('building and installing what is missing');
  buildPackage();
  installRuntimes();
  const matrix = await runMatrix(command.names, RUNNERS, await writeBundles(), show);
  console.log(command.json ? JSON.stringify(matrix, null, 2) : formatMatrix(matrix));
  const problems = command.names.includes('workerd') ? await checkApiWorker() : [];
  for (const problem of problems) show(`the verification API on workerd: ${problem}`);
  process.exitCode = matrix.ok && problems.length === 0 ? 0 : 1;
}
