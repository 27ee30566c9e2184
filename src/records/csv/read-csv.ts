/**
 * Reads CSV in pieces. csv-parse finds where each record ends and what its cells hold; the record
 * is cut from the file's own bytes at those places, so nothing is lost. csv-cells.ts then finds the
 * cells a second time, with their places. Where the two differ the row is broken, because an
 * importer may read it in yet another way.
 */
import { isUtf8 } from 'node:buffer';
import type { Parser } from 'csv-parse';
import { InputError } from '../piece/input-error.ts';
import {
  countLines,
  MAX_RECORD_BYTES,
  type Piece,
  type Place,
  type Problem,
} from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { decodeDamaged } from '../piece/utf8.ts';
import { readCell, splitRecord, writeCell } from './csv-cells.ts';
import { createCsvRow } from './csv-row.ts';
import { isStatement, readTableStart } from './delimiter.ts';
import { type CsvHeader, readHeader } from './header.ts';

interface ParsedRecord {
  /** One character for each byte. */
  readonly cells: readonly string[];
  /** Where it ends in the file, behind its line end. */
  readonly end: number;
}

const UNREAD = 'the rest of the file was not read';

/** Reads tab-separated values: CSV whose delimiter needs no finding. */
export function readTsv(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  return readCsv(source, options, '\t');
}

/**
 * Reads a file as UTF-8 without its byte order mark. Never holds more than a chunk and a record.
 * @throws InputError where there is no header that can be read
 */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  given?: string,
): AsyncGenerator<readonly Piece[]> {
  const parsed: ParsedRecord[] = [];
  const { start, rest } = await holdHeader(source);
  const delimiter = given ?? findDelimiter(start, options.file);
  const parser = await createParser(parsed, delimiter);
  const convert = createConverter(options, delimiter);
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let taken = 0;

  function takeRecords(): Piece[] {
    if (parsed.length === 0) return [];
    const buffer = Buffer.concat(held);
    const from = taken;
    const pieces = parsed.map(({ cells, end }) => {
      const bytes = buffer.subarray(taken - from, end - from);
      taken = end;
      return convert.record(bytes, cells);
    });
    parsed.length = 0;
    const left = buffer.subarray(taken - from);
    held = [left];
    heldBytes = left.length;
    return pieces;
  }

  let isGivenUp = false;
  for await (const chunk of rest) {
    if (isGivenUp) {
      yield [{ type: 'gap', bytes: chunk }];
      continue;
    }
    held.push(chunk);
    heldBytes += chunk.length;
    await feed(parser, chunk);
    yield takeRecords();
    if (heldBytes > MAX_RECORD_BYTES) {
      isGivenUp = true;
      const detail = `a record of over ${MAX_RECORD_BYTES} bytes; is a quote never closed? ${UNREAD}`;
      yield [convert.broken(Buffer.concat(held), { reason: 'too-large', detail })];
    }
  }
  if (isGivenUp) return;
  const error = taken + heldBytes === 0 ? undefined : await finish(parser);
  yield takeRecords();
  if (heldBytes > 0) {
    const why =
      error?.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quote that is never closed'
        : (error?.message ?? 'an unfinished record');
    const problem = { reason: 'malformed', detail: `${why}; ${UNREAD}` } as const;
    yield [convert.broken(Buffer.concat(held), problem)];
  }
  convert.end();
}

/** The first chunks until a line ends, and all of them again. */
async function holdHeader(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly start: Buffer; readonly rest: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) break;
    held.push(value);
    size += value.length;
    if (hasText(value) || size > MAX_RECORD_BYTES) break;
  }
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield* held;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { start: Buffer.concat(held), rest: rest() };
}

/** Whether a chunk has a line end behind other text, so that the header ends in it. */
function hasText(chunk: Uint8Array): boolean {
  return chunk.some((byte) => byte > 0x20) && chunk.includes(10);
}

/** What divides the cells, by the header. */
function findDelimiter(start: Buffer, file: string): string {
  const { delimiter } = readTableStart(start.toString('latin1'));
  if (delimiter !== undefined) return delimiter;
  throw new InputError(
    file,
    'has a header in which two characters may divide the cells; put a line "sep=;" above it, or save it with commas',
  );
}

async function createParser(parsed: ParsedRecord[], delimiter: string): Promise<Parser> {
  const { Parser } = await import('csv-parse');
  const parser = new Parser({
    delimiter,
    // One character for each byte, and no byte that cannot be decoded.
    encoding: 'latin1',
    // Both in one file is common where tools have appended to each other's output.
    record_delimiter: ['\r\n', '\n'],
    // Faults are left for this project to find, row by row: csv-parse would stop at the first
    // and drop what it had not handed over yet.
    relax_column_count: true,
    relax_quotes: true,
    on_record(cells: string[], { bytes }) {
      parsed.push({ cells, end: bytes });
      // Nothing is queued in the stream, so nothing waits there to be dropped or to fill memory.
      return null;
    },
  });
  // The callbacks of write and end tell of it as well; unheard, the event would end the process.
  parser.on('error', () => undefined);
  return parser;
}

