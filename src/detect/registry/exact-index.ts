/**
 * Finds the entries with a digest, by an open hash table of entry numbers, at most 8 bytes an
 * entry.
 */
import type { Columns } from './columns.ts';

const EMPTY = 0;

/** A table that grows with the columns it looks into. */
export interface ExactIndex {
  /** Numbers of the entries with this digest, in the order in which they came. */
  find(digest: readonly [number, number, number, number]): readonly number[];
  /** Takes in the entry of this number. */
  add(entry: number): void;
}

export function createExactIndex(columns: Columns): ExactIndex {
  // Entry numbers from 1 on; at most half of the places are taken, so a search ends soon.
  let places = new Uint32Array(2048);
  let taken = 0;

  function insert(entry: number): void {
    const mask = places.length - 1;
    let place = (columns.digests[4 * entry] as number) & mask;
    while (places[place] !== EMPTY) place = (place + 1) & mask;
    places[place] = entry + 1;
  }

  return {
    find([a, b, c, d]) {
      const found: number[] = [];
      const mask = places.length - 1;
      const { digests } = columns;
      for (let place = a & mask; places[place] !== EMPTY; place = (place + 1) & mask) {
        const entry = (places[place] as number) - 1;
        const at = 4 * entry;
        if (
          digests[at] === a &&
          digests[at + 1] === b &&
          digests[at + 2] === c &&
          digests[at + 3] === d
        ) {
          found.push(entry);
        }
      }
      return found;
    },
    add(entry) {
      if (2 * ++taken > places.length) {
        places = new Uint32Array(2 * places.length);
        for (let earlier = 0; earlier < entry; earlier++) insert(earlier);
      }
      insert(entry);
    },
  };
}
