/** Reads the JSONL of a bulk operation line by line, from chunks of any size. */
import { wrongArgument } from '../../errors.ts';
import { readText } from '../read-member.ts';

/** One line: an object with the ids by which it belongs to another, or what is wrong with it. */
export type BulkLine =
  | {
      readonly line: number;
      readonly value: unknown;
      /** `undefined` for types that have none. */
      readonly id: string | undefined;
      /** `undefined` for the objects of the first connection. */
      readonly parentId: string | undefined;
      readonly problem?: never;
    }
  | { readonly line: number; readonly problem: string };

/**
 * The longest line, in bytes. Shopify takes descriptions of some hundred kilobytes; what is
 * longer than this is no product.
 */
const MAX_LINE_BYTES = 8 * 1024 * 1024;

const LINE_FEED = 10;

/**
 * Reads the result of a bulk operation. A line that cannot be read is given as such, and the
 * next ones are read. Blank lines are passed over.
 * @param chunks bytes in their order, such as the body of a response.
 * @throws ContentmarkError `ERR_ARGUMENT` where a chunk is not bytes.
 */
export async function* readBulkLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<BulkLine> {
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let line = 1;
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) throw wrongArgument('chunks', 'Uint8Array', chunk);
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      hold(chunk.subarray(start, end));
      const found = takeLine();
      if (found !== undefined) yield found;
      start = end + 1;
      line += 1;
    }
    hold(chunk.subarray(start));
  }
  const last = takeLine();
  if (last !== undefined) yield last;

  function hold(bytes: Uint8Array): void {
    heldBytes += bytes.length;
    // Counted on, so that it is known to be too long; kept no longer.
    if (heldBytes > MAX_LINE_BYTES) held.length = 0;
    else if (bytes.length > 0) held.push(bytes);
  }

  function takeLine(): BulkLine | undefined {
    const bytes = heldBytes > MAX_LINE_BYTES ? undefined : join(held, heldBytes);
    held.length = 0;
    heldBytes = 0;
    if (bytes === undefined) return { line, problem: `a line of over ${MAX_LINE_BYTES} bytes` };
    return bytes.every(isBlank) ? undefined : readLine(bytes, line);
  }
}

function readLine(bytes: Uint8Array, line: number): BulkLine {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // Messages of JSON.parse quote what they read; a problem of ours does not.
    return { line, problem: error instanceof SyntaxError ? 'not JSON' : 'not UTF-8' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, problem: 'not a JSON object' };
  }
  return { line, value, id: readText(value, 'id'), parentId: readText(value, '__parentId') };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
