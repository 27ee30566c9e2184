/**
 * The `Registry` interface: it remembers fingerprints of what was signed, without its content, so
 * that text whose mark was lost is still recognised. Stores implement it.
 */
import type { Hash64 } from './simhash.ts';

/** Two fingerprints this near or nearer are reported: 7 of 64 bits. */
export const MAX_DISTANCE = 7;

/** No more matches than this are reported for one fingerprint, the nearest first. */
export const MAX_MATCHES = 16;

/** What a near fingerprint was taken of. Texts and images are never compared with each other. */
export type NearKind = 'text' | 'image';

/** A fingerprint that likeness can be measured on. */
export interface NearFingerprint {
  readonly kind: NearKind;
  readonly hash: Hash64;
}

/** One part of one signed statement. It holds no content, and the text cannot be told from it. */
export interface RegistryEntry {
  /** UUID of the statement: `claims.id`. */
  readonly id: string;
  /** SHA-256 of the part's canonical form, as it was signed (32 bytes; stores keep the first 16). */
  readonly digest: Uint8Array;
  /** Left out where the part is too short for likeness to mean anything, and where its content was not at hand. */
  readonly near?: NearFingerprint | undefined;
  /**
   * Unix seconds, below 2^32, after which the entry is recognised no more and the next purge removes
   * it.
   */
  readonly keepUntil: number;
}

/** What is looked up. */
export interface Query {
  /** Digests of the value under each profile it may have been signed with. */
  readonly digests: readonly Uint8Array[];
  readonly near?: NearFingerprint | undefined;
}

/** An entry that a value is equal to, or like. */
export interface RegistryMatch {
  /** UUID of the statement. */
  readonly id: string;
  readonly kind: 'exact' | NearKind;
  /** Bits that differ: 0 to {@link MAX_DISTANCE}; 0 for an exact match. */
  readonly distance: number;
}

/** Counts of what a registry holds. */
export interface RegistryStatistics {
  readonly entries: number;
  /** Entries whose `keepUntil` has passed. */
  readonly expired: number;
  /** Entries with a text fingerprint, and with an image fingerprint. */
  readonly texts: number;
  readonly images: number;
}

/** Which entries to erase. */
export type Erasure =
  | { readonly id: string }
  | { readonly digest: Uint8Array }
  /** All whose `keepUntil` is before this moment (Unix seconds). */
  | { readonly before: number };

/**
 * A registry. `registryKit` in `contentmark/testing` has its laws.
 */
export interface Registry {
  /** Remembers entries. Durable when it resolves. @returns how many were new: the same part of the same statement is kept once. */
  add(entries: readonly RegistryEntry[]): Promise<number>;
  /** Exact matches first, then the nearest; none of an entry whose `keepUntil` is before `now`. */
  recognize(query: Query, now: number): Promise<readonly RegistryMatch[]>;
  /** Removes entries for good. @returns how many. */
  erase(which: Erasure): Promise<number>;
  statistics(now: number): Promise<RegistryStatistics>;
  close(): Promise<void>;
}
