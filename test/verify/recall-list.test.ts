/** A recall that was given lists refuses what they take back, and nothing else. */
import {
  createVerifier,
  localSigner,
  type SignedItem,
  signBatch,
  signSync,
  text,
  type Verdict,
} from 'contentmark';
import { inspect } from 'contentmark/inspect';
import type { RecallEntryInput } from 'contentmark/recall';
import { createRecall } from 'contentmark/recall';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex } from '../fixtures/bytes.ts';
import { claimsInput, NOW, SUBJECT } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';
import { createRecallTrust, makeList, openList } from '../fixtures/recall-lists.ts';
import { runs } from '../fixtures/runs.ts';

const ID = '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f';
const ingredient = new Uint8Array(32).fill(7);
const title = text('Merino crew neck');
const claims = { ...claimsInput, id: ID, issuedAt: NOW - 100, ingredients: [ingredient] };
const mark = signSync(title, { signer: localSigner(shopKey), claims });
const nameOf = (verdict: Verdict) =>
  verdict.status === 'rejected' ? verdict.reason : verdict.status;
const open = (recall: ReturnType<typeof createRecall>) =>
  createVerifier({ trust: createRecallTrust(), environment: 'production', recall });
const item = { subject: SUBJECT, now: NOW };

async function check(entry: RecallEntryInput): Promise<string> {
  const recall = createRecall();
  const verifier = open(recall);
  expect(nameOf(verifier.verifySync(title, mark, item))).toBe('verified');
  expect(recall.apply(await openList(await makeList({ entries: [entry] })))).toEqual({
    status: 'applied',
  });
  // Remembered, and new to the verifier.
  const names = [verifier, open(recall)].map((one) => nameOf(one.verifySync(title, mark, item)));
  expect(names[0]).toBe(names[1]);
  return names[0] as string;
}

describe('a list recalls', () => {
  test.each<[string, RecallEntryInput]>([
    ['the id', { ids: ['00000000-0000-4000-8000-000000000000', ID] }],
    ['the key', { keyId: shopKey.keyId }],
    ['the ingredient', { ingredient }],
    ['the subject', { subject: SUBJECT }],
    ['the beginning of the subject', { subjectPrefix: SUBJECT.slice(0, 3) }],
    ['the environment', { environment: 'production' }],
    ['the subject in a time', { subject: SUBJECT, issuedFrom: NOW - 100, issuedUntil: NOW - 100 }],
    ['the id in the environment', { ids: [ID], environment: 'production' }],
    ['everything at once', { ids: [ID], keyId: shopKey.keyId, ingredient, subject: SUBJECT }],
  ])('by %s', async (_what, entry) => {
    expect(await check(entry)).toBe('recalled');
  });

  test.each<[string, RecallEntryInput]>([
    ['another id', { ids: ['0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e80'] }],
    ['another key', { keyId: '0'.repeat(16) }],
    ['another ingredient', { ingredient: new Uint8Array(32) }],
    ['another subject', { subject: `${SUBJECT}x` }],
    ['another beginning', { subjectPrefix: `${SUBJECT}x` }],
    ['another environment', { environment: 'staging' }],
    ['an earlier time', { subject: SUBJECT, issuedUntil: NOW - 101 }],
    ['a later time', { subject: SUBJECT, issuedFrom: NOW - 99 }],
    ['a batch', { root: new Uint8Array(32) }],
    ['all but one', { ids: [ID], keyId: shopKey.keyId, ingredient, subject: 'x' }],
  ])('nothing by %s', async (_what, entry) => {
    expect(await check(entry)).toBe('verified');
  });

  test.each([false, true])('every item of a batch by its root, thin: %s', async (thin) => {
    const items = ['a', 'b', 'c'].map((subject) => ({ content: text(subject), subject }));
    const { issuer, environment } = claimsInput;
    const options = { signer: localSigner(shopKey), claims: { issuer, environment }, thin };
    const signed: SignedItem[] = [];
    for await (const one of signBatch(items, options)) signed.push(one);
    const recall = createRecall();
    const verifier = open(recall);
    const checkAll = async () => {
      for (const { signedRoot } of signed)
        if (signedRoot !== undefined) await verifier.addRoot(signedRoot);
      return signed.map(({ envelope, subject }) =>
        nameOf(verifier.verifySync(text(subject), envelope, { subject })),
      );
    };
    expect(await checkAll()).toEqual(['verified', 'verified', 'verified']);
    const found = inspect(signed[0]?.envelope as Uint8Array);
    const root = hex((found.reason === undefined && found.root) || '');
    expect(
      recall.apply(await openList(await makeList({ entries: [{ root }], nextUpdate: 4e9 }))),
    ).toEqual({ status: 'applied' });
    expect(await checkAll()).toEqual(['recalled', 'recalled', 'recalled']);
    expect(nameOf(verifier.verifySync(title, mark, item))).toBe('verified');
  });

  test('nothing of another issuer, and nothing of an environment its key may not recall for', async () => {
    const staging = signSync(title, {
      signer: localSigner(shopKey),
      claims: { ...claims, environment: 'staging' },
    });
    const recall = createRecall();
    recall.apply(await openList(await makeList({ entries: [{ ids: [ID] }] })));
    const verifier = createVerifier({
      trust: createRecallTrust(),
      environment: 'staging',
      recall,
    });
    expect(nameOf(verifier.verifySync(title, staging, item))).toBe('verified');
  });
});

