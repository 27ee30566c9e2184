/**
 * Messages are for people. Code that edits one, or goes by its words, breaks as soon as a
 * sentence is improved; what it needs is in `code`, `argument` and `problem`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** Others' errors that have no other data than their words: each read in one file. */
const READERS: readonly string[] = [
  // Commander does not tell which option it found wrong.
  'cli/run.ts',
  // smol-toml draws the place below its sentence.
  'cli/files/toml-or-json.ts',
  // Magento's REST API gives sentences with parameters, and no codes.
  'platforms/magento/error-reply.ts',
];

const METHODS =
  'replace|replaceAll|match|matchAll|startsWith|endsWith|includes|indexOf|lastIndexOf|search|split|substring';

/** `error.message`, and a variable of that name. */
const MESSAGE = String.raw`(?:\bmessage|\['message'\])\)?[?!]?`;

const USES: readonly RegExp[] = [
  new RegExp(String.raw`${MESSAGE}\s*\.(?:${METHODS})\(`),
  /\.(?:test|exec)\(\s*(?:String\()?(?:[\w.?!]+\.)?message\b/,
  /\.(?:test|exec|match)\(\s*String\(\s*(?:error|cause|reason)\b/,
  new RegExp(String.raw`String\((?:error|cause)\)\s*\.(?:${METHODS})\(`),
  /\.message\s*(?:===|!==)|(?:===|!==)\s*[\w.?]+\.message\b/,
];

/** The lines of a source that read a message. */
function findUses(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<=^|\s)\/\/[^\n]*/g, '');
  return USES.flatMap((pattern) =>
    [...code.matchAll(new RegExp(pattern, 'g'))].map(([found]) => found.replace(/\s+/g, ' ')),
  );
}

test('nothing edits a message, and nothing decides by its words', () => {
  const uses = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !READERS.includes(name))
    .flatMap((name) =>
      findUses(readFileSync(join(SRC, name), 'utf8')).map((found) => `${name}: ${found}`),
    );
  expect(uses).toEqual([]);
});

describe('planted uses of a message are found', () => {
  it.each([
    "throw usage(error.message.replace('a', 'b'))",
    'const text = error.message\n  .replaceAll(name, flag)',
    'if (/makes a verdict/.test(error.message)) return undefined;',
    'if (/^Quote/.exec(error.message)) return;',
    "if (error.message.startsWith('Quote Not Closed')) return;",
    "const { message } = error;\nif (message.includes('closed')) return;",
    "if (error.message === 'closed') return;",
    "error?.message?.split(': ')",
    '(error as Error).message.match(/a/)',
    "String(error).includes('closed')",
    '/closed/.test(String(error))',
  ])('%s', (source) => {
    expect(findUses(source)).not.toEqual([]);
  });
});

describe('other words are left alone', () => {
  it.each([
    'return { problem: error.message };',
    '// not error.message.replace(a, b)',
    'signer.signSync(message.slice())',
    "if (error.code === 'ENOENT') return;",
    'const copy = message.subarray(4);',
  ])('%s', (source) => {
    expect(findUses(source)).toEqual([]);
  });
});
