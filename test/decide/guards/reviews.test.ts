/** Reviews: what is shown, what is counted, what is left out. */
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
      worstRating: 1,
      bestRating: 5,
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

describe('a rating counts on its scale', () => {
  const absent = () => ({ status: 'absent' }) as const;
  const options = { environment: 'production', verdictOf: absent };
  const mean = (list: readonly unknown[], more: object = {}) => {
    const { aggregateRating: found } = selectReviews<unknown>(list, { ...options, ...more });
    return found && [found.ratingValue, found.worstRating, found.bestRating, found.ratingCount];
  };

  it.each([
    ['beyond five stars', [{ rating: 5 }, { rating: 1e9 }], [5, 1, 5, 1]],
    ['below one star', [{ rating: 4 }, { rating: -500 }, { stars: 0 }], [4, 1, 5, 1]],
    ['as a text', [{ rating: 4 }, { rating: '9999' }], [4, 1, 5, 1]],
    ['beyond its own scale', [{ rating: 11, bestRating: 10 }, { rating: 3 }], [3, 1, 5, 1]],
    ['on a scale of no extent', [{ rating: 3, bestRating: 1 }, { rating: 2 }], [2, 1, 5, 1]],
    ['on a scale without end', [{ rating: 1e9, bestRating: 1e9 }, { rating: 2 }], [2, 1, 5, 1]],
    ['on a scale that is no number', [{ rating: 5, bestRating: {} }, { rating: 2 }], [2, 1, 5, 1]],
  ])('and not %s', (_, list, wanted) => {
    expect(mean(list)).toEqual(wanted);
  });

  it('and one scale of all is that of the mean', () => {
    const stars = (ratingValue: number | string) => ({
      reviewRating: { '@type': 'Rating', ratingValue, worstRating: '0', bestRating: 10 },
    });
    expect(mean([stars('8'), stars(3)])).toEqual([5.5, 0, 10, 2]);
    expect(mean([{ reviewRating: [{ ratingValue: 4 }] }])).toEqual([4, 1, 5, 1]);
  });

  it('and of several scales the mean is from 1 to 5', () => {
    const percent = { rating: 100, worstRating: 0, bestRating: 100 };
    expect(mean([percent, { rating: 1 }])).toEqual([3, 1, 5, 2]);
  });

  it('and what the caller reads is bounded likewise', () => {
    expect(mean([{ a: 7 }, { a: 3 }], { ratingOf: ({ a }: { a: number }) => a })).toEqual([
      3, 1, 5, 1,
    ]);
    const ratingOf = ({ a }: { a: number }) => ({ ratingValue: a, bestRating: 10 });
    expect(mean([{ a: 7 }, { a: 3 }], { ratingOf })).toEqual([5, 1, 10, 2]);
  });

  it('law: whatever is stored, the mean lies on its scale', () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer({ min: -2, max: 120 }),
      fc.string({ maxLength: 3 }),
    );
    const rating = fc.record(
      { rating: number, bestRating: number, worstRating: number },
      { requiredKeys: [] },
    );
    const review = fc.oneof(rating, fc.record({ reviewRating: rating }), fc.anything());
    fc.assert(
      fc.property(fc.array(review, { maxLength: 8 }), (list) => {
        const [value = 1, worst = 1, best = 5] = mean(list) ?? [];
        expect(value).toBeGreaterThanOrEqual(worst);
        expect(value).toBeLessThanOrEqual(best);
      }),
    );
  });
});

describe('no stored review stops the others', () => {
  const nested = (depth: number) => {
    let review: object = { rating: 1 };
    for (let at = 0; at < depth; at++) review = { reviewRating: review };
    return review;
  };
  const cyclic: Record<string, unknown> = { body: 'Fits.' };
  cyclic['reviewRating'] = cyclic;
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const boom = () => {
    throw new Error('no');
  };

  it.each([
    ['nested 20,000 deep', nested(20_000)],
    ['that holds itself', cyclic],
    [
      'with a getter that throws',
      {
        get rating() {
          return boom();
        },
      },
    ],
    [
      'with such a getter further in',
      {
        reviewRating: {
          get ratingValue() {
            return boom();
          },
        },
      },
    ],
    ['that is a revoked proxy', proxy],
    ['that holds one', { reviewRating: proxy, rating: proxy }],
    [
      'that is a proxy that throws',
      new Proxy({}, { ownKeys: boom, getOwnPropertyDescriptor: boom }),
    ],
    ['that is a Map', new Map([['rating', 5]])],
    ['that is null', null],
  ])('one %s', (_, stored) => {
    const { kept, aggregateRating } = selectReviews<unknown>([stored, { rating: 4 }], {
      environment: 'production',
      verdictOf: () => ({ status: 'absent' }),
    });
    expect(kept).toHaveLength(2);
    expect(aggregateRating).toMatchObject({ ratingValue: 4, ratingCount: 1, reviewCount: 2 });
  });
});

test('a review that a person should look at is kept and told', () => {
  const detectors = [
    () => ({
      findings: [
        { path: '', technique: 'marker', id: 'a.b', severity: 'warn', reason: 'x' } as const,
      ],
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
