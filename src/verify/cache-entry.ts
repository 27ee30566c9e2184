/**
 * One entry of a verifier's cache: a mark whose signature has held, and how its verdict is given
 * again without repeating what cannot change. Its members are flat, because a hit costs what it has
 * to fetch from memory.
 */
import { type Content, isParts } from '../format/content/content.ts';
import { digestContent } from '../format/content/digest.ts';
import type { Hashing } from '../format/crypto/backend.ts';
import type { Claims, PartDigest, Payload } from '../format/envelope/claims.ts';
import type { RootStatement } from '../format/envelope/receipt.ts';
import type { TrustedKey } from '../trust/trust.ts';
import { type SeenTexts, seeText } from './compare-content.ts';
import type { Statement } from './find-key.ts';
import { ANY_SUBJECT_DANGEROUS, type Expectations, spanOf } from './refusal.ts';
import { copyClaims, holdBytes, type Verdict, type Verified } from './verdict.ts';

/**
 * A statement that content is compared with again, and the texts that have matched it. It holds
 * on to none of the bytes that the statement was read from.
 */
export class CacheEntry implements Statement, SeenTexts {
  readonly textForm: string;
  readonly subject: string;
  /** The profile of a single content; -1 for a record of parts. */
  readonly profile: number;
  /**
   * The digest of a single content, as one character a byte, which takes a third of the memory of
   * bytes.
   */
  readonly digest: string;
  readonly begins: number;
  readonly ends: number;
  readonly key: TrustedKey;
  text: string | undefined;
  /** The verdict on a single content, where it may be given out again. */
  verdict: Verified | undefined;
  readonly claims: Claims;
  readonly parts: ReadonlyMap<string, PartDigest> | undefined;
  texts: Map<string, string> | undefined;
  units: number;
  readonly root: RootStatement | undefined;
  readonly rootHash: Uint8Array | undefined;
  readonly pathSize: number;
  readonly isThin: boolean;
  /** The generation of the recall at which the mark was found not to be recalled. */
  notRecalledAt: number;
  /** Its estimated size in bytes. */
  size: number;

  constructor(textForm: string, statement: Statement, { text, texts, units }: SeenTexts) {
    const { claims, payload, key, root, rootHash, pathSize, isThin } = statement;
    const { begins, ends } = spanOf(statement);
    const isSingle = payload.type === 'hash';
    this.textForm = textForm;
    this.subject = claims.subject;
    this.profile = isSingle ? payload.profile : -1;
    this.digest = isSingle ? String.fromCharCode(...payload.digest) : '';
    this.begins = begins;
    this.ends = ends;
    this.key = key;
    this.text = text;
    this.verdict = undefined;
    this.claims = copyClaims(claims);
    this.parts = isSingle ? undefined : copyParts(payload.parts);
    this.texts = texts;
    this.units = units;
    this.root = root;
    this.rootHash = rootHash;
    this.notRecalledAt = -1;
    this.pathSize = pathSize;
    this.isThin = isThin;
    this.size = 0;
  }

  get payload(): Payload {
    const { profile, digest, parts } = this;
    if (parts !== undefined) return { type: 'manifest', parts };
    const bytes = Uint8Array.from(digest, (character) => character.charCodeAt(0));
    // Whoever remembers it has no use for the media type: `verify` compares none.
    return { type: 'hash', profile, digest: bytes, mediaType: undefined };
  }

  /** Keeps a verdict on a single content for {@link repeat}, unless it holds what a caller could change. */
  keep(verdict: Verdict): void {
    if (verdict.status !== 'verified' || this.parts !== undefined) return;
    if (!holdBytes(verdict.claims)) this.verdict = verdict;
  }
}

function copyParts(parts: ReadonlyMap<string, PartDigest>): ReadonlyMap<string, PartDigest> {
  const copy = new Map<string, PartDigest>();
  for (const [name, { profile, digest }] of parts)
    copy.set(name, { profile, digest: digest.slice() });
  return copy;
}

/**
 * The verdict of last time, where all that can have changed since is as it was: the time is
 * within the span, neither key nor mark is withdrawn, the subject is the same, and so is the content: its
 * text, or its digest. `undefined` leaves the question to the check, which finds the reason.
 * What a key may speak for, and the environment and audience of a verifier do not change.
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
    !isNotRecalled(entry, expected)
  ) {
    return undefined;
  }
  const { source } = content;
  if (source !== undefined && source === entry.text) return verdict;
  const { digest } = digestContent(content, hashing);
  if (digest === undefined || !isDigest(digest, entry.digest)) return undefined;
  seeText(entry, source);
  return verdict;
}

/** Asks a recall once a generation: a list of a million ids then costs a hit one comparison. */
function isNotRecalled(entry: CacheEntry, { recall, now }: Expectations): boolean {
  if (recall === undefined) return true;
  // Not `>=`: compared with NaN, a list that somebody broke would never be stale.
  if (!(now < recall.validUntil)) return false;
  const { generation } = recall;
  if (entry.notRecalledAt === generation) return true;
  if (recall.withdraws(entry)) return false;
  entry.notRecalledAt = generation;
  return true;
}

function isDigest(bytes: Uint8Array, digest: string): boolean {
  if (bytes.length !== digest.length) return false;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== digest.charCodeAt(i)) return false;
  return true;
}
