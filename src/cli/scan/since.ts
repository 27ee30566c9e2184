/** `--since REV`: the lines that git says changed, with those of files that it does not know yet. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ChangedLines, LineRange } from 'contentmark/scan';
import { EXIT, Failure, usage } from '../terminal/failure.ts';

const ARGUMENT = '--since';

/** Git as it would compare for nobody: no colours, no program of the user's that rewrites a file. */
const DIFF = ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '--no-renames'];

/** The changes between a revision and the files as they stand. */
export async function readChangedLines(
  revision: string,
  paths: readonly string[],
): Promise<ChangedLines> {
  if (revision === '' || revision.startsWith('-')) throw usage('expected a revision', ARGUMENT);
  const top = resolve((await git(['rev-parse', '--show-cdup'])).trim());
  const names = await git([
    ...DIFF,
    '--name-only',
    '--diff-filter=d',
    '-z',
    revision,
    '--',
    ...paths,
  ]);
  const others = await git(['ls-files', '--others', '--exclude-standard', '-z', '--', ...paths]);
  const changed = new Map<string, readonly LineRange[] | 'all'>();
  for (const name of split(names)) {
    const file = resolve(top, name);
    changed.set(file, await readHunks(revision, file));
  }
  for (const name of split(others)) changed.set(resolve(name), 'all');
  return changed;
}

function split(names: string): readonly string[] {
  return names.split('\0').filter((name) => name !== '');
}

async function git(args: readonly string[]): Promise<string> {
  let output = '';
  for await (const chunk of run(args)) output += chunk;
  return output;
}

/** `@@ -1,2 +3,4 @@`: four lines from the third on are new. */
const HUNK = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/;

/** A file is one line to git where it holds a zero byte; then all of it counts. */
async function readHunks(revision: string, file: string): Promise<readonly LineRange[] | 'all'> {
  const ranges: LineRange[] = [];
  let isInside = false;
  const lines = createInterface({
    input: Readable.from(run([...DIFF, '--unified=0', revision, '--', file])),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    if (!isInside && line.startsWith('Binary files ')) return 'all';
    const [, first, count = '1'] = HUNK.exec(line) ?? [];
    if (first === undefined) continue;
    isInside = true;
    if (Number(count) > 0) ranges.push([Number(first), Number(first) + Number(count) - 1]);
  }
  return ranges;
}

/** What git prints; refused with its own words where it fails. */
async function* run(args: readonly string[]): AsyncGenerator<string> {
  const child = spawn('git', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    if (said.length < 4096) said += chunk;
  });
  const ended = new Promise<number | null>((resolveCode, reject) => {
    child.once('error', reject);
    child.once('close', resolveCode);
  });
  // Told below; without this a git that is not there would end the process.
  ended.catch(() => undefined);
  try {
    yield* child.stdout.setEncoding('utf8') as AsyncIterable<string>;
    const code = await ended.catch((error: NodeJS.ErrnoException) => error.message);
    if (code === 0) return;
    const why = typeof code === 'string' ? code : (said.split('\n')[0] ?? '');
    throw new Failure(EXIT.usage, 'ERR_USAGE', `git: ${why}`, ARGUMENT);
  } finally {
    child.kill();
  }
}
