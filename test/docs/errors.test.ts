/** docs/errors.md: an entry for each code and reason there is, none for others, and its example runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES } from 'contentmark';
import { explain } from 'contentmark/explain';
import { isContentmarkError, REASONS, type Verdict } from 'contentmark/verify';
import { expect, it, test } from 'vitest';
import { helpFor } from '../../src/cli/terminal/failure.ts';
import { PROBLEM_CODES } from '../../src/serve/problem.ts';
import { namedBlock } from './code-blocks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');

/** The entries under a heading of the second level. */
function entriesOf(heading: string): ReadonlyMap<string, string> {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = rest.split('\n## ');
  return new Map(
    section
      .split('\n### ')
      .slice(1)
      .map((entry) => [entry.slice(0, entry.indexOf('\n')), entry.replace(/\s+/g, ' ')]),
  );
}

const library = entriesOf('Error codes of the library');
const command = entriesOf('Further codes of the command');
const reasons = entriesOf('Why a mark is refused');
const problems = entriesOf('Codes of the HTTP API');

/** Codes that the command reads and never gives: a closed pipe ends it, a missing package is ERR_RUNTIME. */
const ONLY_READ: readonly string[] = ['EPIPE', 'ERR_MODULE_NOT_FOUND'];

/** Every code of its own that the source of the command can give. */
function codesOfTheCommand(): ReadonlySet<string> {
  const folder = join(root, 'src/cli');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  // What the system says of a file, in the command's words.
  sources.push(readFileSync(join(root, 'src/file-problems.ts'), 'utf8'));
  const found = sources.flatMap((source) =>
    [...source.matchAll(/'(ERR_[A-Z_]+|E[A-Z]{4,})'/g)].map(([, code = '']) => code),
  );
  const others = [...ERROR_CODES, ...ONLY_READ];
  return new Set(found.filter((code) => !others.includes(code)));
}

test('the page has every code and reason, in order, and no other', () => {
  expect([...library.keys()]).toEqual([...ERROR_CODES]);
  expect([...reasons.keys()]).toEqual([...REASONS]);
  expect([...problems.keys()]).toEqual([...PROBLEM_CODES]);
  expect([...command.keys()].sort()).toEqual([...codesOfTheCommand()].sort());
});

test('each entry says what happened and what to do', () => {
  const entries = [library, command, reasons, problems].flatMap((each) => [...each]);
  expect(entries.length).toBeGreaterThan(60);
  for (const [name, entry] of entries) {
    expect(entry, name).toMatch(/\*\*What happened\.\*\* \S.{15,}\*\*What to do\.\*\* \S.{9,}/);
  }
});

test('a reason has the words of explain', () => {
  for (const reason of REASONS) {
    const { advice } = explain({ status: 'rejected', reason } as Verdict);
    expect(reasons.get(reason)).toContain(advice);
  }
});

it.each([...library.keys(), ...command.keys()])('the command points to %s', (code) => {
  const anchors = [...page.matchAll(/^### (\S+)$/gm)].map(([, name = '']) => name.toLowerCase());
  const [, anchor = ''] = /^docs\/errors\.md#(.+)$/.exec(helpFor(code) ?? '') ?? [];
  expect(anchors).toContain(anchor);
});

test('no two entries have one anchor, and codes that nobody described have no help', () => {
  const anchors = [...page.matchAll(/^### (\S+)$/gm)].map(([, name = '']) => name.toLowerCase());
  expect(new Set(anchors).size).toBe(anchors.length);
  expect(helpFor('ENOSPC')).toBeUndefined();
});

test('the example prints what it says', async () => {
  const source = namedBlock(page, 'ts');
  const promised = [...source.matchAll(/console\.log\((.*)\); \/\/ (.*)$/gm)];
  expect(promised).toHaveLength(2);
  const { createRecall } = await import('contentmark/verify');
  const [, argument = ''] = /createRecall\((.*)\);/.exec(source) ?? [];
  expect(argument).toBe("{ ids: ['mark-17'] }");
  try {
    createRecall({ ids: ['mark-17'] });
    expect.unreachable();
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    expect([error.code, error.argument]).toEqual(promised.map(([, , said]) => said));
  }
});
