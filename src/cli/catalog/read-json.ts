/** A JSON array in pieces. */
import { readJsonRow } from './json-row.ts';
import type { CatalogMap } from './map.ts';
import { countLines, MAX_RECORD_BYTES, type Piece } from './row.ts';
import { createArraySplitter, type Token } from './split-array.ts';

/** Reads a file without its byte order mark. */
export async function* readJson(
  source: AsyncIterable<Uint8Array>,
  map: CatalogMap,
): AsyncGenerator<readonly Piece[]> {
  const splitter = createArraySplitter();
  let line = 1;

  function convert(token: Token): Piece {
    const { bytes } = token;
    const at = line;
    line += countLines(bytes);
    switch (token.type) {
      case 'gap':
        return { type: 'gap', bytes };
      case 'element':
        return readJsonRow(bytes, at, map);
      case 'too-large': {
        const detail = `an element of over ${MAX_RECORD_BYTES} bytes; the rest of the file was copied unread`;
        return { type: 'broken', line: at, bytes, problem: { reason: 'too-large', detail } };
      }
      case 'fault': {
        const problem = { reason: 'malformed', detail: token.detail } as const;
        return { type: 'broken', line: at, bytes, problem };
      }
    }
  }

  for await (const chunk of source) yield splitter.push(chunk).map(convert);
  yield splitter.end().map(convert);
}
