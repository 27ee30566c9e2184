/**
 * Reads a SQL dump in pieces: the rows of its INSERT statements and COPY data, each with its table.
 */

import { pointerStep } from '../../json-pointer.ts';
import { isNamed } from '../piece/fields.ts';
import {
  type Cell,
  type ColumnNames,
  countLines,
  type Piece,
  type Place,
  type Problem,
  type Row,
} from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { decodeDamaged, encodeLatin1 } from '../piece/utf8.ts';
import { readCopyLine, writeCopyText } from './copy-line.ts';
import { createDumpSplitter, type Token } from './split-dump.ts';
import { readTuple, writeText } from './tuple.ts';

type RowToken = Token & { readonly type: 'tuple' | 'copy-line' };

interface Span {
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
}

/** Reads a dump as UTF-8 without its byte order mark. Never holds more than a chunk and a row. */
export async function* readSql(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const splitter = createDumpSplitter();
  const counts = new Map<string, number>();
  let record = 0;
  let line = 1;
  let lineStart = 0;
  let offset = 0;

  function convert(token: Token): Piece {
    const { bytes } = token;
    const place = takePlace(bytes, token);
    switch (token.type) {
      case 'gap':
        return { type: 'gap', bytes };
      case 'fault':
        return {
          type: 'broken',
          place,
          bytes,
          problem: { reason: 'malformed', detail: token.detail },
        };
      default:
        // Another table than the one that is asked for.
        return isOf(token.table.name) ? readRow(token, place, options) : { type: 'gap', bytes };
    }
  }

  /** Whether a table is the one that is asked for, by its name with or without its schema. */
  function isOf(table: string): boolean {
    const name = decodeDamaged(table);
    return options.list === undefined || name === options.list || name.endsWith(`.${options.list}`);
  }

  function takePlace(bytes: Uint8Array, token: Token): Place {
    const at = { line, column: offset - lineStart + 1, byteStart: offset };
    const lines = countLines(bytes);
    line += lines;
    if (lines > 0) lineStart = offset + bytes.lastIndexOf(10) + 1;
    offset += bytes.length;
    const place = { file: options.file, record, ...at, byteEnd: offset };
    if (token.type === 'gap') return place;
    record += 1;
    if (token.type === 'fault') return { ...place, record };
    const { name } = token.table;
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    return { ...place, record, pointer: pointerStep(decodeDamaged(name)) + pointerStep(index) };
  }

  for await (const chunk of source) yield splitter.push(chunk).map(convert);
  yield splitter.end().map(convert);
}

function readRow(token: RowToken, place: Place, options: ReadOptions): Piece {
  const raw = Buffer.from(token.bytes).toString('latin1');
  const values = readValues(token, raw);
  const fail = (reason: Problem['reason'], detail: string): Piece => ({
    type: 'broken',
    place,
    bytes: token.bytes,
    problem: { reason, detail },
  });
  if (values === undefined) return fail('malformed', 'not a list of values in parentheses');
  const { columns, name } = token.table;
  if (columns !== undefined && columns.length !== values.length) {
    const detail = `${values.length} values, table ${JSON.stringify(name)} has ${columns.length} columns`;
    return fail('wrong-columns', detail);
  }
  const names = values.map((_, index) => decodeDamaged(columns?.[index] ?? `column ${index + 1}`));
  return { type: 'row', row: createRow(token, raw, values, names, place, options) };
}

function readValues(token: RowToken, raw: string): readonly Span[] | undefined {
  if (token.type === 'tuple') return readTuple(raw, token.dialect);
  return readCopyLine(raw.replace(/\r?\n$/, ''));
}

function createRow(
  token: RowToken,
  raw: string,
  values: readonly Span[],
  names: readonly string[],
  place: Place,
  { mark, fields }: ReadOptions,
): Row {
  const find = (field: ColumnNames): Span | undefined =>
    values[names.findIndex((name) => isNamed(name, field))];
  const target = mark === undefined ? undefined : find(mark);
  // A column of bytes is no text: it matters only where it is asked for.
  const damaged = values.some(
    ({ value }, index) =>
      typeof value === 'string' &&
      !isText(value) &&
      (fields === undefined || fields.some((field) => isNamed(names[index] ?? '', field))),
  );
  const problem: Problem | undefined = damaged
    ? { reason: 'not-utf8', detail: 'bytes that are not UTF-8' }
    : undefined;
  return {
    place,
    bytes: token.bytes,
    problem,
    read(field): Cell | undefined {
      const found = find(field);
      return found === undefined ? undefined : toCell(found.value);
    },
    toValue() {
      const value: Record<string, unknown> = Object.create(null);
      names.forEach((name, index) => {
        value[name] = toCell((values[index] as Span).value).value;
      });
      return value;
    },
    write:
      target === undefined
        ? undefined
        : (text) => {
            if (text === undefined) return token.bytes;
            const latin1 = encodeLatin1(text);
            const written =
              token.type === 'tuple' ? writeText(latin1, token.dialect) : writeCopyText(latin1);
            return Buffer.from(
              raw.slice(0, target.start) + written + raw.slice(target.end),
              'latin1',
            );
          },
  };
}

function toCell(value: Span['value']): Cell {
  if (typeof value !== 'string') {
    return { value, json: JSON.stringify(value), bytes: undefined };
  }
  const text = decodeDamaged(value);
  return { value: text, json: text, bytes: new Uint8Array(Buffer.from(value, 'latin1')) };
}

function isText(latin1: string): boolean {
  return decodeDamaged(latin1).isWellFormed();
}
