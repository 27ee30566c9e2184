/**
 * Remembers the subjects of a file in eight bytes each, because a Set of a million handles would
 * take more memory than everything else together. Two subjects with one 64-bit hash would make the
 * second a broken row, which is reported; among a million subjects the chance is one in 37 million.
 */
import { createHash } from 'node:crypto';

/** A set that only grows. */
export interface SeenSubjects {
  /** Adds a subject; whether it was new. */
  add(subject: string): boolean;
  has(subject: string): boolean;
}

/** Open addressing with linear probing, at most half full. Zero marks a free place. */
export function createSeenSubjects(): SeenSubjects {
  let slots = new BigUint64Array(1024);
  let used = 0;

  function insert(table: BigUint64Array, hash: bigint): boolean {
    const mask = table.length - 1;
    for (let at = Number(hash & BigInt(mask)); ; at = (at + 1) & mask) {
      if (table[at] === hash) return false;
      if (table[at] === 0n) {
        table[at] = hash;
        return true;
      }
    }
  }

  function grow(): void {
    const larger = new BigUint64Array(slots.length * 2);
    for (const hash of slots) if (hash !== 0n) insert(larger, hash);
    slots = larger;
  }

  return {
    has(subject) {
      const hash = hashOf(subject);
      const mask = slots.length - 1;
      for (let at = Number(hash & BigInt(mask)); ; at = (at + 1) & mask) {
        if (slots[at] === hash) return true;
        if (slots[at] === 0n) return false;
      }
    },
    add(subject) {
      const isNew = insert(slots, hashOf(subject));
      if (isNew) {
        used += 1;
        if (used * 2 > slots.length) grow();
      }
      return isNew;
    },
  };
}

function hashOf(subject: string): bigint {
  const hash = createHash('sha256').update(subject, 'utf8').digest().readBigUInt64LE(0);
  return hash === 0n ? 1n : hash;
}
