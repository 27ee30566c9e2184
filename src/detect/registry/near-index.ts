/**
 * Finds the entries with a fingerprint near another, by four bands of 16 bits, each in the order of
 * its value. Of two fingerprints at most 7 bits apart, one band at least differs in one bit or
 * none, so looking at 17 values of each band finds them all. Beside each entry of a band stands the
 * half of its fingerprint that the band is not of, which rules out nearly all of the others without
 * leaving the cache line.
 */
import type { Columns } from './columns.ts';
import { MAX_DISTANCE } from './entry.ts';
import { bitCount, type Hash64 } from './simhash.ts';

const BANDS = 4;
const VALUES = 65_536;

/** So many entries may wait behind the bands and be compared one by one. */
const MAX_WAITING = 8192;

/** So many entries of one band value are looked at; more share it only where one text was signed very often. */
const MAX_PER_VALUE = 2048;

/** An entry and its distance. */
export interface Near {
  readonly entry: number;
  readonly distance: number;
}

export interface NearIndex {
  /** Entries of this kind within {@link MAX_DISTANCE}, in no order. */
  find(hash: Hash64, kind: number): readonly Near[];
}

interface Band {
  /** Where the entries of each value begin; one more, for the end of the last. */
  readonly starts: Uint32Array;
  entries: Uint32Array;
  others: Uint32Array;
}

export function createNearIndex(columns: Columns): NearIndex {
  const bands: Band[] = Array.from({ length: BANDS }, () => ({
    starts: new Uint32Array(VALUES + 1),
    entries: new Uint32Array(0),
    others: new Uint32Array(0),
  }));
  let indexed = 0;

  /** Puts all entries in order again: a counting sort into the same arrays. */
  function order(): void {
    indexed = columns.count;
    for (const [number, band] of bands.entries()) fill(columns, band, number);
  }

  return {
    find(hash, kind) {
      if (columns.count - indexed > MAX_WAITING) order();
      const found = new Map<number, number>();
      const { kinds, hashes } = columns;
      const consider = (entry: number): void => {
        if (kinds[entry] !== kind) return;
        const apart =
          bitCount((hashes[2 * entry] as number) ^ hash.high) +
          bitCount((hashes[2 * entry + 1] as number) ^ hash.low);
        if (apart <= MAX_DISTANCE) found.set(entry, apart);
      };
      for (const [number, { starts, entries, others }] of bands.entries()) {
        const value = bandOf(hash.high, hash.low, number);
        const other = number < 2 ? hash.low : hash.high;
        for (let bit = -1; bit < 16; bit++) {
          const probe = bit < 0 ? value : value ^ (1 << bit);
          const start = starts[probe] as number;
          const end = Math.min(starts[probe + 1] as number, start + MAX_PER_VALUE);
          for (let at = start; at < end; at++) {
            if (bitCount((others[at] as number) ^ other) <= MAX_DISTANCE)
              consider(entries[at] as number);
          }
        }
      }
      for (let entry = indexed; entry < columns.count; entry++) consider(entry);
      return [...found].map(([entry, distance]) => ({ entry, distance }));
    },
  };
}

/** Sixteen bits of a fingerprint: bands 0 and 1 are of the high half. */
function bandOf(high: number, low: number, number: number): number {
  return ((number < 2 ? high : low) >>> (number % 2 === 0 ? 16 : 0)) & 0xffff;
}

function fill({ count, hashes, kinds }: Columns, band: Band, number: number): void {
  const { starts } = band;
  if (band.entries.length < count) {
    // Released first: the old ones and the new ones together would be the largest thing in memory.
    band.entries = new Uint32Array(0);
    band.others = new Uint32Array(0);
    band.entries = new Uint32Array(count);
    band.others = new Uint32Array(count);
  }
  starts.fill(0);
  const bandValue = (entry: number): number =>
    bandOf(hashes[2 * entry] as number, hashes[2 * entry + 1] as number, number);
  for (let entry = 0; entry < count; entry++) {
    if (kinds[entry] !== 0) starts[bandValue(entry)] = (starts[bandValue(entry)] as number) + 1;
  }
  // From counts to the end of each value; writing backwards turns ends into beginnings.
  let sum = 0;
  for (let value = 0; value <= VALUES; value++) {
    sum += starts[value] as number;
    starts[value] = sum;
  }
  for (let entry = count - 1; entry >= 0; entry--) {
    if (kinds[entry] === 0) continue;
    const value = bandValue(entry);
    const at = (starts[value] as number) - 1;
    starts[value] = at;
    band.entries[at] = entry;
    band.others[at] = hashes[2 * entry + (number < 2 ? 1 : 0)] as number;
  }
}
