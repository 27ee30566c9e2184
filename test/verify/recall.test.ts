/** A recalled mark is refused from the next check on, whatever is remembered of it. */

import {
  createRecall,
  createVerifier,
  localSigner,
  type Recall,
  signSync,
  text,
  type Verdict,
  verify,
  verifySync,
} from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsInput, createShopTrust, NOW, SUBJECT } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';

const ID = '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f';
const OTHER = '0190a3c2-7b5e-4c1d-9e2f-ffffffffffff';
const title = text('Merino crew neck');
const mark = (id: string) =>
  signSync(title, { signer: localSigner(shopKey), claims: { ...claimsInput, id } });
const good = mark(ID);
const item = { subject: SUBJECT, now: NOW };
const open = (recall: Recall) =>
  createVerifier({ trust: createShopTrust(), environment: 'production', recall });
const nameOf = (verdict: Verdict) =>
  verdict.status === 'rejected' ? verdict.reason : verdict.status;

describe('a mark on the list', () => {
  test('is refused, and one that is not on it passes', async () => {
    const options = {
      ...item,
      trust: createShopTrust(),
      environment: 'production',
      recall: createRecall({ ids: [ID] }),
    };
    expect(verifySync(title, good, options)).toMatchObject({
      status: 'rejected',
      reason: 'recalled',
      detail: `the mark ${ID} is recalled`,
    });
    expect(nameOf(await verify(title, good, options))).toBe('recalled');
    expect(nameOf(verifySync(title, mark(OTHER), options))).toBe('verified');
  });

  test('is refused from the next check on, in spite of the cache, and for good', () => {
    const recall = createRecall();
    const verifier = open(recall);
    const check = () => nameOf(verifier.verifySync(title, good, item));
    expect([check(), check(), check()]).toEqual(['verified', 'verified', 'verified']);
    expect(verifier.statistics().hits).toBe(2);
    recall.add([ID]);
    expect(check()).toBe('recalled');
    recall.renew();
    recall.add([OTHER]);
    expect([check(), recall.size]).toEqual(['recalled', 2]);
  });

  test('is refused also where it is added while a check is under way', async () => {
    const recall = createRecall();
    const verifier = open(recall);
    const checking = verifier.verifyAll([{ content: title, mark: good, subject: SUBJECT }], {
      now: NOW,
    });
    recall.add([ID]);
    expect((await checking).map(nameOf)).toEqual(['recalled']);
  });

  test('is refused on every page that shows it', async () => {
    const verifier = open(createRecall({ ids: [ID] }));
    const page = [ID, OTHER, ID].map((id) => ({
      content: title,
      mark: mark(id),
      subject: SUBJECT,
    }));
    const verdicts = await verifier.verifyAll(page, { now: NOW });
    expect(verdicts.map(nameOf)).toEqual(['recalled', 'verified', 'recalled']);
  });
});

test.each(['native', 'webcrypto'] as const)(
  'a recall that throws fails the call, also on the threads of %s',
  async (backend) => {
    const broken: Recall = {
      ...createRecall(),
      withdraws() {
        throw new Error('no connection');
      },
    };
    const options = { trust: createShopTrust(), environment: 'production', recall: broken };
    const verifier = createVerifier({ ...options, backend });
    const page = Array.from({ length: 8 }, (_, i) => ({
      content: title,
      mark: mark(`${ID.slice(0, -1)}${i}`),
      subject: SUBJECT,
    }));
    await expect(verifier.verifyAll(page, { now: NOW })).rejects.toThrow('no connection');
    await expect(verifier.verify(title, good, item)).rejects.toThrow('no connection');
  },
);

describe('a list that may be too old', () => {
  test('lets nothing pass from its end on, and everything again once it is renewed', () => {
    const recall = createRecall({ validUntil: NOW + 10 });
    const verifier = open(recall);
    const check = (now: number) =>
      nameOf(verifier.verifySync(title, good, { subject: SUBJECT, now }));
    expect([check(NOW), check(NOW + 9), check(NOW + 10)]).toEqual([
      'verified',
      'verified',
      'recall-stale',
    ]);
    recall.renew(NOW + 20);
    expect([check(NOW + 10), check(NOW + 20)]).toEqual(['verified', 'recall-stale']);
    recall.renew();
    expect([check(NOW + 1e6), recall.validUntil]).toEqual(['verified', Number.POSITIVE_INFINITY]);
  });

  test('is no longer gone by where somebody broke its time', () => {
    const broken = { ...createRecall(), validUntil: Number.NaN };
    expect(nameOf(open(broken).verifySync(title, good, item))).toBe('recall-stale');
  });
});

test('exactly the ids that were added are recalled', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uuid()),
      fc.array(fc.uuid()),
      fc.array(fc.uuid()),
      (first, more, not) => {
        const recall = createRecall({ ids: new Set(first) });
        recall.add(more);
        const recalled = new Set([...first, ...more]);
        expect(recall.size).toBe(recalled.size);
        for (const id of recalled) expect(recall.has(id)).toBe(true);
        for (const id of [...not, '__proto__', 'constructor', '']) {
          expect(recall.has(id)).toBe(recalled.has(id));
        }
      },
    ),
  );
});

test.each([
  ['in capitals', ID.toUpperCase(), /ids\[0\]/],
  ['cut off', ID.slice(1), /ids\[0\]/],
  ['a key id', shopKey.keyId, /ids\[0\]/],
])('an id that is mistyped is named, and none of its list is recalled: %s', (_what, id, named) => {
  const recall = createRecall();
  expect(() => recall.add([id, OTHER])).toThrow(named);
  expect(() => recall.add([OTHER, id])).toThrow(/ids\[1\]/);
  expect(() => recall.add(ID)).toThrow(/"ids"/);
  expect(recall.size).toBe(0);
});
