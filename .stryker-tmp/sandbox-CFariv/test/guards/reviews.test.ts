/** Reviews: what is shown, what is counted, what is left out. */
// @ts-nocheck

import { selectReviews } from 'contentmark/guards';
import { type Judged, observe, PRESETS } from 'contentmark/policy';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

interface Review {
  readonly author: string;
  readonly body: string;
  readonly rating?: number | string;
  readonly made?: 'model' | 'staging';
}

const GENERATED: Judged = {
  status: 'verified',
  coverage: 'full',
  claims: {
    purpose: 'content',
    sourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
  },
};
const STAGED: Judged = { status: 'rejected', reason: 'environment-mismatch' };

const verdictOf = ({ made }: Review): Judged =>
  made === 'model' ? GENERATED : made === 'staging' ? STAGED : { status: 'absent' };

const reviews: readonly Review[] = [
  { author: 'first', body: 'Warm and dry after two winters.', rating: 5 },
  { author: 'model', body: 'I love these boots!', rating: 5, made: 'model' },
  { author: 'second', body: 'The laces broke.', rating: 2 },
  { author: 'seed', body: 'Great!', rating: 5, made: 'staging' },
  { author: 'filler', body: 'Lorem ipsum dolor sit amet', rating: 5 },
  { author: 'third', body: 'No rating from me.' },
];
const PRODUCTION = { environment: 'production', verdictOf } as const;

describe('in production', () => {
  const selected = selectReviews(reviews, PRODUCTION);

  it('synthetic reviews are removed, and told', () => {
    expect(selected.kept.map(({ author }) => author)).toEqual(['first', 'second', 'third']);
    expect(
      selected.removed.map(({ index, decision }) => [index, decision.action, decision.technique]),
    ).toEqual([
      [1, 'hide', 'signature'],
      [3, 'hide', 'signature'],
      [4, 'hide', 'marker'],
    ]);
  });

  it('and count neither in the number of ratings nor in their mean', () => {
    expect(selected.aggregateRating).toEqual({
      '@type': 'AggregateRating',
      ratingValue: 3.5,
      ratingCount: 2,
      reviewCount: 3,
    });
  });

  it.each(Object.entries(PRESETS))(
    'a generated review is removed under %s: no policy keeps it',
    (_, policy) => {
      const { kept, removed } = selectReviews(reviews.slice(0, 2), { ...PRODUCTION, policy });
      expect([kept.length, removed.length]).toEqual([1, 1]);
      expect(['hide', 'block']).toContain(removed[0]?.decision.action);
    },
  );

  it('a review that is test data does not count where a policy only flags it', () => {
    const { kept, flagged, aggregateRating } = selectReviews(reviews, {
      ...PRODUCTION,
      policy: observe,
    });
    expect(kept.map(({ author }) => author)).toContain('filler');
    expect(flagged.map(({ index }) => index)).toContain(4);
    expect(aggregateRating).toMatchObject({ ratingValue: 3.5, ratingCount: 2, reviewCount: 3 });
  });

  it('and never merely labelled: a policy that discloses it removes it', () => {
    const rules = observe.review.production;
    const policy = {
      ...observe,
      review: { ...observe.review, production: { ...rules, absent: 'disclose' } },
    } as const;
    const { kept, removed } = selectReviews(reviews.slice(0, 1), { ...PRODUCTION, policy });
    expect([kept, removed.map(({ decision }) => decision.action)]).toEqual([[], ['disclose']]);
  });
});

test('in staging they are shown: that is what they are for', () => {
  const { kept, aggregateRating } = selectReviews(reviews, { environment: 'staging', verdictOf });
  expect(kept).toHaveLength(reviews.length);
  expect(aggregateRating?.ratingCount).toBe(5);
});

test('without a rating there is no AggregateRating', () => {
  expect(selectReviews([], PRODUCTION)).not.toHaveProperty('aggregateRating');
  expect(selectReviews([reviews[5] as Review], PRODUCTION)).not.toHaveProperty('aggregateRating');
});

test('ratings are read as platforms write them, or by the caller', () => {
  const absent = () => ({ status: 'absent' }) as const;
  const options = { environment: 'production', verdictOf: absent };
  const rated = [
    { reviewRating: { ratingValue: '4' } },
    { stars: 2 },
    { rating: 'five' },
    { score: Number.NaN },
    null,
    7,
  ];
  expect(selectReviews<unknown>(rated, options).aggregateRating).toMatchObject({
    ratingValue: 3,
    ratingCount: 2,
    reviewCount: 6,
  });
  expect(
    selectReviews<unknown>(rated, { ...options, ratingOf: () => 1 }).aggregateRating,
  ).toMatchObject({ ratingValue: 1, ratingCount: 6 });
});

test('a review that a person should look at is kept and told', () => {
  const detectors = [
    () => ({
      findings: [{ path: '', marker: 'a.b', severity: 'warn' as const }],
      isComplete: true,
      unlisted: 0,
      visited: 1,
    }),
  ];
  const { kept, flagged } = selectReviews(reviews.slice(0, 1), { ...PRODUCTION, detectors });
  expect([kept.length, flagged.length]).toEqual([1, 1]);
});

test('law: what is kept and what is removed is all there is, and the mean is that of the kept', () => {
  const review = fc.record({
    author: fc.string({ maxLength: 5 }),
    body: fc.constantFrom('Warm.', 'Lorem ipsum', 'Fine, thanks'),
    rating: fc.integer({ min: 1, max: 5 }),
    made: fc.constantFrom('model', 'staging', undefined),
  });
  fc.assert(
    fc.property(fc.array(review, { maxLength: 20 }), (list) => {
      // fast-check's `undefined` stands for a member that is not there.
      const { kept, removed, aggregateRating } = selectReviews(list as Review[], PRODUCTION);
      expect(kept.length + removed.length).toBe(list.length);
      const gone = new Set(removed.map(({ index }) => index));
      expect(kept).toEqual(list.filter((_, index) => !gone.has(index)));
      for (const one of kept)
        expect([one.made, one.body === 'Lorem ipsum']).toEqual([undefined, false]);
      const sum = kept.reduce((total, one) => total + Number(one.rating), 0);
      if (kept.length > 0) expect(aggregateRating?.ratingValue).toBeCloseTo(sum / kept.length, 10);
      else expect(aggregateRating).toBeUndefined();
    }),
  );
});

test.each([
  ['no reviews', [undefined, PRODUCTION], 'reviews'],
  ['no verdicts', [[], { environment: 'production' }], 'options.verdictOf'],
  ['ratings that are no function', [[], { ...PRODUCTION, ratingOf: 'rating' }], 'options.ratingOf'],
  ['an unknown option', [[], { ...PRODUCTION, ratings: 1 }], 'options.ratings'],
])('%s is refused', (_, [list, options], argument) => {
  expect(() => selectReviews(list as never, options as never)).toThrow(
    expect.objectContaining({ code: 'ERR_ARGUMENT', argument }),
  );
});
