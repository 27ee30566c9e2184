/**
 * How often each fingerprint has been met. A million rows have a million of them, so half of each
 * is kept, as numbers, in a table of 12 bytes a place: two that differ are taken for one in one of
 * ten million scans with a million findings each.
 */

/** Counts fingerprints. */
export interface Repeats {
  /** How often it has been met, this time included. */
  count(fingerprint: string): number;
}

const FIRST_CAPACITY = 1024;
/** A table that is fuller than this is slow. */
const MAX_LOAD = 0.7;

/** Counts from none. */
export function createRepeats(): Repeats {
  let capacity = FIRST_CAPACITY;
  let high = new Uint32Array(capacity);
  let low = new Uint32Array(capacity);
  let counts = new Uint32Array(capacity);
  let used = 0;

  /** Where it stands, or the free place where it belongs. */
  function find(a: number, b: number): number {
    let at = a & (capacity - 1);
    while (counts[at] !== 0 && (high[at] !== a || low[at] !== b)) at = (at + 1) & (capacity - 1);
    return at;
  }

  function grow(): void {
    const [oldHigh, oldLow, oldCounts] = [high, low, counts];
    capacity *= 2;
    high = new Uint32Array(capacity);
    low = new Uint32Array(capacity);
    counts = new Uint32Array(capacity);
    for (const [from, count] of oldCounts.entries()) {
      if (count === 0) continue;
      const at = find(oldHigh[from] as number, oldLow[from] as number);
      high[at] = oldHigh[from] as number;
      low[at] = oldLow[from] as number;
      counts[at] = count;
    }
  }

  return {
    count(fingerprint) {
      const a = Number.parseInt(fingerprint.slice(0, 8), 16);
      const b = Number.parseInt(fingerprint.slice(8, 16), 16);
      let at = find(a, b);
      if (counts[at] === 0) {
        if (used >= capacity * MAX_LOAD) {
          grow();
          at = find(a, b);
        }
        used += 1;
        high[at] = a;
        low[at] = b;
      }
      counts[at] = (counts[at] as number) + 1;
      return counts[at] as number;
    },
  };
}
