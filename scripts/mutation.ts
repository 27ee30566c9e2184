/**
 * Breaks the code in small ways (StrykerJS) and asks whether a test notices: `npm run test:mutation`.
 *
 * Without arguments it mutates the lines that have changed since the branch left `main`, in the folders
 * of FOLDERS, or SAMPLE where none has; `--all` mutates all of them, for hours; paths mutate those
 * files. A mutant that survives must stand in test/mutation/survivors.json with the reason why no test
 * can or need notice it; one that stands there and no longer survives must be taken out. `--list`
 * prints survivors that are not listed as entries for that file. `--tests=decide/guards/provisioning`
 * runs these tests alone, which is quicker: what they notice is noticed, what is left wants all tests.
 * The words of errors are not mutated (mutation-wording.js).
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Stryker } from '@stryker-mutator/core';

/** Where a fault lets a mark pass, or stops a real customer; and the folders of the tests that are to notice. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  // What signs and reads envelopes goes through every byte of them.
  'format/bytes': [
    'format/bytes',
    'format/envelope',
    'verify/compact',
    'verify/roots',
    'sign/batch',
  ],
  'format/envelope': ['format/envelope', 'sign', 'verify'],
  verify: ['verify', 'arguments'],
  'verify/compact': ['verify/compact'],
  'decide/policy': ['decide/policy'],
  'decide/guards': ['decide/guards'],
};

/** What is mutated where nothing has changed: strict reading, in one small file. */
const SAMPLE = ['src/format/bytes/base64url.ts'];

/** No more changed lines than this in a run, so that it ends in minutes; the rest is named. */
const MAX_CHANGED_LINES = 60;

/** Before the tests that are to notice, by commas: `decide/guards/provisioning`, a folder or a file. */
const TESTS = '--tests=';

const SURVIVORS = new URL('../test/mutation/survivors.json', import.meta.url);

/** Mutants of one file that no test notices, and the one reason for all of them. */
interface Survivors {
  readonly file: string;
  readonly reason: string;
  readonly mutants: readonly Omit<Survivor, 'file'>[];
}

/** A mutant that no test notices. By its text and not by its line, which moves. */
interface Survivor {
  readonly file: string;
  readonly mutator: string;
  /** The code as it stands, white space folded. */
  readonly code: string;
  readonly replacement: string;
}

const keyOf = ({ file, mutator, code, replacement }: Survivor): string =>
  JSON.stringify([file, mutator, code, replacement]);

/** Lines that have changed, as Stryker takes them: `file:first-last`. */
function findChanged(): readonly Lines[] {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isMainHere = git('branch', '--list', 'main') !== '';
  if (!isMainHere) console.info('no branch main here to compare with');
  const base = isMainHere ? git('merge-base', 'HEAD', 'main') : 'HEAD';
  const changed: Lines[] = [];
  let file = '';
  for (const line of git('diff', '-U0', '-M', '--no-prefix', '--diff-filter=AMR', base).split(
    '\n',
  )) {
    file = /^\+\+\+ (\S+)$/.exec(line)?.[1] ?? file;
    const [, first, count = '1'] = /^@@ \S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === undefined || count === '0') continue;
    const isGuarded = Object.keys(FOLDERS).some((folder) => isIn(file, folder));
    if (isGuarded) changed.push({ file, first: Number(first), count: Number(count) });
  }
  return changed;
}

interface Lines {
  readonly file: string;
  readonly first: number;
  readonly count: number;
}

const isIn = (file: string, folder: string): boolean =>
  file.startsWith(`src/${folder}/`) && /\.ts(?::|$)/.test(file);

const print = ({ file, first, count }: Lines): string => `${file}:${first}-${first + count - 1}`;

function chooseLines(): readonly string[] {
  const changed = findChanged();
  if (changed.length === 0) return SAMPLE;
  const chosen: Lines[] = [];
  const left: Lines[] = [];
  let room = MAX_CHANGED_LINES;
  for (const lines of changed) {
    const count = Math.min(room, lines.count);
    room -= count;
    if (count > 0) chosen.push({ ...lines, count });
    if (count < lines.count)
      left.push({ ...lines, first: lines.first + count, count: lines.count - count });
  }
  if (left.length > 0)
    console.info(`not mutated, name them to have it done: ${left.map(print).join(' ')}`);
  return chosen.map(print);
}

function chooseFiles(args: readonly string[]): readonly string[] {
  const named = args.filter((arg) => !arg.startsWith('--'));
  if (named.length > 0) return named;
  if (args.includes('--all')) return Object.keys(FOLDERS).map((folder) => `src/${folder}/**/*.ts`);
  return chooseLines();
}

function chooseTests(mutate: readonly string[], args: readonly string[]): readonly string[] {
  const named = args.find((arg) => arg.startsWith(TESTS))?.slice(TESTS.length);
  if (named !== undefined) return named.split(',');
  const folders = Object.keys(FOLDERS).filter((folder) =>
    mutate.some((file) => isIn(file, folder)),
  );
  return [...new Set(folders.flatMap((folder) => FOLDERS[folder] ?? []))];
}

const args = process.argv.slice(2);
const mutate = chooseFiles(args);
process.env['MUTATION_TESTS'] = chooseTests(mutate, args).join(' ');
// What is generated, in full: what survives is not to depend on which fifth was tried.
process.env['PROPERTY_RUNS'] = 'long';
console.info(`mutating ${mutate.join(' ')}`);
const results = await new Stryker({
  mutate: [...mutate],
  testRunner: 'vitest',
  plugins: [
    '@stryker-mutator/vitest-runner',
    new URL('./mutation-wording.js', import.meta.url).href,
  ],
  ignorers: ['wording'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: true },
  coverageAnalysis: 'perTest',
  concurrency: availableParallelism(),
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignoreStatic: false,
  ignorePatterns: ['dist', 'bench', '.reports', 'examples/storefront/node_modules'],
  tempDirName: '.stryker-tmp',
  timeoutMS: 20_000,
  allowConsoleColors: false,
}).runMutationTest();

const groups: readonly Survivors[] = JSON.parse(readFileSync(SURVIVORS, 'utf8'));
const listed = groups.flatMap(({ file, mutants }) => mutants.map((one) => ({ ...one, file })));
const survivors = results
  .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  .map(
    (mutant): Survivor => ({
      file: mutant.fileName.replaceAll('\\', '/').replace(/^.*?\/(?=src\/)/, ''),
      mutator: mutant.mutatorName,
      code: codeAt(mutant.fileName, mutant.location),
      replacement: fold(mutant.replacement ?? ''),
    }),
  );
const known = new Set(listed.map(keyOf));
const found = new Set(survivors.map(keyOf));
// Of a file of which some lines were mutated, nothing is known about the others.
const inPart = new Set(mutate.filter((one) => one.includes(':')).map((one) => one.split(':')[0]));
const ran = new Set(
  results
    .map(({ fileName }) => fileName.replace(/^.*?\/(?=src\/)/, ''))
    .filter((file) => !inPart.has(file)),
);
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
