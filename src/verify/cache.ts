/**
 * Envelopes whose signature has held, so that the next request for the same product
 * decodes nothing and checks no signature. What can change is never kept: time, key
 * state, subject and content are checked on every hit.
 *
 * Two generations instead of a list in order of use: a hit costs one look-up, and
 * what was not used while a whole generation filled is dropped together.
 */
import { type Content, isParts } from '../content/content.ts';
import type { Payload } from '../envelope/claims.ts';
import type { SeenTexts } from './check-content.ts';
import {
  ANY_SUBJECT_DANGEROUS,
  copyClaims,
  type Expectations,
  holdBytes,
  spanOf,
} from './conclude.ts';
import type { Statement } from './prepare.ts';
import type { Verdict, Verified } from './verdict.ts';

/** One checked envelope, and the texts that have matched it. */
export interface CacheEntry extends SeenTexts {
  readonly status: 'kept';
  readonly textForm: string;
  readonly statement: Statement;
  readonly begins: number;
  readonly ends: number;
  /** The verdict on `text`, where it may be given out again. */
  verdict: Verified | undefined;
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
  keep(entry: CacheEntry): void;
  statistics(): CacheStatistics;
}

/** Makes an entry that holds on to none of the bytes that the statement was read from. */
export function createEntry(textForm: string, statement: Statement): CacheEntry {
  const { claims, payload, key, root, pathSize } = statement;
  const slim = { claims: copyClaims(claims), payload: copyPayload(payload), key, root, pathSize };
  const { begins, ends } = spanOf(statement);
  return {
    status: 'kept',
    textForm,
    statement: slim,
    begins,
    ends,
    text: undefined,
    texts: undefined,
    verdict: undefined,
  };
}

function copyPayload(payload: Payload): Payload {
  if (payload.type === 'hash') return { ...payload, digest: payload.digest.slice() };
  const parts = new Map<string, { readonly profile: number; readonly digest: Uint8Array }>();
  for (const [name, { profile, digest }] of payload.parts)
    parts.set(name, { profile, digest: digest.slice() });
  return { type: 'manifest', parts };
}

/** Keeps a verdict on a single text for {@link repeat}, unless it holds what a caller could change. */
export function keepVerdict(entry: CacheEntry, content: Content, verdict: Verdict): void {
  if (verdict.status !== 'verified' || holdBytes(verdict.claims) || isParts(content)) return;
  if (content.source !== undefined) entry.verdict = verdict;
}

/**
 * The verdict of last time, where all that can have changed since is as it was: the time is
 * within the span, the key is not revoked, subject and text are the same. `undefined` leaves
 * the question to `conclude`, which finds the reason. What a key may speak for, and the
 * environment and audience of a verifier, do not change.
 */
export function repeat(
  { statement, begins, ends, text, verdict }: CacheEntry,
  content: Content,
  { subject, now, clockTolerance }: Expectations,
): Verified | undefined {
  return verdict !== undefined &&
    !isParts(content) &&
    content.source === text &&
    content.profile === (statement.payload as { readonly profile?: number }).profile &&
    (subject === statement.claims.subject || subject === ANY_SUBJECT_DANGEROUS) &&
    now + clockTolerance >= begins &&
    now - clockTolerance < ends &&
    now < statement.key.revokedAt
    ? verdict
    : undefined;
}

/** Decoded claims, digests and map slots of one entry: an estimate from heap snapshots. */
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
    if (young.size >= half) rotate();
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
    keep(entry) {
      const { textForm } = entry;
      let size = ENTRY_OVERHEAD + 2 * textForm.length + 2 * (entry.text?.length ?? 0);
      if (entry.texts !== undefined)
        for (const text of entry.texts.values()) size += 2 * text.length;
      const before = young.get(textForm) ?? old.get(textForm);
      bytes += size - (before?.size ?? 0);
      old.delete(textForm);
      young.set(textForm, { entry, size });
      shrink();
    },
    statistics: () => ({ hits, misses, evictions, entries: young.size + old.size, bytes }),
  };
}
