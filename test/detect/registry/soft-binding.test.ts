/** Soft bindings: what marks carry, what verdicts show, and that no verdict depends on them. */
import { readFileSync } from 'node:fs';
import {
  createVerifier,
  localSigner,
  parts,
  type SoftBinding,
  sign,
  signBatch,
  text,
} from 'contentmark';
import { distance, nearOf, SOFT_BINDING_ALGORITHMS, softBindingsOf } from 'contentmark/registry';
import { describe, expect, it, test } from 'vitest';
import { claimsInput, createShopTrust, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';

const COPY = 'These boots keep your feet dry on wet paths and dry within one night.';
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const signer = localSigner(shopKey);
const verifier = createVerifier({
  trust: createShopTrust(),
  environment: 'production',
  clock: () => NOW,
});

/** Made by an implementation in another language, from docs/format.md alone. */
const VECTORS = JSON.parse(
  readFileSync(new URL('../../vectors/soft-binding/text.json', import.meta.url), 'utf8'),
) as readonly { readonly text: string; readonly value: string | null }[];

test.each(VECTORS)('the fingerprint of $text', ({ text: copy, value }) => {
  const [binding] = softBindingsOf(text(copy));
  expect(binding === undefined ? null : hex(binding.value)).toBe(value);
  if (binding !== undefined) expect(binding.algorithm).toBe(SOFT_BINDING_ALGORITHMS.text);
});

describe('of a record', () => {
  const other = COPY.replace('boots', 'shoes').replace('night', 'day');

  it('each text has one, in the order of its parts and each once', () => {
    const record = parts({ z: text(COPY), title: text('Boots'), a: text(other), b: text(COPY) });
    expect(softBindingsOf(record).map(({ value }) => hex(value))).toEqual(
      [COPY, other].flatMap((one) => softBindingsOf(text(one)).map(({ value }) => hex(value))),
    );
  });

  it('there are 8 at most, those of images last', () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, i) => [`p${i}`, text(COPY.replaceAll('e', `${i}`))]),
    );
    expect(softBindingsOf(parts(many))).toHaveLength(8);
    const image = { kind: 'image', hash: { high: 1, low: 2 } } as const;
    const bindings = softBindingsOf(text(COPY), [image]);
    expect(bindings.map(({ algorithm }) => algorithm)).toEqual([1, 2]);
    expect(bindings[1] && nearOf(bindings[1])).toEqual(image);
  });

  it('an algorithm that is not known has no fingerprint here', () => {
    expect(nearOf({ algorithm: 9, value: new Uint8Array(8) })).toBeUndefined();
    expect(nearOf({ algorithm: 1, value: new Uint8Array(7) })).toBeUndefined();
    expect(() => nearOf(undefined as never)).toThrow('binding');
  });
});

describe('in a mark', () => {
  const softBindings = softBindingsOf(text(COPY));
  const claims = { ...claimsInput, softBindings };

  it('a verified one shows them', async () => {
    const mark = await sign(text(COPY), { signer, claims });
    const verdict = await verifier.verify(text(COPY), mark, { subject: SUBJECT });
    expect(verdict).toMatchObject({ status: 'verified', claims: { softBindings } });
  });

  it('content that is like what was signed is refused all the same', async () => {
    const mark = await sign(text(COPY), { signer, claims });
    const changed = COPY.replace('feet dry', 'feet, dry');
    const [own, given] = [COPY, changed].map((one) => softBindingsOf(text(one))[0]);
    const [a, b] = [own, given].map((one) => one && nearOf(one)?.hash);
    expect(a && b && distance(a, b)).toBe(0);
    const verdict = await verifier.verify(text(changed), mark, { subject: SUBJECT });
    expect(verdict).toMatchObject({ status: 'rejected', reason: 'digest-mismatch' });
  });

  it('bindings of another content refuse nothing', async () => {
    const mark = await sign(text('Boots'), { signer, claims });
    const verdict = await verifier.verify(text('Boots'), mark, { subject: SUBJECT });
    expect(verdict.status).toBe('verified');
  });

  it.each([1, 3])('a batch of %i carries those of each item', async (count) => {
    const copies = Array.from({ length: count }, (_, i) => COPY.replace('boots', `boots ${i}`));
    const items = copies.map((copy, i) => {
      return { content: text(copy), subject: `p-${i}`, softBindings: softBindingsOf(text(copy)) };
    });
    const seen: (readonly SoftBinding[] | undefined)[] = [];
    let at = 0;
    for await (const { envelope } of signBatch(items, { signer, claims: claimsInput })) {
      const content = text(copies[at] ?? '');
      const verdict = await verifier.verify(content, envelope, { subject: `p-${at++}` });
      seen.push(verdict.status === 'verified' ? verdict.claims.softBindings : undefined);
    }
    expect(seen).toEqual(items.map(({ softBindings: own }) => own));
  });
});
