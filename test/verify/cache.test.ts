/** What a verifier remembers never changes an answer, and never grows beyond its bounds. */

import {
  type BatchItem,
  createRecall,
  createVerifier,
  inspect,
  json,
  jsonText,
  localSigner,
  parts,
  signBatch,
  signSync,
  text,
  type Verifier,
} from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noble } from '../fixtures/backends.ts';
import { claimsInput, createShopTrust, ISSUER, NOW, SUBJECT } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';
import { runs } from '../fixtures/runs.ts';

const signer = localSigner(shopKey);
const mark = (content: Parameters<typeof signSync>[0], changed = {}) =>
  Buffer.from(signSync(content, { signer, claims: { ...claimsInput, ...changed } })).toString(
    'base64url',
  );

const titles = ['Merino crew neck', 'Merino\r\ncrew', 'Merino\ncrew', 'Other'];
const singles = titles.map((title, i) => mark(text(title), { expiresAt: NOW + 1000 * (i + 1) }));
const product = parts({ title: text('Boot'), description: text('Warm.') });
const manifest = mark(product);
const batchItems: BatchItem[] = titles.map((title) => ({ content: text(title), subject: SUBJECT }));
const { subject: _subject, ...shared } = { ...claimsInput, issuer: ISSUER };
const batch: string[] = [];
for await (const { envelope } of signBatch(batchItems, { signer, claims: shared })) {
  batch.push(Buffer.from(envelope).toString('base64url'));
}
const ids = [...singles, manifest, ...batch].map((one) => {
  const found = inspect(one);
  if (found.reason !== undefined) throw new Error(found.reason);
  return found.claims.id;
});
const flipped = batch.map(
  (one) => `${one.slice(0, 300)}${one[300] === 'A' ? 'B' : 'A'}${one.slice(301)}`,
);
const marks = [...singles, manifest, ...batch, ...flipped, '', '0oRY'];
const shown = [
  ...titles.map((title) => text(title)),
  product,
  parts({ title: text('Boot') }),
  parts({ title: text('Boots'), description: text('Warm.') }),
  json('Merino crew neck'),
];

/** One step in the life of a storefront. */
const step = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      mark: fc.nat(marks.length - 1),
      content: fc.nat(shown.length - 1),
      subject: fc.constantFrom(SUBJECT, 'another'),
      asBytes: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ seconds: fc.integer({ min: -2000, max: 2000 }) }) },
  { weight: 1, arbitrary: fc.record({ revokedIn: fc.integer({ min: -500, max: 3000 }) }) },
  { weight: 2, arbitrary: fc.record({ recalled: fc.nat(ids.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ staleIn: fc.option(fc.integer({ min: -500, max: 3000 })) }) },
);

