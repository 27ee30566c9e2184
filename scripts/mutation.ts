/**
 * Breaks the code in small ways (StrykerJS) and asks whether a test notices: `npm run test:mutation`.
 *
 * Without arguments it mutates what has changed since the branch left `main`, in the folders of
 * FOLDERS, or SAMPLE where nothing has; `--all` mutates all of them, for hours; paths mutate those
 * files. A mutant that survives must stand in test/mutation/survivors.json with the reason why no test
 * can or need notice it; one that stands there and no longer survives must be taken out. `--list`
 * prints survivors that are not listed as entries for that file.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';

/** Where a fault lets a mark pass, or stops a real customer; and the folders of the tests that are to notice. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  bytes: ['bytes'],
  envelope: ['envelope', 'verify'],
  verify: ['verify'],
  compact: ['compact'],
  policy: ['policy'],
  guards: ['guards'],
};

/** What is mutated where nothing has changed: strict reading, in one small file. */
const SAMPLE = ['src/format/bytes/base64url.ts'];

/** No more files than this in a run for what has changed: it is to end in minutes. */
const MAX_CHANGED = 6;

const SURVIVORS = new URL('../test/mutation/survivors.json', import.meta.url);

/** A mutant that no test notices. By its text and not by its line, which moves. */
interface Survivor {
  readonly file: string;
  readonly mutator: string;
  /** The code as it stands, white space folded. */
  readonly code: string;
  readonly replacement: string;
  readonly reason: string;
}

const keyOf = ({ file, mutator, code, replacement }: Omit<Survivor, 'reason'>): string =>
  JSON.stringify([file, mutator, code, replacement]);

function findChanged(): string[] {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const base = git('merge-base', 'HEAD', 'main');
  const changed = git('diff', '--name-only', '--diff-filter=AM', base).split('\n');
  return changed.filter((file) => Object.keys(FOLDERS).some((folder) => isIn(file, folder)));
}

const isIn = (file: string, folder: string): boolean =>
  file.startsWith(`src/${folder}/`) && file.endsWith('.ts');

function chooseFiles(args: readonly string[]): readonly string[] {
  const named = args.filter((arg) => !arg.startsWith('--'));
  if (named.length > 0) return named;
  if (args.includes('--all')) return Object.keys(FOLDERS).map((folder) => `src/${folder}/**/*.ts`);
  const changed = findChanged();
  if (changed.length === 0) return SAMPLE;
  const left = changed.slice(MAX_CHANGED);
  if (left.length > 0) console.info(`not mutated, name them to have it done: ${left.join(' ')}`);
  return changed.slice(0, MAX_CHANGED);
}

const args = process.argv.slice(2);
const mutate = chooseFiles(args);
const tests = Object.entries(FOLDERS).flatMap(([folder, own]) =>
  mutate.some((file) => isIn(file, folder)) ? own : [],
);
process.env['MUTATION_TESTS'] = [...new Set(tests)].join(' ');
console.info(`mutating ${mutate.join(' ')}`);
const results = await new Stryker({
  mutate: [...mutate],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: true },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignoreStatic: false,
  ignorePatterns: ['dist', 'bench', '.reports', 'examples/storefront/node_modules'],
  tempDirName: '.stryker-tmp',
  timeoutMS: 20_000,
  allowConsoleColors: false,
}).runMutationTest();

const listed: readonly Survivor[] = JSON.parse(readFileSync(SURVIVORS, 'utf8'));
const survivors = results
  .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  .map(
    (mutant): Omit<Survivor, 'reason'> => ({
      file: mutant.fileName.replaceAll('\\', '/').replace(/^.*?\/(?=src\/)/, ''),
      mutator: mutant.mutatorName,
      code: codeAt(mutant.fileName, mutant.location),
      replacement: fold(mutant.replacement ?? ''),
    }),
  );
const known = new Set(listed.map(keyOf));
const found = new Set(survivors.map(keyOf));
const ran = new Set(results.map(({ fileName }) => fileName.replace(/^.*?\/(?=src\/)/, '')));
const unlisted = survivors.filter((one) => !known.has(keyOf(one)));
const stale = listed.filter((one) => ran.has(one.file) && !found.has(keyOf(one)));
const noticed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
console.info(`${results.length} mutants, ${noticed} noticed, ${survivors.length} survived`);
if (args.includes('--list')) console.info(JSON.stringify(unlisted, null, 1));
for (const one of unlisted) console.error(`survived, not listed: ${keyOf(one)}`);
for (const one of stale) console.error(`listed, but does not survive: ${keyOf(one)}`);
process.exitCode = unlisted.length + stale.length === 0 ? 0 : 1;

/** The text between two places, as Stryker counts them in results: from line 1 and column 1. */
function codeAt(
  file: string,
  { start, end }: { readonly start: Place; readonly end: Place },
): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return fold(lines.join('\n'));
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function fold(code: string): string {
  return code.replaceAll(/\s+/g, ' ').trim();
}
