/** Recall lists: what is signed comes back, what is edited does not, and only the right key recalls. */
import { encodeTextForm } from 'contentmark/carrier';
import {
  RECALL_LIST_REASONS,
  RECALL_REASONS,
  type RecallEntry,
  type RecallEntryInput,
  signRecallList,
  verifyRecallList,
} from 'contentmark/recall';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex } from '../../fixtures/bytes.ts';
import { claimsInput, NOW } from '../../fixtures/claims.ts';
import { shopKey, strangerKey } from '../../fixtures/keys.ts';
import { createRecallTrust, makeList, openList, recallKey } from '../../fixtures/recall-lists.ts';
import { isLong, runs } from '../../fixtures/runs.ts';

const ID = '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f';
const ENTRIES: readonly RecallEntryInput[] = [
  { ids: [ID], reason: 'wrong-content', incident: 'INC-7' },
  { keyId: shopKey.keyId, issuedFrom: 5, issuedUntil: 9, environment: 'production' },
  { root: new Uint8Array(32).fill(1) },
  { ingredient: new Uint8Array(32).fill(2), subjectPrefix: 'boot-' },
  { subject: 'trail-boot', reason: 'test-data' },
];
const reasonOf = async (bytes: Uint8Array | string, trust = createRecallTrust(), now = NOW) => {
  const found = await verifyRecallList(bytes, { trust, now });
  return found.status === 'rejected' ? found.reason : found.status;
};

describe('a recall list', () => {
  test('says what was signed, first and next', async () => {
    const first = await openList(await makeList({ entries: ENTRIES }));
    expect(first).toMatchObject({ keyId: recallKey.keyId, environments: ['production'] });
    expect(first.list).toMatchObject({
      issuer: claimsInput.issuer,
      sequence: 1,
      issuedAt: NOW,
      nextUpdate: NOW + 86_400,
    });
    expect(first.list.previous).toBeUndefined();
    expect(first.list.entries).toMatchObject([
      {
        ids: hex(ID.replaceAll('-', '')),
        reason: 'wrong-content',
        incident: 'INC-7',
      },
      { keyId: shopKey.keyId, reason: 'unspecified' },
      { root: new Uint8Array(32).fill(1) },
      { subjectPrefix: 'boot-' },
      { subject: 'trail-boot', reason: 'test-data' },
    ]);
    const next = await openList(await makeList({ previous: first, entries: [{ subject: 'b' }] }));
    expect(next.list).toMatchObject({ sequence: 2, previous: first.digest });
    expect(next.list.entries).toHaveLength(ENTRIES.length + 1);
  });

  test('as text form says the same', async () => {
    expect(await reasonOf(encodeTextForm(await makeList({ entries: ENTRIES })))).toBe('verified');
  });

  test('with any one bit changed is refused', async () => {
    const list = await makeList({ entries: ENTRIES });
    const reasons = new Set<string>();
    for (let bit = 0; bit < list.length * 8; bit += isLong ? 1 : 5) {
      const changed = list.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      reasons.add(await reasonOf(changed));
    }
    expect(reasons).not.toContain('verified');
    expect(reasons).toContain('bad-signature');
  });

  test.each([
    ['no list', 'x', 'malformed'],
    ['a mark of the shop', 'mark', 'malformed'],
    ['too long', new Uint8Array(33_554_433), 'too-large'],
  ])('%s is refused', async (_what, given, reason) => {
    const { signSync, text, localSigner } = await import('contentmark');
    const mark = signSync(text('a'), { signer: localSigner(shopKey), claims: claimsInput });
    expect(await reasonOf(given === 'mark' ? mark : given)).toBe(reason);
  });

  test('of a key that trust does not let recall is refused', async () => {
    const list = (key = recallKey) => makeList({ entries: ENTRIES }, key);
    expect(await reasonOf(await list(strangerKey))).toBe('unknown-key');
    // It signs marks, so it may put content out and take none back.
    expect(await reasonOf(await list(shopKey))).toBe('unknown-key');
    const other = createRecallTrust({ issuers: ['https://other.example/'] });
    expect(await reasonOf(await list(), other)).toBe('issuer-not-allowed');
    expect(await reasonOf(await list(), createRecallTrust({ revokedAt: NOW }))).toBe('key-revoked');
    expect(await reasonOf(await list(), createRecallTrust({ notBefore: NOW + 1 }))).toBe(
      'key-not-valid',
    );
    expect(await reasonOf(await list(), createRecallTrust(), NOW - 61)).toBe('not-yet-valid');
    expect(await reasonOf(await list(), createRecallTrust(), NOW - 60)).toBe('verified');
    expect(new Set(RECALL_LIST_REASONS).size).toBe(RECALL_LIST_REASONS.length);
  });

  test('stays readable where its next update is overdue: what it recalls is still recalled', async () => {
    const list = await makeList({ entries: ENTRIES });
    expect(await reasonOf(list, createRecallTrust(), NOW + 1e6)).toBe('verified');
  });
});