describe('the order of lists', () => {
  test('a later one is taken, the same is kept, an older one or another history is refused', async () => {
    const recall = createRecall();
    const first = await openList(await makeList({ entries: [{ subject: 'a' }] }));
    const second = await openList(await makeList({ previous: first, entries: [{ subject: 'b' }] }));
    const third = await openList(await makeList({ previous: second, entries: [] }));
    const otherFirst = await openList(await makeList({ entries: [{ subject: 'z' }] }));
    const otherSecond = await openList(await makeList({ previous: otherFirst, entries: [] }));
    expect(recall.apply(first)).toEqual({ status: 'applied' });
    expect(recall.apply(first)).toEqual({ status: 'kept' });
    expect(recall.apply(otherFirst)).toMatchObject({ reason: 'other-history' });
    expect(recall.apply(otherSecond)).toMatchObject({ reason: 'other-history' });
    expect(recall.apply(third)).toEqual({ status: 'applied' });
    expect(recall.apply(second)).toMatchObject({ status: 'rejected', reason: 'older-sequence' });
    expect(recall.size).toBe(2);
  });

  test('only a list that was verified is taken', async () => {
    const found = await openList(await makeList({ entries: [] }));
    expect(() => createRecall().apply({ ...found })).toThrow(
      /"list" expected what verifyRecallList/,
    );
  });

  test('what an earlier list recalled stays recalled', async () => {
    const first = await openList(await makeList({ entries: [{ ids: [ID] }] }));
    const forgetful = await openList(await makeList({ previous: first, entries: [] }));
    const recall = createRecall();
    recall.apply(first);
    recall.apply(forgetful);
    expect(recall.has(ID)).toBe(true);
    expect(nameOf(open(recall).verifySync(title, mark, item))).toBe('recalled');
  });

  test('one whose next update is overdue refuses every mark', async () => {
    const recall = createRecall();
    recall.apply(await openList(await makeList({ entries: [] })));
    const late = { ...item, now: NOW + 86_400 };
    expect(recall.validUntil).toBe(NOW + 86_400);
    expect(nameOf(open(recall).verifySync(title, mark, late))).toBe('recall-stale');
    recall.renew();
    expect(nameOf(open(recall).verifySync(title, mark, late))).toBe('recall-stale');
  });
});

test('a law: a list recalls exactly the marks for which every condition of an entry holds', async () => {
  const few = <T>(...values: T[]) => fc.constantFrom(...values);
  const root = new Uint8Array(32);
  const ids = [1, 2, 3].map((n) => `0190a3c2-7b5e-4c1d-9e2f-00000000000${n}`);
  const entry = fc
    .record(
      {
        ids: fc.uniqueArray(few(...ids), { minLength: 1 }),
        keyId: few(shopKey.keyId, '0'.repeat(16)),
        ingredient: few(ingredient, root),
        subject: few('a', 'ab', 'b'),
        subjectPrefix: few('a', 'b'),
        environment: few('production', 'staging'),
        issuedFrom: few(NOW - 20, NOW - 10),
        issuedUntil: few(NOW - 10, NOW),
      },
      { requiredKeys: [] },
    )
    .filter((one) => Object.keys(one).some((name) => !name.startsWith('issued')));
  const marked = fc.record({
    id: few(...ids),
    subject: few('a', 'ab', 'b'),
    issuedAt: few(NOW - 20, NOW - 10, NOW),
    ingredients: few(undefined, [ingredient], [root, ingredient]),
  });
  type Marked = typeof marked extends fc.Arbitrary<infer T> ? T : never;
  type Given = typeof entry extends fc.Arbitrary<infer T> ? T : never;
  const expects = (one: Given, { id, subject, issuedAt, ingredients }: Marked): boolean =>
    (one.ids === undefined || one.ids.includes(id)) &&
    (one.keyId === undefined || one.keyId === shopKey.keyId) &&
    (one.ingredient === undefined || (ingredients ?? []).includes(one.ingredient)) &&
    (one.subject === undefined || one.subject === subject) &&
    (one.subjectPrefix === undefined || subject.startsWith(one.subjectPrefix)) &&
    (one.environment === undefined || one.environment === 'production') &&
    (one.issuedFrom ?? 0) <= issuedAt &&
    issuedAt <= (one.issuedUntil ?? NOW);
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 4 }),
      fc.array(marked, { minLength: 1, maxLength: 6 }),
      async (entries, marks) => {
        const recall = createRecall();
        recall.apply(await openList(await makeList({ entries })));
        const verifier = open(recall);
        for (const one of marks) {
          const { ingredients, ...rest } = one;
          const envelope = signSync(title, {
            signer: localSigner(shopKey),
            claims: { ...claimsInput, ...rest, ...(ingredients && { ingredients }) },
          });
          const found = nameOf(
            verifier.verifySync(title, envelope, { subject: one.subject, now: NOW }),
          );
          const isRecalled = entries.some((given) => expects(given, one));
          expect(found).toBe(isRecalled ? 'recalled' : 'verified');
        }
      },
    ),
    { numRuns: runs(500) },
  );
});
