/**
 * The result of reading a stored verdict, and the closed list of reasons why it is not `verified`.
 */
import type { Action } from '../../../decide/policy/decision.ts';

/**
 * Why a metafield does not say `verified` for what is shown: a closed list, in the order of
 * the checks. The first that fails gives the reason.
 */
export const VERDICT_REASONS = [
  /** There is no metafield, or it is empty. */
  'absent',
  /** The text is longer than 2,048 characters; it was not parsed. */
  'too-large',
  /** Not JSON, not an object, or a member that this version defines is missing or wrong. */
  'malformed',
  /** Written by a later version. */
  'unsupported-version',
  /** Written for another environment. */
  'environment-mismatch',
  /** Written for another shop or tenant. */
  'audience-mismatch',
  /** Written for another record, or the record was renamed since. */
  'subject-mismatch',
  /** Written onto another resource of the platform, from which this one was copied. */
  'owner-mismatch',
  /** It held until a time that has passed. */
  'expired',
  /** The app checked the mark, and it does not hold. */
  'rejected',
  /** The app looked for a mark and found none. */
  'unmarked',
] as const;

/** One of {@link VERDICT_REASONS}. */
export type VerdictReason = (typeof VERDICT_REASONS)[number];

/** The app has verified this record, for this place, and the verdict still holds. */
export interface VerifiedReading {
  readonly status: 'verified';
  /** `false` only where the app's own policy says `hide` or `block`. */
  readonly allowed: boolean;
  /** What the app's policy decided, if the verdict holds it. */
  readonly action: Action | undefined;
  /** The key that signed the mark: 16 characters, the digits that the writer printed. */
  readonly keyId: string;
  /** SHA-256 of the envelope: 64 characters, likewise. */
  readonly envelopeDigest: string;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** Anything else. This says nothing about who made the content or how. */
export interface UnverifiedReading {
  readonly status: 'unverified';
  readonly reason: VerdictReason;
  /** By the call's `fail`, by the stored action, or never: docs/verdict.md, "Allowed". */
  readonly allowed: boolean;
  /** What the app's policy decided; only where the reason is `rejected` or `unmarked`. */
  readonly action: Action | undefined;
  /**
   * Why the mark does not hold, a reason of `contentmark/verify`; only where the reason is
   * `rejected`. Plain text, since the app may be newer than its Function.
   */
  readonly rejection: string | undefined;
}

/** What `readVerdict` returns. */
export type VerdictReading = VerifiedReading | UnverifiedReading;
