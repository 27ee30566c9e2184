/** Reads texts and bytes by the records engine, as a caller would. */
import { type Format, openRecords, type Piece, type Row } from 'contentmark/records';

/** A stream that gives bytes in chunks of one size. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Read {
  readonly format?: Format;
  readonly mark?: readonly [string, ...string[]];
  readonly list?: string;
  readonly fields?: readonly (readonly [string, ...string[]])[];
  readonly chunk?: number;
}

/** All pieces of all documents in some bytes. */
export async function readPieces(
  file: string,
  content: string | Uint8Array,
  { chunk = 64 * 1024, ...options }: Read = {},
): Promise<Piece[]> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const pieces: Piece[] = [];
  for await (const { pieces: batches } of openRecords({
    file,
    stream: inChunks(bytes, chunk),
    ...options,
  })) {
    for await (const batch of batches) pieces.push(...batch);
  }
  return pieces;
}

/** The rows alone; a broken piece fails the test. */
export async function readRows(
  file: string,
  content: string | Uint8Array,
  options: Read = {},
): Promise<Row[]> {
  return (await readPieces(file, content, options)).flatMap((piece) => {
    if (piece.type === 'broken') throw new Error(JSON.stringify({ ...piece, bytes: undefined }));
    return piece.type === 'row' ? [piece.row] : [];
  });
}

/** The values of the rows, with prototypes so that tests can compare them. */
export async function readValues(
  file: string,
  content: string | Uint8Array,
  options: Read = {},
): Promise<unknown[]> {
  return (await readRows(file, content, options)).map((row) =>
    structuredClone({ ...Object(row.toValue()) }),
  );
}
