/** What is not promoted: marks that do not hold, test data, the same key, and self-approval. */
import { imageDigest, localSigner, parts, text } from 'contentmark';
import { PROMOTION_REFUSALS, type PromoteOptions, type Promotion } from 'contentmark/promote';
import { describe, expect, test } from 'vitest';
import { ISSUER, NOW } from '../../fixtures/claims.ts';
import { stagingKey, strangerKey } from '../../fixtures/keys.ts';
import { ask, content, LATER, promoted, staged } from './promotion.ts';

describe('refused is', () => {
  const byPeople = (changed: Partial<PromoteOptions>): [string, Promise<Promotion>] => [
    JSON.stringify(changed),
    ask(changed),
  ];

  test.each<[string, () => Promise<Promotion>, string]>([
    ['no mark', () => ask({ mark: [] }), 'absent'],
    ['edited content', () => ask({}, text('Merino crew')), 'digest-mismatch'],
    ['another product', () => ask({ subject: 'other' }), 'subject-mismatch'],
    [
      'a mark of another environment',
      () => ask({ mark: staged({ environment: 'test' }) }),
      'environment-mismatch',
    ],
    ['a stranger', () => ask({ mark: staged({}, content, strangerKey) }), 'unknown-key'],
    ['a forged mark', () => ask({ mark: staged().with(-1, 0) }), 'bad-signature'],
    ['two marks', () => ask({ mark: [staged(), staged({ kind: 'title' })] }), 'ambiguous'],
    ['an expired mark', () => ask({ mark: staged({ expiresAt: NOW + 1 }) }), 'expired'],
    ['noise', () => ask({ mark: Uint8Array.of(1, 2, 3) }), 'malformed'],
    [
      'a part that was never signed',
      () =>
        ask({ mark: staged({}, parts({ a: text('a') })) }, parts({ a: text('a'), b: text('b') })),
      'unsigned-part',
    ],
    [
      'a record without one of its parts, which would be signed unseen or lost',
      () =>
        ask({ mark: staged({}, parts({ a: text('a'), b: text('b') })) }, parts({ a: text('a') })),
      'missing-part',
    ],
  ])('%s', async (_name, call, reason) => {
    const promotion = await call();
    expect(promotion).toMatchObject({ status: 'refused', reason: 'not-verified' });
    const { verdict } = promotion as Promotion & { status: 'refused' };
    expect(verdict.status === 'rejected' ? verdict.reason : verdict.status).toBe(reason);
    expect(promotion).not.toHaveProperty('envelope');
  });

  test('a mark whose own time ran out within the tolerance of clocks', async () => {
    const mark = staged({ expiresAt: LATER - 5 });
    expect(await ask({ mark })).toMatchObject({ status: 'refused', reason: 'not-verified' });
    const claims = { environment: 'production', expiresAt: LATER + 100 };
    expect((await promoted({ mark, claims })).claims.expiresAt).toBe(LATER + 100);
  });

  test('an image signed as another type', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const mark = staged({}, imageDigest(bytes, { mediaType: 'image/png' }));
    expect(await ask({ mark }, imageDigest(bytes, { mediaType: 'text/html' }))).toMatchObject({
      reason: 'not-verified',
      detail: 'signed as image/png, given as text/html',
    });
  });

  test.each(['fixture', 'seed', 'demo', 'canary'] as const)(
    'a %s, wherever it is to go',
    async (purpose) => {
      for (const environment of ['production', 'test']) {
        const promotion = ask({ mark: staged({ purpose }), claims: { environment } });
        expect(await promotion).toMatchObject({ status: 'refused', reason: 'not-content' });
      }
    },
  );

  test('the same environment, and the same key', async () => {
    const here = ask({ claims: { environment: 'staging' } });
    expect(await here).toMatchObject({ status: 'refused', reason: 'same-environment' });
    const crossed = ask({ signer: localSigner(stagingKey) });
    expect(await crossed).toMatchObject({ status: 'refused', reason: 'same-key' });
  });

  test.each([
    byPeople({ author: 'id:4711', approver: 'id:4711' }),
    byPeople({ author: 'Ada  Lovelace', approver: ' ada lovelace ' }),
    byPeople({ author: 'ＡＤＡ', approver: 'ada' }),
    byPeople({ author: 'role: lead', approver: 'role: lead\u200b' }),
    byPeople({ author: 'role: lead', approver: 'role: le\u00adad' }),
    byPeople({ author: 'role: lead', approver: 'rol\u0435: lead' }),
    byPeople({ author: 'role: lead', approver: '\u2066Role:\u00a0Lead\u2069\ufe0f' }),
    byPeople({ approver: `${ISSUER}\u200b` }),
    byPeople({ approver: ISSUER }),
    byPeople({ approver: ISSUER.toUpperCase() }),
    byPeople({
      approver: 'https://brand.example/live',
      claims: { environment: 'production', issuer: 'https://brand.example/live' },
    }),
    byPeople({
      approver: 'copywriter',
      mark: staged({ generator: { name: 'Copywriter', model: 'm-1' } }),
    }),
    byPeople({
      approver: 'm-1',
      mark: staged({ generator: { name: 'Copywriter', model: 'm-1' } }),
    }),
  ])('self-approval: %s', async (_name, promotion) => {
    expect(await promotion).toMatchObject({ status: 'refused', reason: 'self-approval' });
  });

  test('nothing for another reason than these', () => {
    expect(PROMOTION_REFUSALS).toEqual([
      'not-verified',
      'not-content',
      'same-environment',
      'same-key',
      'self-approval',
      'review-mismatch',
    ]);
  });
});
