/**
 * The bounded cache of envelopes whose signature has held, so that the next request for the same
 * product decodes nothing and checks no signature. Time, key state, subject and content can change
 * and are checked on every hit.
 *
 * It has two generations instead of a list in order of use, so a hit costs one look-up. Entries
 * that were not used while a whole generation filled are dropped together.
 */
import type { CacheEntry } from './cache-entry.ts';

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
  /** Adds a checked envelope, in the place of an entry for the same text form. */
  keep(entry: CacheEntry): void;
  /** Counts anew an entry that was found just now, and whose remembered texts have grown. */
  recount(entry: CacheEntry): void;
  statistics(): CacheStatistics;
}

/** Decoded claims, digest and map slots of one entry: an estimate from heap snapshots. */
const ENTRY_OVERHEAD = 640;

/** Makes an empty cache. Either bound may be exceeded by nothing: a larger entry is not kept. */
export function createEnvelopeCache(maxEntries: number, maxBytes: number): EnvelopeCache {
  const half = Math.ceil(maxEntries / 2);
  let young = new Map<string, CacheEntry>();
  let old = new Map<string, CacheEntry>();
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
    if (young.size >= half) rotate();
    while (bytes > maxBytes) rotate();
  }

  return {
    find(textForm) {
      let entry = young.get(textForm);
      if (entry === undefined) {
        entry = old.get(textForm);
        if (entry === undefined) {
          misses += 1;
          return undefined;
        }
        old.delete(textForm);
        young.set(textForm, entry);
        shrink();
      }
      hits += 1;
      return entry;
    },
    keep(entry) {
      const { textForm } = entry;
      bytes -= (young.get(textForm) ?? old.get(textForm))?.size ?? 0;
      entry.size = sizeOf(entry);
      bytes += entry.size;
      old.delete(textForm);
      young.set(textForm, entry);
      shrink();
    },
    recount(entry) {
      bytes -= entry.size;
      entry.size = sizeOf(entry);
      bytes += entry.size;
      shrink();
    },
    statistics: () => ({ hits, misses, evictions, entries: young.size + old.size, bytes }),
  };
}

function sizeOf({ textForm, units }: CacheEntry): number {
  return ENTRY_OVERHEAD + 2 * (textForm.length + units);
}