describe('the cache', () => {
  test('gives the answer of a verifier without one, however time, keys, recall, content and eviction interleave', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(900, 3000, 1e6),
        (steps, cacheSize, cacheBytes) => {
          const trust = createShopTrust();
          const recall = createRecall();
          const base = { trust, recall, environment: 'production' };
          const warm = createVerifier({ ...base, cacheSize, cacheBytes });
          let now = NOW;
          for (const each of steps) {
            if ('seconds' in each) now += each.seconds;
            else if ('revokedIn' in each) trust.revoke(shopKey.keyId, now + each.revokedIn);
            else if ('recalled' in each) recall.add([ids[each.recalled] as string]);
            else if ('staleIn' in each) {
              recall.renew(each.staleIn === null ? undefined : now + each.staleIn);
            } else {
              const textForm = marks[each.mark] as string;
              const mark = each.asBytes ? Buffer.from(textForm, 'base64url') : textForm;
              const content = shown[each.content] as (typeof shown)[number];
              const options = { subject: each.subject, now };
              const cold = createVerifier({ ...base, cacheSize: 0 });
              expect(warm.verifySync(content, mark, options)).toEqual(
                cold.verifySync(content, mark, options),
              );
            }
          }
        },
      ),
      { numRuns: runs(150) },
    );
  });

  test('counts hits, misses and evictions, and keeps to both of its bounds', () => {
    const verifier = createVerifier({
      trust: createShopTrust(),
      environment: 'production',
      cacheSize: 4,
    });
    const check = (index: number) =>
      verifier.verifySync(text(titles[index] as string), singles[index], {
        subject: SUBJECT,
        now: NOW,
      });
    for (let i = 0; i < 4; i++) expect(check(i).status).toBe('verified');
    expect(verifier.statistics()).toMatchObject({ hits: 0, misses: 4 });
    check(3);
    expect(verifier.statistics()).toMatchObject({ hits: 1, misses: 4 });
    for (let round = 0; round < 10; round++) for (let i = 0; i < 4; i++) check(i);
    expect(verifier.statistics().entries).toBeLessThanOrEqual(4);
    const tight = createVerifier({
      trust: createShopTrust(),
      environment: 'production',
      cacheBytes: 100,
    });
    tight.verifySync(text(titles[0] as string), singles[0], { subject: SUBJECT, now: NOW });
    expect(tight.statistics()).toMatchObject({ entries: 0, bytes: 0, evictions: 1 });
  });

  test('counts the text of a single content, and another spelling of it in its place', () => {
    const bytesAfter = (shownAs: readonly string[]) => {
      const textForm = mark(text(shownAs[0] as string));
      const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
      for (const one of shownAs) {
        const verdict = verifier.verifySync(text(one), textForm, { subject: SUBJECT, now: NOW });
        expect(verdict.status).toBe('verified');
      }
      return verifier.statistics().bytes;
    };
    const short = bytesAfter(['Boot']);
    expect(bytesAfter(['Boot'.repeat(250)]) - short).toBe(2 * 996);
    const lines = 'Warm.\n'.repeat(100);
    const spelled = lines.replaceAll('\n', '\r\n');
    expect(bytesAfter([lines, spelled]) - bytesAfter([lines])).toBe(200);
    expect(bytesAfter([lines, spelled, lines])).toBe(bytesAfter([lines]));
  });

  test('counts the text of a part anew where a longer spelling of it takes its place', () => {
    const description = 'Warm.\n'.repeat(500);
    const textForm = mark(parts({ title: text('Boot'), description: text(description) }));
    const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
    const bytesAfter = (shownAs: string) => {
      const content = parts({ title: text('Boot'), description: text(shownAs) });
      const verdict = verifier.verifySync(content, textForm, { subject: SUBJECT, now: NOW });
      expect(verdict.status).toBe('verified');
      return verifier.statistics().bytes;
    };
    const first = bytesAfter(description);
    // A character of each line end more, in two bytes.
    expect(bytesAfter(description.replaceAll('\n', '\r\n')) - first).toBe(1000);
    expect(bytesAfter(description)).toBe(first);
  });

  test('keeps no mark whose signature did not hold', () => {
    const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
    for (const one of flipped) verifier.verifySync(text('x'), one, { subject: SUBJECT, now: NOW });
    expect(verifier.statistics()).toMatchObject({ hits: 0, entries: 0, bytes: 0 });
  });

  test('is not poisoned by a caller who writes over mark or verdict', () => {
    const extensions = { ticket: Uint8Array.of(1, 2, 3) };
    const envelope = signSync(text('Boot'), { signer, claims: { ...claimsInput, extensions } });
    const given = new Uint8Array(envelope);
    const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
    const check = (mark: Uint8Array) =>
      verifier.verifySync(text('Boot'), mark, { subject: SUBJECT, now: NOW });
    const first = check(given);
    given.fill(0);
    if (first.status !== 'verified') throw new Error(first.status);
    const shared = first.claims.extensions as Map<string, Uint8Array>;
    shared.get('ticket')?.fill(9);
    shared.clear();
    expect(() => Object.assign(first.claims, { subject: 'another' })).toThrow(TypeError);
    expect(check(envelope)).toMatchObject({
      status: 'verified',
      claims: { subject: SUBJECT, extensions: new Map(Object.entries(extensions)) },
    });
    expect(verifier.statistics().hits).toBe(1);
  });

  test('does not take a JSON text for the JSON string that reads the same', () => {
    const source = '"[]"';
    const textForm = mark(jsonText(source));
    const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
    const check = (content: ReturnType<typeof json>) =>
      verifier.verifySync(content, textForm, { subject: SUBJECT, now: NOW });
    expect(check(jsonText(source)).status).toBe('verified');
    expect(check(json(source))).toMatchObject({ reason: 'digest-mismatch' });
    expect(check(json('[]')).status).toBe('verified');
  });

  test('a revocation reaches marks that are remembered, at its time and not before', () => {
    const trust = createShopTrust();
    const verifier = createVerifier({ trust, environment: 'production' });
    const at = (now: number) =>
      verifier.verifySync(text(titles[0] as string), singles[0], { subject: SUBJECT, now });
    expect(at(NOW).status).toBe('verified');
    trust.revoke(shopKey.keyId, NOW + 100);
    expect(at(NOW + 99).status).toBe('verified');
    expect(at(NOW + 100)).toMatchObject({ reason: 'key-revoked' });
    expect(at(NOW + 99).status).toBe('verified');
  });
});

describe('verifyAll', () => {
  const page = (verifier: Verifier, now = NOW) =>
    verifier.verifyAll(
      marks.flatMap((mark) => shown.map((content) => ({ content, mark, subject: SUBJECT }))),
      { now },
    );

  test.each([0, 1000])(
    'gives the verdicts of verifySync in order (cache of %i)',
    async (cacheSize) => {
      for (const backend of ['native', 'webcrypto', noble] as const) {
        const base = { trust: createShopTrust(), environment: 'production', backend };
        const verdicts = await page(createVerifier({ ...base, cacheSize }));
        const cold = createVerifier({ ...base, cacheSize: 0 });
        let index = 0;
        for (const mark of marks) {
          for (const content of shown) {
            const alone = await cold.verify(content, mark, { subject: SUBJECT, now: NOW });
            expect(verdicts[index++]).toEqual(alone);
          }
        }
      }
    },
    120_000,
  );

  test('of no items is no verdicts', async () => {
    const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
    expect(await verifier.verifyAll([])).toEqual([]);
  });
});