describe('a list that cannot be', () => {
  test.each<[string, Partial<RecallEntryInput>, string]>([
    ['no condition', { reason: 'rights' }, 'input.entries[0].ids'],
    ['only times', { issuedFrom: 1 }, 'input.entries[0].ids'],
    ['a key id of capitals', { keyId: 'A'.repeat(16) }, 'input.entries[0].keyId'],
    ['a short root', { root: new Uint8Array(31) }, 'input.entries[0].root'],
    ['an empty subject', { subject: '' }, 'input.entries[0].subject'],
    [
      'an end before its beginning',
      { subject: 'a', issuedFrom: 2, issuedUntil: 1 },
      'input.entries[0].issuedUntil',
    ],
    [
      'an incident with a name in it',
      { subject: 'a', incident: 'jo@shop.example' },
      'input.entries[0].incident',
    ],
    ['ids that are no ids', { ids: ['x'] }, 'input.entries[0].ids'],
    ['ids out of order', { ids: new Uint8Array(32).fill(1, 0, 16) }, 'input.entries[0].ids'],
    ['a reason of its own', { subject: 'a', reason: 'why' as never }, 'input.entries[0].reason'],
    ['an unknown condition', { sku: 'a' } as never, 'input.entries[0].sku'],
  ])('%s is the caller’s mistake, and named', async (_what, entry, argument) => {
    await expect(makeList({ entries: [entry] })).rejects.toMatchObject({ argument });
  });

  test('for another issuer than the one before is refused', async () => {
    const previous = await openList(await makeList({ entries: [] }));
    await expect(
      makeList({ previous, issuer: 'https://other.example/', entries: [] }),
    ).rejects.toMatchObject({ argument: 'input.issuer' });
    await expect(makeList({ entries: [], nextUpdate: NOW })).rejects.toMatchObject({
      argument: 'input.nextUpdate',
    });
    await expect(signRecallList({} as never, {} as never)).rejects.toMatchObject({
      code: 'ERR_ARGUMENT',
    });
  });
});

describe('a law:', () => {
  const name = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const seconds = fc.nat(2 ** 31);
  const conditions = fc
    .record(
      {
        ids: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 9 }),
        root: digest,
        keyId: fc.stringMatching(/^[0-9a-f]{16}$/),
        ingredient: digest,
        subject: name,
        subjectPrefix: name,
        environment: name,
      },
      { requiredKeys: [] },
    )
    .filter((entry) => Object.keys(entry).length > 0);
  const entry = fc
    .tuple(
      conditions,
      seconds,
      fc.nat(1e6),
      fc.constantFrom(...RECALL_REASONS),
      fc.option(fc.stringMatching(/^[\w.-]{1,20}$/), { nil: undefined }),
    )
    .map(([given, issuedFrom, span, reason, incident]) => ({
      ...given,
      issuedFrom,
      issuedUntil: issuedFrom + span,
      reason,
      ...(incident !== undefined && { incident }),
    }));

  test('what signRecallList signs, verifyRecallList gives back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 8 }), async (entries) => {
        const { list } = await openList(await makeList({ entries }));
        const expected = entries.map(({ ids, ...rest }) => ({
          ...rest,
          ...(ids !== undefined && {
            ids: Buffer.from([...ids].sort().join('').replaceAll('-', ''), 'hex'),
          }),
        }));
        const plain = (one: RecallEntry | object) =>
          JSON.stringify(
            Object.entries(one)
              .map(([key, value]) => [key, value?.length ? [...value] : value])
              .sort(),
          );
        expect(list.entries.map(plain)).toEqual(expected.map(plain));
      }),
      { numRuns: runs(300) },
    );
  });

  test('bytes from anywhere give a verdict, never an exception', async () => {
    const list = await makeList({ entries: ENTRIES });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(list.length),
        fc.nat(list.length),
        async (noise, from, to) => {
          const spliced = Buffer.concat([list.subarray(0, from), noise, list.subarray(to)]);
          for (const bytes of [noise, spliced]) {
            const reason = await reasonOf(new Uint8Array(bytes));
            if (!Buffer.from(list).equals(bytes)) expect(RECALL_LIST_REASONS).toContain(reason);
          }
        },
      ),
      { numRuns: runs(1500) },
    );
  });
});
