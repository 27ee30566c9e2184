/** JSONL in pieces: one JSON object to a line, blank lines between them allowed. */
import { readJsonRow } from './json-row.ts';
import type { CatalogMap } from './map.ts';
import { countLines, MAX_RECORD_BYTES, type Piece } from './row.ts';

const LINE_FEED = 10;

/** Reads a file without its byte order mark. */
export async function* readJsonl(
  source: AsyncIterable<Uint8Array>,
  map: CatalogMap,
): AsyncGenerator<readonly Piece[]> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let line = 1;
  let isTooLarge = false;

  function takeLine(): Piece {
    const bytes = Buffer.concat(held);
    const at = line;
    line += countLines(bytes);
    held = [];
    heldBytes = 0;
    return isBlank(bytes) ? { type: 'gap', bytes } : readJsonRow(bytes, at, map);
  }

  for await (const chunk of source) {
    const pieces: Piece[] = [];
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, start)) {
      const bytes = chunk.subarray(start, at + 1);
      start = at + 1;
      if (isTooLarge) {
        // The end of a line that has been reported and copied already.
        pieces.push({ type: 'gap', bytes });
        line += 1;
        isTooLarge = false;
        continue;
      }
      held.push(bytes);
      pieces.push(takeLine());
    }
    const rest = chunk.subarray(start);
    if (isTooLarge) pieces.push({ type: 'gap', bytes: rest });
    else if (rest.length > 0) {
      held.push(rest);
      heldBytes += rest.length;
    }
    if (heldBytes > MAX_RECORD_BYTES) {
      const detail = `a line of over ${MAX_RECORD_BYTES} bytes`;
      const bytes = Buffer.concat(held);
      pieces.push({ type: 'broken', bytes, line, problem: { reason: 'too-large', detail } });
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
