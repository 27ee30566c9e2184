/**
 * `publishableReviews`: selects the reviews that may be sent to Google. A review that a model wrote
 * is banned, also with a label (16 CFR 465.2; Google's review policy of July 2023), so it is left
 * out, as is each whose source type does not say that a person wrote it.
 */
import { type Disclosure, requireDisclosure } from '../../disclose/rules/disclosure.ts';
import { readOptions, wrongArgument } from '../../errors.ts';

/** A review, and what was verified about it, if anything. */
export interface DisclosedReview<T> {
  readonly review: T;
  /** For any market. Without one there was no mark that held, which proves nothing. */
  readonly disclosure?: Disclosure;
}

/** Options of {@link publishableReviews}. */
export interface PublishableReviewsOptions<T> {
  /** Told of each review that is left out. Default nobody is. */
  readonly onRemoved?: (review: T) => void;
}

/**
 * The reviews that may be sent, and averaged.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function* publishableReviews<T>(
  reviews: Iterable<DisclosedReview<T>>,
  options: PublishableReviewsOptions<T> = {},
): Generator<T, void, undefined> {
  const { onRemoved } = readOptions('options', options, ['onRemoved']);
  if (onRemoved !== undefined && typeof onRemoved !== 'function') {
    throw wrongArgument('options.onRemoved', 'a function', onRemoved);
  }
  if (typeof Object(reviews)[Symbol.iterator] !== 'function') {
    throw wrongArgument('reviews', 'an iterable of reviews', reviews);
  }
  for (const given of reviews) {
    const { review, disclosure } = readOptions('reviews', given, ['review', 'disclosure']);
    if (disclosure !== undefined) requireDisclosure('reviews', disclosure);
    if (disclosure?.visible.decision === 'remove') onRemoved?.(review);
    else yield review;
  }
}
