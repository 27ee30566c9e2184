/**
 * Compares a claimed human review with what is shown. Text that a person reviewed and answers for
 * is outside Art. 50(4), second subparagraph; a change by a model after the sign-off voids that
 * (Guidelines 133-138). The sign-off names the digest it covered, which is compared.
 */

import { ContentmarkError, requireText } from '../../errors.ts';
import { encodeHex } from '../../format/bytes/bytes.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import type { ReviewKind } from '../../format/envelope/vocabulary.ts';
import { inspect } from '../../verify/inspect.ts';

/** What a claimed review is worth. */
export const REVIEW_STATES = [
  /** The mark claims none. */
  'none',
  /** A review of substance covered exactly what is shown, and a party answers for it. */
  'holds',
  /** It covered something else than what is shown: the content was changed afterwards. */
  'void',
  /** A person looked, but not at the substance: the facts were not checked. */
  'insufficient',
  /**
   * What it covered could not be compared: `mark` is missing, or for a record whose review
   * was not of all of it `part`.
   */
  'unchecked',
] as const;

/** One of {@link REVIEW_STATES}. */
export type ReviewState = (typeof REVIEW_STATES)[number];

/**
 * Whether each kind of review looks at the substance. A fact-check is the floor; a legal
 * clearance asks whether a text may be published, not whether it is right.
 */
const IS_OF_SUBSTANCE: Readonly<Record<ReviewKind, boolean>> = {
  editorial: true,
  'fact-check': true,
  legal: false,
};

/**
 * Compares the review with the digest in the envelope, which is that of what is shown: the
 * verdict would not be verified otherwise. Of a record the reviewer has signed off all parts at
 * once, by the SHA-256 of the manifest as `promote` has it, or one part by its own digest.
 * @throws ContentmarkError `ERR_ARGUMENT` where the mark is not that of the verdict.
 */
export function readReview(
  claims: Claims,
  mark: Uint8Array | string | undefined,
  part: string | undefined,
): ReviewState {
  if (part !== undefined) requireText('options.part', part);
  const shown = mark === undefined ? undefined : shownDigests(claims, mark, part);
  const { review } = claims;
  if (review === undefined) return 'none';
  if (!IS_OF_SUBSTANCE[review.kind]) return 'insufficient';
  if (shown === undefined) return 'unchecked';
  if (shown.digests.includes(encodeHex(review.digest))) return 'holds';
  // Somebody may have signed off one part, and nobody says which one is shown.
  return shown.isComplete ? 'void' : 'unchecked';
}

/** What a reviewer of what is shown could have signed off. */
interface ShownDigests {
  /** In hexadecimal. */
  readonly digests: readonly string[];
  /** Whether the list is complete. */
  readonly isComplete: boolean;
}

/** The digest of the content; of a record that of all its parts, and of the part that is named. */
function shownDigests(
  claims: Claims,
  mark: Uint8Array | string,
  part: string | undefined,
): ShownDigests {
  if (typeof mark !== 'string' && !(mark instanceof Uint8Array)) {
    throw wrongMark('is neither bytes nor a text form');
  }
  const found = inspect(mark);
  if (found.reason !== undefined) throw wrongMark(`is no envelope (${found.reason})`);
  if (found.claims.id !== claims.id || found.claims.issuer !== claims.issuer) {
    throw wrongMark('is another mark than the one the verdict is about');
  }
  const { payload } = found;
  if (payload.type === 'content') return { digests: [payload.digest], isComplete: true };
  if (part === undefined) return { digests: [payload.digest], isComplete: false };
  const named = payload.parts.find(({ name }) => name === part);
  if (named !== undefined) return { digests: [payload.digest, named.digest], isComplete: true };
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    'is not a part of the record that was signed',
    'options.part',
  );
}

function wrongMark(why: string): ContentmarkError {
  return new ContentmarkError('ERR_ARGUMENT', `${why}; pass what verify was given`, 'options.mark');
}
