/**
 * The bench: `npm run bench -- <suite|all> [--json] [--rounds N] [--short] [--catalogue PATH]`.
 * See bench/README.md.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_CATALOGUE } from './catalogue.ts';
import { measure, type Outcome } from './measure.ts';
import { createReport, formatReport, type Report } from './report.ts';
import type { Settings, Suite } from './suite.ts';

/** All suites, loaded when asked for: some need peers that others do not. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  verify: async () => (await import('./suites/verify.ts')).suite,
  hot: async () => (await import('./suites/hot.ts')).suite,
  page: async () => (await import('./suites/page.ts')).suite,
  batch: async () => (await import('./suites/batch.ts')).suite,
  markers: async () => (await import('./suites/markers.ts')).suite,
  guard: async () => (await import('./suites/guard.ts')).suite,
  verdict: async () => (await import('./suites/verdict.ts')).suite,
};

/** EX_USAGE of sysexits.h: the command line is at fault. */
const EXIT_USAGE = 64;

/** Odd, so that the median of the rounds is one of them. */
const DEFAULT_ROUNDS = 21;

interface Command extends Settings {
  readonly names: readonly string[];
  readonly isAll: boolean;
  readonly json: boolean;
  readonly rounds: number;
}

/** The command line, or what is wrong with it. */
function readCommand(args: readonly string[]): Command | string {
  const usage =
    `usage: npm run bench -- <${Object.keys(SUITES).join('|')}|all> ` +
    '[--json] [--rounds N] [--short] [--catalogue PATH]';
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        short: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        catalogue: { type: 'string', default: DEFAULT_CATALOGUE },
      },
    });
    const [name, ...rest] = positionals;
    if (name === undefined || rest.length > 0) return usage;
    if (name !== 'all' && !Object.hasOwn(SUITES, name)) return `unknown suite "${name}"\n${usage}`;
    const rounds = Number(values.rounds ?? (values.short ? 1 : DEFAULT_ROUNDS));
    if (!Number.isInteger(rounds) || rounds < 1) return `"--rounds" expects 1 or more\n${usage}`;
    const { json, short, catalogue } = values;
    const isAll = name === 'all';
    const names = isAll ? Object.keys(SUITES) : [name];
    return { names, isAll, json, short, catalogue, rounds };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}

/** Runs one suite; what it prints meanwhile is for whoever watches a terminal. */
async function runSuite(suite: Suite, command: Command): Promise<Report> {
  const show = (text: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  };
  show(`${suite.name}: preparing`);
  const outcomes: Outcome[] = [];
  for (const contest of await suite.prepare(command)) {
    const names = contest.cases.map(({ name }) => name).join(', ');
    show(`${suite.name}: warming up ${names}`);
    outcomes.push(
      await measure(contest, command.rounds, (round) =>
        show(`${suite.name}: round ${round} of ${command.rounds}: ${names}`),
      ),
    );
  }
  show('');
  return createReport(suite.name, outcomes);
}

const command = readCommand(process.argv.slice(2));
if (typeof command === 'string') {
  process.stderr.write(`${command}\n`);
  process.exitCode = EXIT_USAGE;
} else {
  const reports: Report[] = [];
  for (const name of command.names) {
    const suite = await (SUITES[name] as () => Promise<Suite>)();
    const report = await runSuite(suite, command);
    reports.push(report);
    if (!command.json) console.log(`${formatReport(report, suite, command.rounds)}\n`);
  }
  if (command.json) {
    console.log(JSON.stringify(command.isAll ? { suites: reports } : reports[0], null, 2));
  }
}
