/** Reads JSONL in pieces: one JSON object a line, with blank lines allowed between them. */
import { countLines, MAX_RECORD_BYTES, type Piece, type Place } from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { readJsonRow } from './json-row.ts';

const LINE_FEED = 10;

/** Reads a file as UTF-8 without its byte order mark. Never holds more than a chunk and a line. */
export async function* readJsonl(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const { file } = options;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let record = 0;
  let line = 1;
  let offset = 0;
  let isTooLarge = false;

  function take(bytes: Uint8Array): Omit<Place, 'record'> {
    const place = { file, line, byteStart: offset, byteEnd: offset + bytes.length };
    line += countLines(bytes);
    offset += bytes.length;
    return place;
  }

  function takeLine(): Piece {
    const bytes = held.length === 1 ? (held[0] as Uint8Array) : Buffer.concat(held);
    const place = take(bytes);
    held = [];
    heldBytes = 0;
    if (isBlank(bytes)) return { type: 'gap', bytes };
    record += 1;
    return readJsonRow(bytes, { ...place, record }, options);
  }

  for await (const chunk of source) {
    const pieces: Piece[] = [];
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, start)) {
      const bytes = chunk.subarray(start, at + 1);
      start = at + 1;
      if (isTooLarge) {
        // The end of a line that has been reported and copied already.
        take(bytes);
        pieces.push({ type: 'gap', bytes });
        isTooLarge = false;
        continue;
      }
      held.push(bytes);
      pieces.push(takeLine());
    }
    const rest = chunk.subarray(start);
    if (rest.length > 0 && isTooLarge) {
      take(rest);
      pieces.push({ type: 'gap', bytes: rest });
    } else if (rest.length > 0) {
      held.push(rest);
      heldBytes += rest.length;
    }
    if (heldBytes > MAX_RECORD_BYTES) {
      const detail = `a line of over ${MAX_RECORD_BYTES} bytes`;
      const bytes = Buffer.concat(held);
      record += 1;
      const place = { ...take(bytes), record };
      pieces.push({ type: 'broken', bytes, place, problem: { reason: 'too-large', detail } });
      held = [];
      heldBytes = 0;
      isTooLarge = true;
    }
    yield pieces;
  }
  if (heldBytes > 0) yield [takeLine()];
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);
}
