/**
 * Parses JSON (RFC 8259) strictly and refuses duplicate keys, of which `JSON.parse` silently keeps
 * the last. Strings and numbers are decoded by `JSON.parse`. For the members of the outermost
 * object it reports where each stands, so that one can be replaced in place.
 */

import { wrongArgument } from '../../errors.ts';

/** The deepest nesting that a caller may allow; more could exhaust the stack. */
const DEEPEST = 1024;

/** Where a member of the outermost object stands: indexes into the text. */
export interface MemberSpan {
  readonly key: string;
  /** First character of the key. */
  readonly start: number;
  /** First character of the value. */
  readonly valueStart: number;
  /** After the last character of the value. */
  readonly end: number;
}

/** A parsed document, or the first problem in it. */
export type ParsedJson =
  | { readonly value: unknown; readonly members: readonly MemberSpan[]; readonly problem?: never }
  | { readonly problem: string };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WHITESPACE = /[ \t\n\r]*/y;
const WORD = /true|false|null/y;

const WORDS: ReadonlyMap<string, boolean | null> = /* @__PURE__ */ new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class JsonProblem extends Error {}

/**
 * Parses a whole document. Whatever the text holds, it does not throw.
 * @param maxDepth how deep values may nest, at most 1,024.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the arguments.
 */
export function parseJson(text: string, maxDepth: number): ParsedJson {
  return readJson(text, maxDepth, false);
}

/**
 * Parses a document as `parseJson` does; `exact` also refuses whole numbers, written as such,
 * that this runtime cannot hold: it would silently take a neighbour.
 */
export function readJson(text: string, maxDepth: number, exact: boolean): ParsedJson {
  if (typeof text !== 'string') throw wrongArgument('text', 'a string of JSON', text);
  if (!Number.isInteger(maxDepth) || maxDepth < 0 || maxDepth > DEEPEST) {
    throw wrongArgument('maxDepth', `a whole number of at most ${DEEPEST}`, maxDepth);
  }
  const parser: Parser = { text, at: 0, maxDepth, exact, members: [] };
  try {
    const value = parseValue(parser, 0);
    take(parser, WHITESPACE);
    if (parser.at !== text.length) throw new JsonProblem('text after the end');
    return { value, members: parser.members };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return { problem: `not JSON: ${error.message} at character ${parser.at + 1}` };
  }
}

interface Parser {
  readonly text: string;
  at: number;
  readonly maxDepth: number;
  readonly exact: boolean;
  readonly members: MemberSpan[];
}

function take(parser: Parser, pattern: RegExp): string | undefined {
  pattern.lastIndex = parser.at;
  const match = pattern.exec(parser.text)?.[0];
  if (match !== undefined) parser.at += match.length;
  return match;
}

function parseValue(parser: Parser, depth: number): unknown {
  if (depth > parser.maxDepth) throw new JsonProblem(`nested deeper than ${parser.maxDepth}`);
  take(parser, WHITESPACE);
  switch (parser.text[parser.at]) {
    case '{':
      return parseObject(parser, depth);
    case '[':
      return parseArray(parser, depth);
    case '"':
      return parseString(parser);
    default: {
      const word = take(parser, WORD);
      if (word !== undefined) return WORDS.get(word);
      return parseNumber(parser);
    }
  }
}

function parseNumber(parser: Parser): number {
  const { at } = parser;
  const written = take(parser, NUMBER);
  if (written === undefined) throw new JsonProblem('a value expected');
  const number = Number(written);
  if (parser.exact && Math.abs(number) > Number.MAX_SAFE_INTEGER && !/[.eE]/.test(written)) {
    parser.at = at;
    throw new JsonProblem('a whole number beyond 2^53 - 1');
  }
  return number;
}

// A loop, not a pattern: a backtracking engine runs out of stack on a string of megabytes.
function parseString(parser: Parser): string {
  const { text, at } = parser;
  if (text[at] !== '"') throw new JsonProblem('a string expected');
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  parser.at = end + 1;
  try {
    return JSON.parse(text.slice(at, end + 1)) as string;
  } catch {
    parser.at = at;
    throw new JsonProblem('a malformed string');
  }
}

function parseObject(parser: Parser, depth: number): Record<string, unknown> {
  const seen = new Map<string, unknown>();
  parser.at += 1;
  take(parser, WHITESPACE);
  if (parser.text[parser.at] === '}') {
    parser.at += 1;
    return {};
  }
  for (;;) {
    take(parser, WHITESPACE);
    const start = parser.at;
    const key = parseString(parser);
    // The size tells, not `has`, which a page may have replaced: a key that is there adds nothing.
    const { size } = seen;
    seen.set(key, undefined);
    // Cut, for a message is no place for content, and a key can be megabytes of it.
    if (seen.size === size)
      throw new JsonProblem(`duplicate key ${JSON.stringify(key.slice(0, 40))}`);
    take(parser, WHITESPACE);
    expect(parser, ':');
    take(parser, WHITESPACE);
    const valueStart = parser.at;
    seen.set(key, parseValue(parser, depth + 1));
    if (depth === 0) parser.members.push({ key, start, valueStart, end: parser.at });
    take(parser, WHITESPACE);
    if (parser.text[parser.at] !== ',') break;
    parser.at += 1;
  }
  expect(parser, '}');
  // fromEntries defines properties, so a "__proto__" key stays a key.
  return Object.fromEntries(seen);
}

function parseArray(parser: Parser, depth: number): unknown[] {
  const items: unknown[] = [];
  parser.at += 1;
  take(parser, WHITESPACE);
  if (parser.text[parser.at] === ']') {
    parser.at += 1;
    return items;
  }
  for (;;) {
    items.push(parseValue(parser, depth + 1));
    take(parser, WHITESPACE);
    if (parser.text[parser.at] !== ',') break;
    parser.at += 1;
  }
  expect(parser, ']');
  return items;
}

function expect(parser: Parser, character: string): void {
  if (parser.text[parser.at] !== character) throw new JsonProblem(`"${character}" expected`);
  parser.at += 1;
}
