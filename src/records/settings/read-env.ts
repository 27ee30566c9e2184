/**
 * Reads `.env` files in pieces: one row a variable, `NAME=value`, as dotenv and Docker read them:
 * `export` before the name, values in single, double or back quotes over several lines, `#`
 * comments. Variables are not expanded, because detection is about what the file itself holds.
 */
import type { Piece, Problem } from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { createSettingPieces, holdText } from './setting-row.ts';

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:]/;

/** Reads a file as UTF-8 without its byte order mark. It is held whole: settings are small. */
export async function* readEnv(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const text = await holdText(source, options.file);
  if (text.problem !== undefined) {
    yield [text.problem];
    return;
  }
  const pieces = createSettingPieces(text.latin1, options.file);
  for (let at = 0; at < text.latin1.length; ) {
    const lineEnd = endOfLine(text.latin1, at);
    const line = text.latin1.slice(at, lineEnd);
    const [head = '', name] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined) {
      const isIgnored = /^[ \t\r\n]*(?:#|$)/.test(line);
      if (isIgnored) pieces.gap(at, lineEnd);
      else pieces.broken(at, lineEnd, MALFORMED);
      at = lineEnd;
      continue;
    }
    const found = readValue(text.latin1, at + head.length, lineEnd);
    if (found === undefined) {
      pieces.broken(at, text.latin1.length, UNCLOSED);
      break;
    }
    const end = endOfLine(text.latin1, Math.max(found.end - 1, at));
    pieces.row(at, end, [name], found.value);
    at = end;
  }
  yield pieces.all();
}

const MALFORMED: Problem = { reason: 'malformed', detail: 'not NAME=value' };
const UNCLOSED: Problem = {
  reason: 'malformed',
  detail: 'a quote that is never closed; the rest of the file was not read',
};

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

function readValue(
  text: string,
  from: number,
  lineEnd: number,
): { readonly value: string; readonly end: number } | undefined {
  let at = from;
  while (at < lineEnd && (text[at] === ' ' || text[at] === '\t')) at += 1;
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    const whole = text.slice(at, lineEnd);
    const comment = whole.search(/(?<=^|[ \t])#/);
    return { value: (comment === -1 ? whole : whole.slice(0, comment)).trim(), end: lineEnd };
  }
  let value = '';
  for (let next = at + 1; next < text.length; next++) {
    const sign = text[next] as string;
    if (sign === quote) return { value, end: next + 1 };
    if (sign === '\\' && quote === '"' && next + 1 < text.length) {
      next += 1;
      const escaped = text[next] as string;
      value += escaped === 'n' ? '\n' : escaped === 'r' ? '\r' : escaped === 't' ? '\t' : escaped;
    } else value += sign;
  }
  return undefined;
}
