/** Reads and writes the values of one row of an INSERT statement, with their places. */
import type { Dialect } from './lexer.ts';

/** One value of a row. */
export interface SqlValue {
  /** Where it stands in the row, one character for each byte. */
  readonly start: number;
  readonly end: number;
  /** `null`, a truth value, a number, or text with one character for each byte. */
  readonly value: string | number | boolean | null;
}

/** `(1, 'it''s', NULL)`: its values, or `undefined` where it is not one list in parentheses. */
export function readTuple(row: string, dialect: Dialect): readonly SqlValue[] | undefined {
  if (row[0] !== '(' || row[row.length - 1] !== ')') return undefined;
  const values: SqlValue[] = [];
  let depth = 0;
  let start = 1;
  for (let at = 1; at < row.length; at++) {
    const sign = row[at];
    if (sign === "'" || sign === '"' || (sign === '`' && dialect === 'mysql')) {
      at = skipQuoted(row, at, hasBackslashes(row, at, dialect)) - 1;
    } else if (sign === '$' && dialect !== 'mysql') at = skipDollarQuoted(row, at) - 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    else if (depth === 0 && (sign === ',' || sign === ')')) {
      values.push(readValue(row, start, at, dialect));
      start = at + 1;
    }
  }
  return start === row.length ? values : undefined;
}

/** A text as a value of a row. */
export function writeText(text: string, dialect: Dialect): string {
  const doubled = text.replaceAll("'", "''");
  return `'${dialect === 'mysql' ? doubled.replaceAll('\\', '\\\\') : doubled}'`;
}

/** The index behind the closing quote; a doubled quote does not close. */
function skipQuoted(row: string, at: number, backslashes: boolean): number {
  const quote = row[at] as string;
  for (let next = at + 1; next < row.length; next++) {
    if (backslashes && row[next] === '\\') next += 1;
    else if (row[next] === quote) {
      if (row[next + 1] !== quote) return next + 1;
      next += 1;
    }
  }
  return row.length;
}

const TAG = /\$(?:[A-Za-z_\x80-\xff][\w\x80-\xff]{0,62})?\$/y;

function skipDollarQuoted(row: string, at: number): number {
  TAG.lastIndex = at;
  const [tag] = TAG.exec(row) ?? [];
  if (tag === undefined) return at + 1;
  const end = row.indexOf(tag, at + tag.length);
  return end === -1 ? row.length : end + tag.length;
}

function hasBackslashes(row: string, at: number, dialect: Dialect): boolean {
  if (dialect === 'mysql') return row[at] !== '`';
  return row[at] === "'" && /^[Ee]$/.test(row[at - 1] ?? '') && !/\w/.test(row[at - 2] ?? '');
}

function readValue(row: string, from: number, to: number, dialect: Dialect): SqlValue {
  let start = from;
  let end = to;
  while (start < end && row.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && row.charCodeAt(end - 1) <= 0x20) end -= 1;
  return { start, end, value: evaluate(row.slice(start, end), dialect) };
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** E'…', N'…', B'…', U&'…' and MySQL's _utf8mb4'…': what may stand before a text. */
const PREFIX = /^(?:[EeNnBbXx]|[Uu]&|_[A-Za-z0-9]+ ?)?(?=['"])/;

function evaluate(source: string, dialect: Dialect): string | number | boolean | null {
  const word = source.length <= 5 ? source.toUpperCase() : '';
  if (word === 'NULL') return null;
  if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE';
  if (NUMBER.test(source)) {
    const number = Number(source);
    return Number.isSafeInteger(number) || !/^[+-]?\d+$/.test(source) ? number : source;
  }
  if (source.startsWith('$') && dialect !== 'mysql') {
    TAG.lastIndex = 0;
    const [tag] = TAG.exec(source) ?? [];
    if (tag !== undefined) return source.slice(tag.length, source.indexOf(tag, tag.length));
  }
  const [prefix] = PREFIX.exec(source) ?? [];
  // What is computed (a function, a difference, a number in base 16) is shown as it is written.
  if (prefix === undefined) return source;
  const isEscaped = dialect === 'mysql' || /^[Ee]/.test(prefix);
  const end = skipQuoted(source, prefix.length, isEscaped);
  // A cast may follow: '{}'::jsonb is its text.
  const body = source.slice(prefix.length + 1, end - 1);
  const quote = source[prefix.length] as string;
  return isEscaped ? unescapeText(body, quote, dialect) : body.replaceAll(quote + quote, quote);
}

/** MySQL's escapes (9.1.1 String Literals) and PostgreSQL's (4.1.2.2). */
const ESCAPES: Readonly<Record<string, string>> = {
  __proto__: null as never,
  '0': '\0',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
};

function unescapeText(body: string, quote: string, dialect: Dialect): string {
  const pattern =
    quote === '"'
      ? /""|\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g
      : /''|\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g;
  return body.replace(pattern, (whole, unicode, hex, octal, sign) => {
    if (!whole.startsWith('\\')) return quote;
    if (dialect === 'mysql') {
      const escaped = whole[1] as string;
      // \% and \_ keep their backslash outside of LIKE patterns; of the others only it goes.
      const meant =
        escaped === '%' || escaped === '_' ? `\\${escaped}` : (ESCAPES[escaped] ?? escaped);
      return escaped === 'f' ? `f${whole.slice(2)}` : meant + whole.slice(2);
    }
    if (unicode !== undefined) {
      return Buffer.from(String.fromCharCode(Number.parseInt(unicode, 16)), 'utf8').toString(
        'latin1',
      );
    }
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return sign === 'Z' ? 'Z' : (ESCAPES[sign] ?? sign);
  });
}
