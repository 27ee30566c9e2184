/**
 * `selectReviews`: selects the reviews that may be shown, and computes the rating of these alone. A
 * synthetic review is removed, not labelled, and does not count: 16 CFR 465.2 forbids reviews by
 * people who do not exist, and a label does not change that.
 */
import { ContentmarkError, wrongArgument } from '../../errors.ts';
import type { Decision } from '../policy/decision.ts';
import type { Judged } from '../policy/judge-verdict.ts';
import { environmentClassOf } from '../policy/policy.ts';
import { DEFAULT_POLICIES, GUARD_OPTIONS, type GuardOptions, readGuardOptions } from './options.ts';
import { meanOf, type Rating, readGivenRating, readRating, type ScaledRating } from './rating.ts';
import { guardRender } from './render.ts';

/** Options of {@link selectReviews}. */
export interface ReviewOptions<T> extends GuardOptions {
  /**
   * What `verify` returned for a review; `{ status: 'absent' }` where it bears no mark, as real
   * people's do not. It has no default: a forgotten verdict would pass as "nothing found".
   */
  readonly verdictOf: (review: T, index: number) => Judged;
  /**
   * The rating a review gives: a number from 1 to 5, a {@link Rating} with a scale of its own, or
   * `undefined` where it gives none. Default: the member `rating`, `ratingValue`, `rating_value`,
   * `score` or `stars` of the review or of its `reviewRating`, on the scale that `worstRating` and
   * `bestRating` beside it tell. A rating outside of its scale does not count.
   */
  readonly ratingOf?: (review: T, index: number) => number | Rating | undefined;
}

/** schema.org `AggregateRating`, as JSON-LD has it, without its `itemReviewed`. */
export interface AggregateRating {
  readonly '@type': 'AggregateRating';
  /** The mean of the ratings. */
  readonly ratingValue: number;
  /** The scale of the mean: that of the ratings, or where they have several, from 1 to 5. */
  readonly worstRating: number;
  readonly bestRating: number;
  /** Reviews that give a rating. */
  readonly ratingCount: number;
  /**
   * Reviews that are shown and count: in production none whose mark is rejected, and none with
   * a finding of severity `block`.
   */
  readonly reviewCount: number;
}

/** What may be shown. */
export interface SelectedReviews<T> {
  /** In their order. Only these may stand in JSON-LD as `Review`. */
  readonly kept: readonly T[];
  /** What was left out and why, for the audit log. */
  readonly removed: readonly { readonly index: number; readonly decision: Decision }[];
  /** Reviews that are shown, of which a person should be told. */
  readonly flagged: readonly { readonly index: number; readonly decision: Decision }[];
  /** Absent where no kept review gives a rating: an empty rating is none. */
  readonly aggregateRating?: AggregateRating;
}

const OPTIONS: readonly (keyof ReviewOptions<unknown>)[] = [
  ...GUARD_OPTIONS,
  'verdictOf',
  'ratingOf',
];

/**
 * Selects the reviews that may be shown, and makes the rating of these alone.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options, `ERR_POLICY`; what
 * `verdictOf` and `ratingOf` throw.
 * @example
 * ```ts
 * import { selectReviews } from 'contentmark/guards';
 *
 * const reviews = [
 *   { body: 'Warm and dry after two winters.', rating: 4 },
 *   { body: 'Lorem ipsum dolor sit amet', rating: 5 },
 * ];
 * const { kept, aggregateRating } = selectReviews(reviews, {
 *   environment: 'production',
 *   verdictOf: () => ({ status: 'absent' }),
 * });
 * console.log(kept.length, aggregateRating?.ratingValue); // 1 4
 * ```
 */
export function selectReviews<T>(
  reviews: readonly T[],
  options: ReviewOptions<T>,
): SelectedReviews<T> {
  if (!Array.isArray(reviews)) throw wrongArgument('reviews', 'an array of reviews', reviews);
  const own = readGuardOptions(options, OPTIONS);
  const { verdictOf, ratingOf, ...guard } = own;
  for (const [name, value] of Object.entries({
    verdictOf,
    ratingOf: ratingOf === undefined ? readRating : ratingOf,
  })) {
    if (typeof value !== 'function') throw wrongArgument(`options.${name}`, 'a function', value);
  }
  const { policy = DEFAULT_POLICIES.review } = own;
  const isLive = environmentClassOf(policy, own.environment) === 'production';
  const kept: T[] = [];
  const removed: { index: number; decision: Decision }[] = [];
  const flagged: { index: number; decision: Decision }[] = [];
  let counted = 0;
  const ratings: ScaledRating[] = [];
  for (let index = 0; index < reviews.length; index++) {
    // A list of T, read within its length.
    const review = reviews[index] as T;
    const verdict = verdictOf(review, index);
    if (verdict === undefined) {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        `returned nothing for review ${index}; return { status: 'absent' } where it bears no mark`,
        'options.verdictOf',
      );
    }
    const decision = guardRender(review, { ...guard, verdict, place: 'review' });
    if (!mayStand(decision, isLive)) {
      removed.push({ index, decision });
      continue;
    }
    kept.push(review);
    if (decision.action === 'flag') flagged.push({ index, decision });
    // `observe` leaves on the page what is no customer's; into the stars of a shop it does not go.
    if (isLive && isDoubtful(verdict, decision)) continue;
    counted += 1;
    const rating =
      ratingOf === undefined ? readRating(review) : readGivenRating(ratingOf(review, index));
    if (rating !== undefined) ratings.push(rating);
  }
  const selected = {
    kept: Object.freeze(kept),
    removed: Object.freeze(removed),
    flagged: Object.freeze(flagged),
  };
  const mean = meanOf(ratings);
  if (mean === undefined) return Object.freeze(selected);
  const aggregateRating = Object.freeze({
    '@type': 'AggregateRating' as const,
    ratingValue: mean.value,
    worstRating: mean.worst,
    bestRating: mean.best,
    ratingCount: ratings.length,
    reviewCount: counted,
  });
  return Object.freeze({ ...selected, aggregateRating });
}

/**
 * Whether a review may be shown. In production `disclose` does not show one, because a generated
 * review is never merely labelled.
 */
function mayStand({ action }: Decision, isLive: boolean): boolean {
  return action === 'allow' || action === 'flag' || (action === 'disclose' && !isLive);
}

/**
 * Whether a review is test data or has a mark that does not hold; only a program's review has a
 * mark.
 */
function isDoubtful(verdict: Judged, { findings }: Decision): boolean {
  return verdict.status === 'rejected' || findings.some(({ severity }) => severity === 'block');
}
