/**
 * A set of UUIDs: a table of 16 bytes a place, at most half full, so that a million ids take 32 MB and a
 * look-up takes one or two steps. No Set and no iterators: a page that has replaced their methods must
 * not bring a mark back.
 */
import { ID_BYTES } from '../../format/envelope/limits.ts';

/** UUIDs, added and never taken out. */
export interface IdSet {
  readonly size: number;
  /** Whether these 16 bytes are in it. */
  has(id: Uint8Array): boolean;
  /** Adds the ids that stand one after another in `packed`, 16 bytes each. */
  add(packed: Uint8Array): void;
}

const WORDS = ID_BYTES / 4;

/** Makes an empty set. */
export function createIdSet(): IdSet {
  // Four words an id; a place of four zeros is free. The id of zeros alone is kept beside.
  let places = 16;
  let table = new Uint32Array(places * WORDS);
  let size = 0;
  let hasZero = false;

  /** Index of the id's first word in the table, or of the free place where it would stand. */
  function find(a: number, b: number, c: number, d: number): number {
    // Random or made from a counter in all versions of UUIDs: the last word, mixed with the first.
    let place = (Math.imul(d ^ a, 0x9e3779b1) >>> 0) % places;
    for (;;) {
      const at = place * WORDS;
      const isFree = (table[at] || table[at + 1] || table[at + 2] || table[at + 3]) === 0;
      const isIt =
        table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d;
      if (isFree || isIt) return at;
      place = place + 1 === places ? 0 : place + 1;
    }
  }

  function put(a: number, b: number, c: number, d: number): boolean {
    const at = find(a, b, c, d);
    if (table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d)
      return false;
    table[at] = a;
    table[at + 1] = b;
    table[at + 2] = c;
    table[at + 3] = d;
    return true;
  }

  function growFor(count: number): void {
    let wanted = places;
    while (wanted < count * 2) wanted *= 2;
    if (wanted === places) return;
    const old = table;
    places = wanted;
    table = new Uint32Array(places * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      const a = old[at] as number;
      const b = old[at + 1] as number;
      const c = old[at + 2] as number;
      const d = old[at + 3] as number;
      if ((a | b | c | d) !== 0) put(a, b, c, d);
    }
  }

  return {
    get size() {
      return size;
    },
    has(id) {
      const a = wordAt(id, 0);
      const b = wordAt(id, 4);
      const c = wordAt(id, 8);
      const d = wordAt(id, 12);
      if ((a | b | c | d) === 0) return hasZero;
      const at = find(a, b, c, d);
      return table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d;
    },
    add(packed) {
      growFor(size + packed.length / ID_BYTES);
      for (let at = 0; at < packed.length; at += ID_BYTES) {
        const a = wordAt(packed, at);
        const b = wordAt(packed, at + 4);
        const c = wordAt(packed, at + 8);
        const d = wordAt(packed, at + 12);
        if ((a | b | c | d) !== 0) {
          if (put(a, b, c, d)) size += 1;
        } else if (!hasZero) {
          hasZero = true;
          size += 1;
        }
      }
    },
  };
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)) >>>
    0
  );
}
