/** Options of `promote`, validated. */
import { systemClock } from '../../clock.ts';
import {
  readOptions,
  requireBytes,
  requireSeconds,
  requireText,
  wrongArgument,
} from '../../errors.ts';
import { requireSigner, type Signer } from '../../format/crypto/signer.ts';
import type { Review } from '../../format/envelope/claims.ts';
import type { MarkInput } from '../../verify/mark-input.ts';
import type { Verifier } from '../../verify/verifier.ts';
import { requireName, requireReason } from './approval.ts';

/** A review of exactly this content, at the latest now. */
export interface PromotionReview extends Omit<Review, 'digest'> {
  /**
   * What was signed off, where that is on record: the digest of a single content, or SHA-256
   * of the manifest of a record. Default: the content that is promoted.
   */
  readonly digest?: Uint8Array;
}

/** What the new mark says otherwise than the original. All else is kept, times included. */
export interface PromotedClaims {
  /** Where it goes: `production`. There is no default. */
  readonly environment: string;
  /** Default the original's. */
  readonly issuer?: string;
  /** Default the original's. */
  readonly audience?: string;
  /** Unix seconds. Default the original's. */
  readonly notBefore?: number;
  /** Unix seconds. Default the original's. */
  readonly expiresAt?: number;
  /** Default the original's, where it is of exactly this content. */
  readonly review?: PromotionReview;
}

/** Options of {@link promote}. */
export interface PromoteOptions {
  /** Made with the trust and the environment that the content comes from. */
  readonly verifier: Verifier;
  /** The original mark, as for `verify`. */
  readonly mark: MarkInput;
  /** What is promoted: compared with the original, kept in the new mark. */
  readonly subject: string;
  /** Signs for the new environment: another key than the original's. */
  readonly signer: Signer;
  readonly claims: PromotedClaims;
  /** Who answers for it: a role or an id, not an e-mail address. */
  readonly approver: string;
  /** Who asks for it. Default: whoever the original names. */
  readonly author?: string;
  /** Why; 1 to 2,000 characters. */
  readonly reason: string;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
}

const KNOWN: readonly (keyof PromoteOptions)[] = [
  'verifier',
  'mark',
  'subject',
  'signer',
  'claims',
  'approver',
  'author',
  'reason',
  'now',
];

const KNOWN_CLAIMS: readonly (keyof PromotedClaims)[] = [
  'environment',
  'issuer',
  'audience',
  'notBefore',
  'expiresAt',
  'review',
];

const KNOWN_REVIEW: readonly (keyof PromotionReview)[] = ['kind', 'party', 'reviewedAt', 'digest'];

/** Options that were checked. */
export type Asked = PromoteOptions & { readonly now: number };

/**
 * Reads the options. Claims are checked further where they are signed.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readPromoteOptions(options: PromoteOptions): Asked {
  const own = readOptions('options', options, KNOWN);
  if (!isVerifier(own.verifier)) {
    throw wrongArgument('options.verifier', 'a Verifier made by createVerifier', own.verifier);
  }
  requireText('options.subject', own.subject);
  requireSigner('options.signer', own.signer);
  const { review, ...claims } = dropUndefined(
    readOptions('options.claims', own.claims, KNOWN_CLAIMS),
  );
  requireText('options.claims.environment', claims.environment);
  requireName('options.approver', own.approver);
  if (own.author !== undefined) requireName('options.author', own.author);
  requireReason('options.reason', own.reason);
  const { now = systemClock() } = own;
  requireSeconds('options.now', now);
  return {
    ...own,
    claims: { ...claims, ...(review !== undefined && { review: readReviewOption(review) }) },
    now,
  };
}

function readReviewOption(given: PromotionReview): PromotionReview {
  const review = dropUndefined(readOptions('options.claims.review', given, KNOWN_REVIEW));
  if (review.digest === undefined) return review;
  requireBytes('options.claims.review.digest', review.digest, 32);
  return { ...review, digest: new Uint8Array(review.digest) };
}

/** Removes options that were given as `undefined`, which count as not given. */
function dropUndefined<T extends object>(options: T): T {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  // Only members that may be absent are dropped; a required one is missed where it is checked.
  return Object.fromEntries(given) as T;
}

function isVerifier(verifier: unknown): boolean {
  if (typeof verifier !== 'object' || verifier === null) return false;
  return typeof (verifier as Partial<Verifier>).verify === 'function';
}
