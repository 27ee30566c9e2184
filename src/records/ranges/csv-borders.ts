/**
 * Where records of CSV end, found without reading their cells: only line feeds and quotes are
 * looked at, and by the runtime's own search. It follows csv-parse with `relax_quotes`, which
 * read-csv.ts uses: a quote opens a cell at its beginning only, and one that is followed by no
 * other quote closes it.
 */

const LINE_FEED = 10;
const QUOTE = 34;

/** Finds ends of records in the bytes of a file, which come in chunks. */
export interface Borders {
  /**
   * Goes on at `from` in a chunk.
   * @param target a border before it is not asked for.
   * @returns the index behind the first record that ends at `target` or later; -1 where the chunk has none.
   */
  next(chunk: Uint8Array, from: number, target: number): number;
}

/** For CSV. The first chunk begins where a record does. */
export function createCsvBorders(delimiter: string): Borders {
  const divider = delimiter.charCodeAt(0);
  let state: 'plain' | 'quoted' | 'behind-quote' = 'plain';
  let before = LINE_FEED;

  return {
    next(chunk, from, target) {
      let at = from;
      let lineFeed = -1;
      while (at < chunk.length) {
        if (state === 'behind-quote') {
          // Two quotes stand for one; whatever else follows, the quoted part has ended.
          state = chunk[at] === QUOTE ? 'quoted' : 'plain';
          if (state === 'quoted') at += 1;
          continue;
        }
        const quote = chunk.indexOf(QUOTE, at);
        const stop = quote === -1 ? chunk.length : quote;
        if (state === 'plain' && target < stop) {
          // Looked for once, or a line of many quotes would be gone over for each of them.
          const least = Math.max(at, target);
          if (lineFeed < least) {
            const found = chunk.indexOf(LINE_FEED, least);
            lineFeed = found === -1 ? chunk.length : found;
          }
          if (lineFeed < stop) {
            before = LINE_FEED;
            return lineFeed + 1;
          }
        }
        if (quote === -1) break;
        if (state === 'quoted') state = 'behind-quote';
        else {
          const previous = quote === 0 ? before : chunk[quote - 1];
          if (previous === divider || previous === LINE_FEED) state = 'quoted';
        }
        at = quote + 1;
      }
      before = chunk[chunk.length - 1] ?? before;
      return -1;
    },
  };
}

/** For formats that have one record a line. */
export function createLineBorders(): Borders {
  return {
    next(chunk, from, target) {
      return chunk.indexOf(LINE_FEED, Math.max(from, target)) + 1 || -1;
    },
  };
}
