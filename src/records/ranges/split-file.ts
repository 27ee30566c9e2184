/**
 * A large file as ranges that begin and end where records do, so that several threads read it at
 * once, and a reading that was broken off goes on in the middle. The borders are found by a quick
 * first pass. They depend on the file alone.
 */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { isStatement, readTableStart } from '../csv/delimiter.ts';
import { formatOfName } from '../format.ts';
import { MAX_RECORD_BYTES } from '../piece/piece.ts';
import { isGzip } from '../source/gunzip.ts';
import { readEncoding } from '../source/transcode.ts';
import { isZip } from '../source/unzip.ts';
import { type Borders, createCsvBorders, createLineBorders } from './csv-borders.ts';

/** Part of a file. */
export interface RecordRange {
  /** Its first byte, from 0. */
  readonly start: number;
  /** Behind its last byte; `undefined` where it goes on to the end. */
  readonly end: number | undefined;
  /** The header, for ranges that do not begin with it. */
  readonly head: Uint8Array | undefined;
}

/** Bytes of a range, at least. */
export const RANGE_BYTES: number = 2 * 1024 * 1024;

const CHUNK_BYTES = 1024 * 1024;

/** A header that is longer is left to the reader of the format. */
const START_BYTES = 64 * 1024;

/** What the beginning of a file says. */
interface Start {
  readonly borders: Borders;
  readonly head: Uint8Array | undefined;
  /** Behind the byte order mark. */
  readonly from: number;
}

/**
 * The ranges of a file in their order; one for all of it where its format has no borders that a
 * quick pass finds, or it is small.
 * @throws errors of the file system
 */
export async function* splitFile(
  file: string,
  rangeBytes: number = RANGE_BYTES,
): AsyncGenerator<RecordRange> {
  const whole: RecordRange = { start: 0, end: undefined, head: undefined };
  const format = formatOfName(file);
  const isSplit = format === 'csv' || format === 'tsv' || format === 'jsonl';
  const found = isSplit ? await stat(file) : undefined;
  // A pipe can be read once only, and to open one may wait for ever.
  if (!isSplit || !found?.isFile() || found.size <= 2 * rangeBytes) {
    yield whole;
    return;
  }
  const handle = await open(file, 'r');
  try {
    const start = await readStart(handle, format);
    if (start === undefined) yield whole;
    else yield* split(handle, start, rangeBytes);
  } finally {
    await handle.close();
  }
}

async function readStart(
  handle: FileHandle,
  format: 'csv' | 'tsv' | 'jsonl',
): Promise<Start | undefined> {
  const buffer = Buffer.alloc(START_BYTES);
  const { bytesRead } = await handle.read(buffer, 0, START_BYTES, 0);
  const bytes = buffer.subarray(0, bytesRead);
  const { name, mark } = readEncoding(bytes);
  if (isGzip(bytes) || isZip(bytes) || name !== 'utf-8') return undefined;
  const from = mark.length;
  if (format === 'jsonl') return { borders: createLineBorders(), head: undefined, from };
  const table = bytes.subarray(from);
  const delimiter = format === 'tsv' ? '\t' : readTableStart(table.toString('latin1')).delimiter;
  const end = delimiter === undefined ? -1 : findHeaderEnd(table, delimiter);
  if (delimiter === undefined || end === -1) return undefined;
  return {
    borders: createCsvBorders(delimiter),
    head: new Uint8Array(table.subarray(0, end)),
    from,
  };
}

/** Behind the first record that is not blank and does more than name the delimiter. */
function findHeaderEnd(table: Buffer, delimiter: string): number {
  const borders = createCsvBorders(delimiter);
  for (let start = 0; ; ) {
    const end = borders.next(table, start, start);
    if (end === -1) return -1;
    const record = table.toString('latin1', start, end);
    if (!/^\r?\n?$/.test(record) && !isStatement(record)) return end;
    start = end;
  }
}

async function* split(
  handle: FileHandle,
  { borders, head, from }: Start,
  rangeBytes: number,
): AsyncGenerator<RecordRange> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let start = 0;
  let position = from;
  // The header stands in the first range.
  let target = Math.max(rangeBytes, from + (head?.length ?? 0));
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position);
    // A record without an end is the last: its reader says what is wrong, and reads no further.
    if (bytesRead === 0 || position > target + MAX_RECORD_BYTES) break;
    const chunk = buffer.subarray(0, bytesRead);
    for (let at = 0; ; ) {
      const end = borders.next(chunk, at, target - position);
      if (end === -1) break;
      yield { start, end: position + end, head: start === 0 ? undefined : head };
      start = position + end;
      target = start + rangeBytes;
      at = end;
    }
    position += bytesRead;
  }
  yield { start, end: undefined, head: start === 0 ? undefined : head };
}
