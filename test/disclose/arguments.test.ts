import { text, type Verdict, type Verified, verifySync } from 'contentmark';
import { type DisclosureOptions, disclosure, iptcFields } from 'contentmark/disclosure';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { DESCRIPTION, verifyOptions } from '../fixtures/claims.ts';
import { WRONG_VALUES } from '../fixtures/wrong-values.ts';
import { AS_OF, day, EU, verified } from './verified.ts';

describe('only a verified verdict can be disclosed', () => {
  it('by its type', () => {
    expectTypeOf<Parameters<typeof disclosure>[0]>().toEqualTypeOf<Verified>();
    expectTypeOf<Verdict>().not.toExtend<Parameters<typeof disclosure>[0]>();
  });

  it('and by what it is: rejected and absent verdicts of a real check are refused', () => {
    const { envelope } = verified();
    const rejected = verifySync(text('something else'), envelope, verifyOptions);
    const absent = verifySync(text(DESCRIPTION), [], verifyOptions);
    expect([rejected.status, absent.status]).toEqual(['rejected', 'absent']);
    for (const verdict of [rejected, absent]) {
      expect(() => disclosure(verdict as Verified, EU)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'verdict' }),
      );
    }
  });

  it.each(WRONG_VALUES)('and %s is refused', (_name, value) => {
    expect(() => disclosure(value as Verified, EU)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'verdict' }),
    );
  });

  it('members from a polluted prototype count for nothing', () => {
    const { verdict } = verified({ kind: 'description' });
    const { status: _status, ...rest } = verdict;
    const polluted = Object.assign(Object.create({ status: 'verified' }), rest);
    expect(() => disclosure(polluted, EU)).toThrow(/verdict/);
    const prototype = Object.prototype as Record<string, unknown>;
    try {
      prototype['topics'] = ['none'];
      prototype['deepFake'] = 'no';
      prototype['generator'] = { name: 'nobody' };
      const found = disclosure(verdict, EU);
      expect(found.visible.basis).toBe('topics-not-stated');
      expect(iptcFields(found)).not.toHaveProperty('AISystemUsed');
    } finally {
      for (const name of ['topics', 'deepFake', 'generator']) delete prototype[name];
    }
  });

  it('a verdict that went through JSON is one, unless JSON broke its bytes', () => {
    const { verdict } = verified({ kind: 'description', topics: ['none'] });
    expect(disclosure(JSON.parse(JSON.stringify(verdict)), EU).visible.basis).toBe(
      'eu-product-copy',
    );
    const digest = new Uint8Array(32);
    const review = {
      kind: 'editorial',
      party: 'x',
      reviewedAt: day('2025-12-31'),
      digest,
    } as const;
    const broken = JSON.parse(JSON.stringify(verified({ review }).verdict));
    expect(() => disclosure(broken, EU)).toThrow(expect.objectContaining({ argument: 'verdict' }));
  });

  it('any other object is a mistake with a code, never a crash', () => {
    const { verdict } = verified({ kind: 'image', topics: ['none'], generator: { name: 'x' } });
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(verdict.claims), 'review', 'expiresAt'),
        fc.anything({
          withNullPrototype: true,
          withMap: true,
          withBigInt: true,
          withTypedArray: true,
        }),
        (name, value) => {
          const forged = { ...verdict, claims: { ...verdict.claims, [name]: value } };
          try {
            iptcFields(disclosure(forged as Verified, EU));
          } catch (error) {
            expect(error).toMatchObject({ code: 'ERR_ARGUMENT' });
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('options', () => {
  const { verdict } = verified({ kind: 'image' });
  const wrong: readonly [string, unknown][] = [
    ['market', undefined],
    ['market', 'uk'],
    ['role', 'shop'],
    ['asOf', AS_OF * 1000],
    ['kind', 'photo'],
    ['deepFake', true],
    ['publicInterest', 'maybe'],
    ['coveredProvider', 1],
    ['placedOnMarketAt', '2026-07-01'],
    ['part', ''],
    ['voluntary', 'yes'],
    ['isDeepFake', 'yes'],
  ];
  it.each(wrong)('a wrong %s (%s) is refused by name', (name, value) => {
    expect(() => disclosure(verdict, { ...EU, [name]: value } as DisclosureOptions)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: `options.${name}` }),
    );
  });

  it('are needed', () => {
    expect(() => disclosure(verdict, undefined as never)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options' }),
    );
  });
});
