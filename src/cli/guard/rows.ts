/** Rows of an import file, as records by column or member name, one after the other. */
import { extname } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { parseJson } from 'contentmark/content';
import { type Delimiter, readTableStart } from '../catalog/csv-delimiter.ts';
import { FORMATS, type Format } from '../catalog/map.ts';
import { MAX_RECORD_BYTES } from '../catalog/row.ts';
import { openSource, type Source } from '../catalog/source.ts';
import { decodeUtf8 } from '../files/utf8.ts';
import { usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { MAX_DEPTH, readValue } from './read-value.ts';

/** A row, or why it could not be read. A row that cannot be read must not pass for clean. */
export type ImportRow = ({ readonly value: unknown } | { readonly problem: string }) & {
  /** Set for the header of a CSV file: where there is none, the first row stands in its place. */
  readonly isHeader?: true;
};

/** Opens a file of rows. */
export function readRows(
  io: Io,
  file: string,
  format: Format | undefined,
): AsyncIterable<ImportRow> {
  switch (chooseFormat(file, format)) {
    case 'csv':
      return readCsvRows(io, file);
    case 'jsonl':
      return readJsonlRows(io, file);
    case 'json':
      return readJsonRows(io, file);
  }
}

function chooseFormat(file: string, given: Format | undefined): Format {
  const extension = extname(file).slice(1).toLowerCase();
  const format = given ?? FORMAT_OF.get(extension);
  if (format !== undefined) return format;
  const formats = FORMATS.join('|');
  throw usage(`FILE "${file}" does not say its format; add --format ${formats}`, '--format');
}

/** By the end of a file's name. What divides the cells of a table its header says. */
const FORMAT_OF: ReadonlyMap<string, Format> = new Map([
  ...FORMATS.map((format): [string, Format] => [format, format]),
  ['tsv', 'csv'],
  ['ndjson', 'jsonl'],
]);

/** A document: each item of a list is a row, anything else is one row. */
async function* readJsonRows(io: Io, file: string): AsyncGenerator<ImportRow> {
  const value = await readValue(io, file, 'FILE');
  for (const row of Array.isArray(value) ? value : [value]) yield toRow(row);
}

/** What names nothing and lists nothing is no row. */
function toRow(value: unknown): ImportRow {
  const isRow = typeof value === 'object' && value !== null;
  if (!isRow || (Array.isArray(value) && value.length === 0)) return { problem: 'malformed' };
  return { value };
}

async function* readJsonlRows(io: Io, file: string): AsyncGenerator<ImportRow> {
  const source = await openSource(io, file);
  try {
    for await (const line of linesOf(source)) {
      if (line === undefined) yield { problem: 'too-long' };
      else if (line.trim() !== '') {
        const text = decodeLatin1(line);
        const parsed = text === undefined ? undefined : parseJson(text, MAX_DEPTH);
        if (parsed?.problem !== undefined || parsed === undefined) yield { problem: 'malformed' };
        else yield toRow(parsed.value);
      }
    }
  } finally {
    source.close();
  }
}

/** A byte in each character, to the text that they are; `undefined` for what is no text in UTF-8. */
function decodeLatin1(bytes: string): string | undefined {
  // UTF-16 without a mark of its own is full of NUL, and valid UTF-8.
  return bytes.includes('\0') ? undefined : decodeUtf8(Buffer.from(bytes, 'latin1'));
}

/** Lines of a file, a byte in each character; `undefined` for one that is too long to be kept. */
async function* linesOf({ chunks }: Source): AsyncGenerator<string | undefined> {
  let rest = '';
  let isTooLong = false;
  for await (const chunk of chunks) {
    // Between CR and LF there is an empty line, which is none.
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split(/[\r\n]/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield isTooLong ? undefined : line;
      isTooLong = false;
    }
    if (rest.length > MAX_RECORD_BYTES) {
      isTooLong = true;
      rest = '';
    }
  }
  yield isTooLong ? undefined : rest;
}

/** Columns by the names of the header; one without a name by its number. */
async function* readCsvRows(io: Io, file: string): AsyncGenerator<ImportRow> {
  const source = await openSource(io, file);
  let header: readonly string[] | undefined;
  try {
    for await (const cells of recordsOf(source)) {
      const texts = cells === undefined ? undefined : decodeCells(cells);
      const isHeader = header === undefined;
      const place = isHeader && { isHeader: true as const };
      // Without its names the columns still have their numbers.
      header ??= texts === undefined ? [] : nameColumns(texts);
      if (texts === undefined) yield { problem: 'malformed', ...place };
      else yield { value: toRecord(isHeader ? [] : header, texts), ...place };
    }
  } finally {
    source.close();
  }
  if (header === undefined) throw usage('FILE is empty: a CSV file begins with a header', 'FILE');
}

/** Records of a CSV file, a byte in each character, in batches as it is read; `undefined` at its end if it ends inside one. */
async function* recordsOf(source: Source): AsyncGenerator<readonly string[] | undefined> {
  const { Parser } = await import('csv-parse');
  const { delimiter, chunks } = await openTable(source);
  const parser = new Parser({
    encoding: 'latin1',
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  let problem: unknown;
  // The stream tells of an error here and ends; what was read until then is handed on.
  pipeline(Readable.from(chunks), parser, (error) => {
    problem = error;
  });
  try {
    for await (const record of parser) yield record as readonly string[];
  } catch (error) {
    problem = error;
  }
  if (problem) yield undefined;
}

/** The delimiter, and the file from its header on. */
async function openTable({ chunks }: Source): Promise<{
  readonly delimiter: Delimiter;
  readonly chunks: AsyncIterable<Uint8Array>;
}> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  for (let length = 0; length < MAX_HEADER; ) {
    const { done, value } = await iterator.next();
    if (done) break;
    read.push(value);
    length += value.length;
  }
  const start = Buffer.concat(read);
  const { delimiter, header } = readTableStart(start.toString('latin1', 0, MAX_HEADER));
  if (delimiter === undefined) {
    const why = 'its header holds two characters equally often that could divide its cells';
    throw usage(`FILE cannot be read: ${why}; save it with commas`, 'FILE');
  }
  async function* fromHeader(): AsyncGenerator<Uint8Array> {
    yield start.subarray(header);
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { delimiter, chunks: fromHeader() };
}

/** In bytes. What divides the cells of a longer header its beginning tells. */
const MAX_HEADER = 65_536;

/** The texts of a record; `undefined` where one of them is none. */
function decodeCells(cells: readonly string[]): readonly string[] | undefined {
  const texts: string[] = [];
  for (const cell of cells) {
    const text = decodeLatin1(cell);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

/** Names of their own: a second column of the same name would hide the first. */
function nameColumns(cells: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? `column ${index + 1}` : cell;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function toRecord(header: readonly string[], cells: readonly string[]): Record<string, string> {
  // fromEntries defines properties, so a column "__proto__" stays a column.
  return Object.fromEntries(
    cells.map((cell, index) => [header[index] ?? `column ${index + 1}`, cell]),
  );
}
