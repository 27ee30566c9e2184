/**
 * Makes the record of a promotion for the audit log: ids, digests, names and times; never content.
 */
import { encodeHex } from '../../format/bytes/bytes.ts';
import type { Review } from '../../format/envelope/claims.ts';
import type { Verified } from '../../verify/verdict.ts';
import type { OpenedMark } from './open-mark.ts';
import type { Asked } from './promote-options.ts';

/** One of the two marks of a promotion. */
export interface RecordedMark {
  readonly environment: string;
  readonly issuer: string;
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  /** The UUID of the mark. */
  readonly id: string;
  /** Unix seconds, by the signer's own clock. */
  readonly issuedAt: number;
  /** SHA-256 of the statement in hexadecimal; that of the original is the new mark's ingredient. */
  readonly statementDigest: string;
}

/** Plain data, ready for JSON. */
export interface PromotionRecord {
  readonly event: 'promote';
  /** Unix seconds. */
  readonly time: number;
  readonly subject: string;
  readonly approver: string;
  readonly author?: string;
  readonly reason: string;
  readonly from: RecordedMark;
  readonly to: RecordedMark;
  readonly review?: Omit<Review, 'digest'>;
}

/** Writes down a promotion. */
export function createRecord(
  { now, subject, approver, author, reason }: Asked,
  verdict: Verified,
  original: OpenedMark,
  made: OpenedMark,
): PromotionRecord {
  const { review } = made.claims;
  return Object.freeze({
    event: 'promote',
    time: now,
    subject,
    approver,
    ...(author !== undefined && { author }),
    reason,
    from: recordMark(original, verdict.keyId),
    to: recordMark(made, keyIdIn(made)),
    ...(review !== undefined && { review: withoutDigest(review) }),
  });
}

function recordMark({ claims, statementDigest }: OpenedMark, keyId: string): RecordedMark {
  const { environment, issuer, id, issuedAt } = claims;
  const digest = encodeHex(statementDigest);
  return Object.freeze({ environment, issuer, keyId, id, issuedAt, statementDigest: digest });
}

/** The key that signed a single envelope, which is what `sign` makes. */
function keyIdIn({ authority }: OpenedMark): string {
  return authority.mode === 'single' ? encodeHex(authority.keyId) : '';
}

function withoutDigest({ kind, party, reviewedAt }: Review): Omit<Review, 'digest'> {
  return Object.freeze({ kind, party, reviewedAt });
}
