/**
 * The bench: `npm run bench -- <suite|all|curves> [--json] [--rounds N] [--short] [--catalogue PATH]`.
 * See bench/README.md.
 */
import { type Command, EXIT_USAGE, readCommand } from './command.ts';
import { type CurveFamily, type CurveReport, formatCurves } from './curve.ts';
import { describeSetting, formatReport, type Report } from './report.ts';
import { runSuite, show } from './run-suite.ts';
import type { Suite } from './suite.ts';

/** All suites, loaded when asked for: some need peers that others do not. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  verify: async () => (await import('./suites/verify.ts')).suite,
  hot: async () => (await import('./suites/hot.ts')).suite,
  page: async () => (await import('./suites/page.ts')).suite,
  batch: async () => (await import('./suites/batch.ts')).suite,
  cold: async () => (await import('./suites/cold.ts')).suite,
  markers: async () => (await import('./suites/markers.ts')).suite,
  detect: async () => (await import('./suites/detect.ts')).suite,
  scan: async () => (await import('./suites/scan.ts')).suite,
  guard: async () => (await import('./suites/guard.ts')).suite,
  verdict: async () => (await import('./suites/verdict.ts')).suite,
  render: async () => (await import('./suites/render.ts')).suite,
};

/** All curves, likewise. */
const CURVES: Readonly<Record<string, () => Promise<CurveFamily>>> = {
  'content-size': async () => (await import('./curves/content-size.ts')).family,
  'batch-size': async () => (await import('./curves/batch-size.ts')).family,
  'page-size': async () => (await import('./curves/page-size.ts')).family,
  'scan-rows': async () => (await import('./curves/scan-rows.ts')).family,
  'cache-size': async () => (await import('./curves/cache-size.ts')).family,
};

async function runSuites(command: Command): Promise<void> {
  const suites: Report[] = [];
  for (const name of command.names) {
    const suite = await (SUITES[name] as () => Promise<Suite>)();
    const report = await runSuite(suite, command, command.rounds);
    suites.push(report);
    if (!command.json) console.log(`${formatReport(report)}\n`);
  }
  if (command.json) {
    console.log(toJson(command.kind === 'all' ? { suites } : suites[0]));
  }
}

async function runCurves(command: Command): Promise<void> {
  const curves: CurveReport[] = [];
  for (const name of command.names) {
    const family = await (CURVES[name] as () => Promise<CurveFamily>)();
    const measured = await family.measure(command, command.rounds);
    show('');
    const report: CurveReport = {
      family: name,
      ...describeSetting(command.rounds),
      ...measured,
      notes: family.notes,
    };
    curves.push(report);
    if (!command.json) console.log(`${formatCurves(report)}\n`);
  }
  if (command.json) console.log(toJson({ curves }));
}

/** Six digits are more than any of this is exact to. */
function toJson(value: unknown): string {
  const round = (_key: string, one: unknown) =>
    typeof one === 'number' && !Number.isInteger(one) ? Number(one.toPrecision(6)) : one;
  return JSON.stringify(value, round, 2);
}

const command = readCommand(process.argv.slice(2), Object.keys(SUITES), Object.keys(CURVES));
if (typeof command === 'string') {
  process.stderr.write(`${command}\n`);
  process.exitCode = EXIT_USAGE;
} else {
  await (command.kind === 'curves' ? runCurves(command) : runSuites(command));
}
