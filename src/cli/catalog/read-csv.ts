/**
 * CSV in pieces. csv-parse finds where each record ends and what its cells hold; the record
 * itself is cut from the file's own bytes at those places, so nothing can be lost between
 * them. csv-cells.ts then finds the cells a second time, with their places. Where the two
 * readers differ the row is broken: an importer would be a third opinion.
 */
import { isUtf8 } from 'node:buffer';
import type { Parser } from 'csv-parse';
import { decodeDamaged } from '../files/utf8.ts';
import { usage } from '../terminal/failure.ts';
import { readCell, type SplitRecord, splitRecord, writeCell } from './csv-cells.ts';
import { type CsvHeader, readHeader } from './csv-header.ts';
import { createCsvRow } from './csv-row.ts';
import type { CatalogMap } from './map.ts';
import { countLines, MAX_RECORD_BYTES, type Piece, type Problem } from './row.ts';

interface ParsedRecord {
  /** One character for each byte. */
  readonly cells: readonly string[];
  /** Where it ends in the file, behind its line end. */
  readonly end: number;
}

const UNREAD = 'the rest of the file was copied unread';

/** Reads a file without its byte order mark. Never holds more than a chunk and a record. */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  map: CatalogMap,
): AsyncGenerator<readonly Piece[]> {
  const parsed: ParsedRecord[] = [];
  const parser = await createParser(parsed);
  const convert = createConverter(map);
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let taken = 0;

  function takeRecords(): Piece[] {
    if (parsed.length === 0) return [];
    const buffer = Buffer.concat(held);
    const start = taken;
    const pieces = parsed.map(({ cells, end }) => {
      const bytes = buffer.subarray(taken - start, end - start);
      taken = end;
      return convert.record(bytes, cells);
    });
    parsed.length = 0;
    const rest = buffer.subarray(taken - start);
    held = [rest];
    heldBytes = rest.length;
    return pieces;
  }

  let isGivenUp = false;
  for await (const chunk of source) {
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
    const why = error?.message.startsWith('Quote Not Closed')
      ? `a quote that is never closed; ${UNREAD}`
      : `${error?.message ?? 'an unfinished record'}; ${UNREAD}`;
    yield [convert.broken(Buffer.concat(held), { reason: 'malformed', detail: why })];
  }
  convert.end();
}

async function createParser(parsed: ParsedRecord[]): Promise<Parser> {
  const { Parser } = await import('csv-parse');
  const parser = new Parser({
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

function finish(parser: Parser): Promise<Error | undefined> {
  return new Promise((resolve) => {
    parser.once('error', resolve);
    parser.end(() => resolve(undefined));
  });
}

/** Turns records into pieces; the first that is not blank is the header. */
function createConverter(map: CatalogMap) {
  let header: CsvHeader | undefined;
  let line = 1;

  function convertHeader(bytes: Buffer, split: SplitRecord): Piece {
    const raw = bytes.toString('latin1');
    if (split.problem !== undefined)
      throw usage(`INPUT has no CSV header: ${split.problem}`, 'INPUT');
    const names = split.cells.map((cell) => decodeDamaged(readCell(raw, cell)));
    header = readHeader(names, map);
    if (header.markIndex !== undefined) return { type: 'gap', bytes };
    const name = writeCell(map.carrier.column[0], false);
    return { type: 'gap', bytes: insert(bytes, split.end, `,${name}`) };
  }

  function convertRow(bytes: Buffer, cells: readonly string[], at: number): Piece {
    const fail = (reason: Problem['reason'], detail: string): Piece => ({
      type: 'broken',
      line: at,
      bytes,
      problem: { reason, detail },
    });
    const raw = bytes.toString('latin1');
    const split = splitRecord(raw);
    if (split.problem !== undefined) return fail('malformed', split.problem);
    const { width, markIndex } = header as CsvHeader;
    if (split.cells.length !== width) {
      const detail = `${split.cells.length} cells, the header has ${width}`;
      // Beside a wider header a row of one cell too many would look whole, and its last cell
      // like a mark: the added column is given to it as well, so that it stays what it is.
      const padded = markIndex === undefined ? insert(bytes, split.end, ',') : bytes;
      return {
        type: 'broken',
        line: at,
        bytes: padded,
        problem: { reason: 'wrong-columns', detail },
      };
    }
    const isAgreed =
      cells.length === width &&
      split.cells.every((cell, index) => readCell(raw, cell) === cells[index]);
    if (!isAgreed) return fail('malformed', 'two CSV readers understand this row differently');
    const problem = isUtf8(bytes) ? undefined : NOT_UTF8;
    const row = createCsvRow({ raw, bytes, line: at, problem, split, header: header as CsvHeader });
    return { type: 'row', row };
  }

  return {
    record(bytes: Buffer, cells: readonly string[]): Piece {
      const at = line;
      line += countLines(bytes);
      if (/^\r?\n?$/.test(bytes.toString('latin1', 0, 3))) return { type: 'gap', bytes };
      return header === undefined
        ? convertHeader(bytes, splitRecord(bytes.toString('latin1')))
        : convertRow(bytes, cells, at);
    },
    broken(bytes: Buffer, problem: Problem): Piece {
      if (header === undefined) throw usage(`INPUT has no CSV header: ${problem.detail}`, 'INPUT');
      return { type: 'broken', line, bytes, problem };
    },
    end(): void {
      if (header === undefined)
        throw usage('INPUT is empty: a CSV file begins with a header', 'INPUT');
    },
  };
}

function insert(bytes: Buffer, at: number, text: string): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(text, 'utf8'), bytes.subarray(at)]);
}

const NOT_UTF8: Problem = {
  reason: 'not-utf8',
  detail: 'bytes that are not UTF-8; was the file saved in another encoding?',
};
