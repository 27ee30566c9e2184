/** The reviews of a product that may be shown, and the rating made of these alone. */
import { text, type Verdict } from 'contentmark';
import { extract, memberCarrier } from 'contentmark/carrier';
import { type AggregateRating, selectReviews } from 'contentmark/guards';
import { POLICY } from './policy.server.ts';
import type { Shop } from './shop.server.ts';
import type { StoredReview } from './stored.ts';

/** A review as pages are given it: without its mark. */
export type ShownReview = Omit<StoredReview, 'contentmark' | 'product'>;

export interface ProductReviews {
  readonly reviews: readonly ShownReview[];
  readonly rating?: AggregateRating;
}

const carrier = memberCarrier();

export async function reviewsOf(shop: Shop, product: number): Promise<ProductReviews> {
  const { environment, verifier, log } = shop;
  const stored = shop.reviews.filter((review) => review.product === product);
  const verdicts = await verifier.verifyAll(
    stored.map((review) => ({
      content: text(review.body),
      mark: extract({ ...review }, carrier),
      subject: `review/${review.id}`,
    })),
  );
  // Reviews and verdicts are in one order.
  const verdictOf = (_review: StoredReview, index: number) => verdicts[index] as Verdict;
  const { kept, removed, flagged, aggregateRating } = selectReviews(stored, {
    environment,
    policy: POLICY,
    verdictOf,
  });
  for (const { index, decision } of [...removed, ...flagged]) {
    const { id, contentmark } = stored[index] as StoredReview;
    const verdict = verdicts[index] as Verdict;
    const mark = contentmark === undefined ? {} : { mark: contentmark };
    log.writeOnce({ place: 'review', subject: `review/${id}`, decision, verdict, ...mark });
  }
  return {
    reviews: kept.map(({ contentmark: _mark, product: _product, ...review }) => review),
    ...(aggregateRating !== undefined && { rating: aggregateRating }),
  };
}
