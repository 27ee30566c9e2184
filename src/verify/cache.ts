/**
 * Envelopes whose signature has held, so that the next request for the same product
 * decodes nothing and checks no signature. What can change is never kept: time, key
 * state, subject and content are checked on every hit, by the same code as on a miss.
 *
 * Two generations instead of a list in order of use: a hit costs one look-up, and
 * what was not used while a whole generation filled is dropped together.
 */
import type { SeenTexts } from './check-content.ts';
import type { Pending } from './prepare.ts';

/** One checked envelope. */
export interface CacheEntry {
  readonly pending: Pending;
  /** Texts that have matched it: compared on the next hit instead of hashed. */
  readonly seen: SeenTexts;
}

/** How the cache of a verifier is doing. */
export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
  readonly entries: number;
  /** An estimate: text forms, decoded claims and remembered texts. */
  readonly bytes: number;
}

/** A bounded cache by text form. */
export interface EnvelopeCache {
  find(textForm: string): CacheEntry | undefined;
  /** Adds a checked envelope, or counts anew one whose remembered texts have grown. */
  keep(textForm: string, entry: CacheEntry): void;
  statistics(): CacheStatistics;
}

/** Decoded claims, views and map slots of one entry: an estimate from heap snapshots. */
const ENTRY_OVERHEAD = 640;

interface Slot {
  readonly entry: CacheEntry;
  size: number;
}

/** Makes an empty cache. Either bound may be exceeded by nothing: a larger entry is not kept. */
export function createEnvelopeCache(maxEntries: number, maxBytes: number): EnvelopeCache {
  const half = Math.ceil(maxEntries / 2);
  let young = new Map<string, Slot>();
  let old = new Map<string, Slot>();
  let bytes = 0;
  let hits = 0;
  let misses = 0;
  let evictions = 0;

  function rotate(): void {
    for (const { size } of old.values()) bytes -= size;
    evictions += old.size;
    old = young;
    young = new Map();
  }

  function shrink(): void {
    if (young.size > half) rotate();
    while (bytes > maxBytes) rotate();
  }

  return {
    find(textForm) {
      let slot = young.get(textForm);
      if (slot === undefined) {
        slot = old.get(textForm);
        if (slot === undefined) {
          misses += 1;
          return undefined;
        }
        old.delete(textForm);
        young.set(textForm, slot);
        shrink();
      }
      hits += 1;
      return slot.entry;
    },
    keep(textForm, entry) {
      let size = ENTRY_OVERHEAD + 2 * textForm.length;
      for (const text of entry.seen.values()) size += 2 * text.length;
      const before = young.get(textForm) ?? old.get(textForm);
      bytes += size - (before?.size ?? 0);
      old.delete(textForm);
      young.set(textForm, { entry, size });
      shrink();
    },
    statistics: () => ({ hits, misses, evictions, entries: young.size + old.size, bytes }),
  };
}
