/**
 * What is remembered of one envelope, and the verdict from it without looking again at what
 * does not change. Laid out flat, for a hit costs what it has to fetch from memory.
 */
import { type Content, isParts } from '../format/content/content.ts';
import { digestContent } from '../format/content/digest.ts';
import type { Hashing } from '../format/crypto/backend.ts';
import type { Claims, PartDigest, Payload } from '../format/envelope/claims.ts';
import type { RootStatement } from '../format/envelope/receipt.ts';
import { findRecall } from '../trust/recall.ts';
import type { TrustedKey } from '../trust/trust.ts';
import type { SeenTexts } from './check-content.ts';
import { copyClaims, holdBytes } from './conclude.ts';
import type { Statement } from './prepare.ts';
import { ANY_SUBJECT_DANGEROUS, type Expectations, spanOf } from './refusal.ts';
import type { Verdict, Verified } from './verdict.ts';

/** One checked envelope, and the texts that have matched it. */
export interface CacheEntry extends SeenTexts {
  readonly status: 'kept';
  readonly textForm: string;
  readonly subject: string;
  /** The profile of a single content; -1 for a record of parts. */
  readonly profile: number;
  /** The digest of a single content, a character a byte: a third of what bytes take. */
  readonly digest: string;
  readonly begins: number;
  readonly ends: number;
  readonly key: TrustedKey;
  /** The verdict on a single content, where it may be given out again. */
  verdict: Verified | undefined;
  readonly claims: Claims;
  readonly parts: ReadonlyMap<string, PartDigest> | undefined;
  readonly root: RootStatement | undefined;
  readonly pathSize: number;
  readonly isThin: boolean;
  /** What the cache counts it as, in bytes. */
  size: number;
}

/** Makes an entry that holds on to none of the bytes that the statement was read from. */
export function createEntry(textForm: string, statement: Statement): CacheEntry {
  const { claims, payload, key, root, pathSize, isThin } = statement;
  const isSingle = payload.type === 'hash';
  const { begins, ends } = spanOf(statement);
  return {
    status: 'kept',
    textForm,
    subject: claims.subject,
    profile: isSingle ? payload.profile : -1,
    digest: isSingle ? String.fromCharCode(...payload.digest) : '',
    begins,
    ends,
    key,
    text: undefined,
    verdict: undefined,
    claims: copyClaims(claims),
    parts: isSingle ? undefined : copyParts(payload.parts),
    texts: undefined,
    root,
    pathSize,
    isThin,
    size: 0,
  };
}

function copyParts(parts: ReadonlyMap<string, PartDigest>): ReadonlyMap<string, PartDigest> {
  const copy = new Map<string, PartDigest>();
  for (const [name, { profile, digest }] of parts)
    copy.set(name, { profile, digest: digest.slice() });
  return copy;
}

/** The statement that an entry was made from. */
export function statementOf(entry: CacheEntry): Statement {
  const { claims, key, root, pathSize, isThin } = entry;
  return { claims, payload: payloadOf(entry), key, root, pathSize, isThin };
}

function payloadOf({ profile, digest, parts }: CacheEntry): Payload {
  if (parts !== undefined) return { type: 'manifest', parts };
  const bytes = Uint8Array.from(digest, (character) => character.charCodeAt(0));
  // Whoever remembers it has no use for the media type: `verify` compares none.
  return { type: 'hash', profile, digest: bytes, mediaType: undefined };
}

/** Keeps a verdict on a single content for {@link repeat}, unless it holds what a caller could change. */
export function keepVerdict(entry: CacheEntry, content: Content, verdict: Verdict): void {
  if (verdict.status !== 'verified' || isParts(content) || holdBytes(verdict.claims)) return;
  entry.verdict = verdict;
}

/**
 * The verdict of last time, where all that can have changed since is as it was: the time is
 * within the span, neither key nor mark is withdrawn, the subject is the same, and so is the content: its
 * text, or its digest. `undefined` leaves the question to `conclude`, which finds the reason.
 * What a key may speak for, and the environment and audience of a verifier, do not change.
 */
export function repeat(
  entry: CacheEntry,
  content: Content,
  expected: Expectations,
  hashing: Hashing,
): Verified | undefined {
  const { verdict } = entry;
  const { subject, now, clockTolerance } = expected;
  if (
    verdict === undefined ||
    isParts(content) ||
    content.profile !== entry.profile ||
    (subject !== entry.subject && subject !== ANY_SUBJECT_DANGEROUS) ||
    now + clockTolerance < entry.begins ||
    now - clockTolerance >= entry.ends ||
    now >= entry.key.revokedAt ||
    findRecall(entry.claims.id, expected) !== undefined
  ) {
    return undefined;
  }
  const { source } = content;
  if (source !== undefined && source === entry.text) return verdict;
  const { digest } = digestContent(content, hashing);
  if (digest === undefined || !isDigest(digest, entry.digest)) return undefined;
  entry.text = source;
  return verdict;
}

function isDigest(bytes: Uint8Array, digest: string): boolean {
  if (bytes.length !== digest.length) return false;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== digest.charCodeAt(i)) return false;
  return true;
}