function feed(parser: Parser, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function finish(parser: Parser): Promise<(Error & { readonly code?: string }) | undefined> {
  return new Promise((resolve) => {
    parser.once('error', resolve);
    parser.end(() => resolve(undefined));
  });
}

/** Turns records into pieces; the first that is not blank is the header. */
function createConverter(options: ReadOptions, delimiter: string) {
  const { file } = options;
  let header: CsvHeader | undefined;
  let record = 0;
  let line = 1;
  let offset = 0;

  function take(bytes: Buffer): Omit<Place, 'record'> {
    const place = { file, line, byteStart: offset, byteEnd: offset + bytes.length };
    line += countLines(bytes);
    offset += bytes.length;
    return place;
  }

  function convertHeader(bytes: Buffer, place: Place): Piece {
    const raw = bytes.toString('latin1');
    const split = splitRecord(raw, delimiter);
    if (split.problem !== undefined) {
      throw new InputError(file, `has no CSV header: ${split.problem}`);
    }
    const cells = split.cells.map((cell) => decodeDamaged(readCell(raw, cell)));
    header = readHeader(cells, delimiter, options);
    const { names, isWidened } = header;
    const piece = { type: 'header', place, names, delimiter, problem: problemOf(bytes) } as const;
    if (!isWidened || options.mark === undefined) return { ...piece, bytes };
    const name = writeCell(options.mark[0], false, delimiter);
    return { ...piece, bytes: insert(bytes, split.end, `${delimiter}${name}`) };
  }

  function convertRow(bytes: Buffer, cells: readonly string[], place: Place): Piece {
    const fail = (reason: Problem['reason'], detail: string, copied = bytes): Piece => ({
      type: 'broken',
      place,
      bytes: copied,
      problem: { reason, detail },
    });
    const raw = bytes.toString('latin1');
    const split = splitRecord(raw, delimiter);
    if (split.problem !== undefined) return fail('malformed', split.problem);
    const known = header as CsvHeader;
    const width = known.cells.length;
    if (split.cells.length !== width) {
      // Beside a wider header a row of one cell too many would look whole, and its last cell
      // like a mark: the added column is given to it as well, so that it stays what it is.
      const padded = known.isWidened ? insert(bytes, split.end, delimiter) : bytes;
      const detail = `${split.cells.length} cells, the header has ${width}`;
      return fail('wrong-columns', detail, padded);
    }
    const isAgreed =
      cells.length === width &&
      split.cells.every((cell, index) => readCell(raw, cell) === cells[index]);
    if (!isAgreed) return fail('malformed', 'two CSV readers understand this row differently');
    if (
      width > 1 &&
      known.cells.every((name, index) => decodeDamaged(cells[index] as string) === name)
    ) {
      return fail(
        'repeated-header',
        'the header once more; were two files joined?',
        widen(bytes, split.end),
      );
    }
    const problem = problemOf(bytes);
    return { type: 'row', row: createCsvRow({ raw, bytes, place, problem, split, header: known }) };
  }

  function widen(bytes: Buffer, end: number): Buffer {
    return header?.isWidened ? insert(bytes, end, delimiter) : bytes;
  }

  return {
    record(bytes: Buffer, cells: readonly string[]): Piece {
      const place = take(bytes);
      if (/^\r?\n?$/.test(bytes.toString('latin1', 0, 3))) return { type: 'gap', bytes };
      if (header === undefined) {
        const isAbove = isStatement(bytes.toString('latin1', 0, 16));
        return isAbove ? { type: 'gap', bytes } : convertHeader(bytes, { ...place, record: 0 });
      }
      record += 1;
      return convertRow(bytes, cells, { ...place, record });
    },
    broken(bytes: Buffer, problem: Problem): Piece {
      if (header === undefined) throw new InputError(file, `has no CSV header: ${problem.detail}`);
      record += 1;
      return { type: 'broken', place: { ...take(bytes), record }, bytes, problem };
    },
    end(): void {
      if (header === undefined) {
        throw new InputError(file, 'is empty: a CSV file begins with a header');
      }
    },
  };
}

function insert(bytes: Buffer, at: number, text: string): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(text, 'utf8'), bytes.subarray(at)]);
}

function problemOf(bytes: Buffer): Problem | undefined {
  if (isUtf8(bytes)) return undefined;
  const detail = 'bytes that are not UTF-8; was the file saved in another encoding?';
  return { reason: 'not-utf8', detail };
}
