/** Roots at hand: which of several speaks for a thin item, and how long they are. */

import {
  type BatchItem,
  createTrust,
  createVerifier,
  generateKey,
  localSigner,
  type SignedItem,
  type SigningKey,
  signBatch,
  type Trust,
  text,
  type Verdict,
} from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../src/format/bytes/bytes.ts';
import { createRootMemory } from '../../src/verify/roots.ts';
import { flipBit } from '../fixtures/bytes.ts';
import { head, plant, print } from '../fixtures/cbor-tree.ts';
import { ISSUER, NOW } from '../fixtures/claims.ts';

const keys = [generateKey(), generateKey(), generateKey()] as const;
const [a, b, staging] = keys;
const idOf = (i: number) => `0190a3c2-7b5e-4c1d-9e2f-${i.toString(16).padStart(12, '0')}`;
const items: BatchItem[] = [0, 1, 2, 3, 4].map((i) => ({
  content: text(`Boot ${i}`),
  subject: `p/${i}`,
  id: idOf(i),
}));

/** The same statements whoever signs their root: thin items name no key. */
async function signThin(key: SigningKey): Promise<SignedItem[]> {
  const signed: SignedItem[] = [];
  const claims = { issuer: ISSUER, environment: 'production', issuedAt: NOW } as const;
  for await (const item of signBatch(items, { signer: localSigner(key), claims, thin: true })) {
    signed.push(item);
  }
  return signed;
}
const batches = await Promise.all(keys.map(signThin));
const roots = batches.map(([first]) => first?.signedRoot as Uint8Array);
const marks = (batches[0] as SignedItem[]).map(({ envelope }) => encodeTextForm(envelope));

const createTrustOfAll = (): Trust =>
  createTrust(
    keys.map(({ publicKey }) => ({
      publicKey,
      issuers: [ISSUER],
      environments: publicKey === staging.publicKey ? ['staging'] : ['production'],
    })),
  );
const nameOf = (verdict: Verdict) =>
  verdict.status === 'rejected' ? verdict.reason : verdict.status;

test('the marks are the same whoever signs the root', () => {
  for (const batch of batches) {
    expect(batch.map(({ envelope }) => encodeTextForm(envelope))).toEqual(marks);
  }
});

describe('of several roots over one tree', () => {
  const verifierOf = (trust: Trust, given: readonly Uint8Array[], cacheSize = 100) => {
    const verifier = createVerifier({ trust, environment: 'production', cacheSize });
    for (const root of given) expect(verifier.addRootSync(root).status).toBe('accepted');
    return (i: number) =>
      verifier.verifySync(text(`Boot ${i}`), marks[i], { subject: `p/${i}`, now: NOW });
  };

  test.each([[[2, 0]], [[0, 2]]])('one that may speak is enough: %j', (order) => {
    const check = verifierOf(
      createTrustOfAll(),
      order.map((i) => roots[i] as Uint8Array),
    );
    expect(check(0)).toMatchObject({ status: 'verified', keyId: a.keyId });
  });

  test('another takes over where the key of one is revoked, remembered or not', () => {
    const trust = createTrustOfAll();
    const check = verifierOf(trust, [roots[0] as Uint8Array, roots[1] as Uint8Array]);
    expect(nameOf(check(0))).toBe('verified');
    trust.revoke(a.keyId, NOW);
    expect(check(0)).toMatchObject({ status: 'verified', keyId: b.keyId });
    expect(check(1)).toMatchObject({ status: 'verified', keyId: b.keyId });
    trust.revoke(b.keyId, NOW);
    expect([nameOf(check(0)), nameOf(check(1))]).toEqual(['key-revoked', 'key-revoked']);
    // Of two that come equally far the first speaks.
    expect(check(0)).toMatchObject({ detail: expect.stringContaining(a.keyId) });
  });

  test('one that comes later counts for marks that were refused before', () => {
    const trust = createTrustOfAll();
    const verifier = createVerifier({ trust, environment: 'production' });
    const check = () =>
      nameOf(verifier.verifySync(text('Boot 0'), marks[0], { subject: 'p/0', now: NOW }));
    const seen = [check()];
    for (const root of [roots[0] as Uint8Array, roots[1] as Uint8Array]) {
      verifier.addRootSync(root);
      seen.push(check());
      if (root === roots[0]) {
        trust.revoke(a.keyId, NOW);
        seen.push(check());
      }
    }
    expect(seen).toEqual(['unknown-root', 'verified', 'key-revoked', 'verified']);
  });

  test('the order does not count, nor what is remembered', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ check: fc.nat(marks.length - 1) }) },
      { weight: 2, arbitrary: fc.record({ add: fc.nat(roots.length - 1) }) },
      { weight: 1, arbitrary: fc.record({ revoke: fc.nat(1) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const trust = createTrustOfAll();
        const warm = createVerifier({ trust, environment: 'production' });
        const added = new Set<number>();
        for (const each of steps) {
          if ('add' in each) {
            added.add(each.add);
            warm.addRootSync(roots[each.add] as Uint8Array);
          } else if ('revoke' in each) trust.revoke((keys[each.revoke] as SigningKey).keyId, NOW);
          else {
            const options = { subject: `p/${each.check}`, now: NOW };
            const content = text(`Boot ${each.check}`);
            const found = nameOf(warm.verifySync(content, marks[each.check], options));
            for (const order of [[...added], [...added].reverse()]) {
              const cold = createVerifier({ trust, environment: 'production', cacheSize: 0 });
              for (const i of order) cold.addRootSync(roots[i] as Uint8Array);
              expect(nameOf(cold.verifySync(content, marks[each.check], options))).toBe(found);
            }
          }
        }
      }),
    );
  });
});

test('a root is at hand once an item that names it has been checked, and not where it did not hold', async () => {
  const claims = { issuer: ISSUER, environment: 'production', issuedAt: NOW } as const;
  const named: SignedItem[] = [];
  for await (const item of signBatch(items, { signer: localSigner(a), claims })) named.push(item);
  const verifier = createVerifier({ trust: createTrustOfAll(), environment: 'production' });
  const check = (mark: Uint8Array | string | undefined, i: number) =>
    nameOf(verifier.verifySync(text(`Boot ${i}`), mark, { subject: `p/${i}`, now: NOW }));
  const envelope = named[0]?.envelope as Uint8Array;
  // The last byte of the root's signature stands before the path; one of the path is another root.
  const spoiled = flipBit(envelope, (envelope.length - 40) * 8);
  expect(check(spoiled, 0)).toBe('bad-signature');
  expect(check(marks[1], 1)).toBe('unknown-root');
  expect(check(envelope, 0)).toBe('verified');
  expect(check(marks[1], 1)).toBe('verified');
});

test('a root whose signature does not hold is refused by the name of its key, and no claims', () => {
  const verifier = createVerifier({ trust: createTrustOfAll(), environment: 'production' });
  const root = roots[0] as Uint8Array;
  expect(verifier.addRootSync(flipBit(root, root.length * 8 - 1))).toMatchObject({
    reason: 'bad-signature',
    detail: `the signature does not verify under ${a.keyId}`,
  });
});

test('a root of other than 32 bytes, and a signature of other than 64, are malformed', () => {
  const verifier = createVerifier({ trust: createTrustOfAll(), environment: 'production' });
  const spoil = (place: number, length: number) => {
    const root = plant(roots[0] as Uint8Array);
    if (root.type !== 'tag' || root.nodes[0]?.type !== 'array') throw new Error(root.type);
    const bytes = concatBytes(head(2, length), new Uint8Array(length));
    root.nodes[0].nodes[place] = { type: 'leaf', bytes };
    return verifier.addRootSync(print(root));
  };
  for (const length of [31, 33]) expect(spoil(2, length)).toMatchObject({ reason: 'malformed' });
  for (const length of [63, 0]) expect(spoil(3, length)).toMatchObject({ reason: 'malformed' });
  expect(spoil(2, 32)).toMatchObject({ reason: 'bad-signature' });
  expect(spoil(3, 64)).toMatchObject({ reason: 'bad-signature' });
});

test('a root that was added stays, however many other batches are checked after it', async () => {
  const verifier = createVerifier({ trust: createTrustOfAll(), environment: 'production' });
  verifier.addRootSync(roots[0] as Uint8Array);
  const claims = { issuer: ISSUER, environment: 'production' } as const;
  const others = items.flatMap((item) =>
    Array.from({ length: 120 }, (_, i) => ({ ...item, id: idOf(1000 + i) })),
  );
  const options = { signer: localSigner(a), claims, chunkSize: 2 };
  let checked = 0;
  for await (const { envelope, subject } of signBatch(others, options)) {
    const content = items.find((item) => item.subject === subject)?.content ?? text('');
    expect(nameOf(verifier.verifySync(content, envelope, { subject }))).toBe('verified');
    checked += 1;
  }
  expect(checked).toBe(600);
  for (const i of [3, 4]) {
    const verdict = verifier.verifySync(text(`Boot ${i}`), marks[i], {
      subject: `p/${i}`,
      now: NOW,
    });
    expect(nameOf(verdict)).toBe('verified');
  }
});

describe('an item of a batch whose root is remembered', () => {
  const trust = createTrustOfAll();
  const verifierOf = () => createVerifier({ trust, environment: 'production', cacheSize: 100 });

  test('is held against that root: with any byte changed it is refused as it is cold', async () => {
    const claims = { issuer: ISSUER, environment: 'production', issuedAt: NOW } as const;
    const signed: SignedItem[] = [];
    for await (const item of signBatch(items, { signer: localSigner(a), claims })) {
      signed.push(item);
    }
    const [first, second] = signed as [SignedItem, SignedItem];
    const warm = verifierOf();
    const check = (verifier: typeof warm, envelope: Uint8Array, i: number) =>
      verifier.verifySync(text(`Boot ${i}`), envelope, { subject: `p/${i}`, now: NOW });
    expect(nameOf(check(warm, first.envelope, 0))).toBe('verified');
    const reasons = new Set<string>();
    for (let at = 0; at < second.envelope.length; at++) {
      const changed = flipBit(second.envelope, at * 8 + (at % 8));
      const verdict = check(warm, changed, 1);
      expect(verdict).toEqual(check(verifierOf(), changed, 1));
      reasons.add(nameOf(verdict));
    }
    expect([...reasons].sort()).toEqual([
      'bad-signature',
      'malformed',
      'unknown-key',
      'wrong-type',
    ]);
    expect(nameOf(check(warm, second.envelope, 1))).toBe('verified');
  });
});

describe('the memory of roots', () => {
  const trusted = createTrustOfAll().find(Buffer.from(a.keyId, 'hex'));
  if (trusted === undefined) throw new Error(a.keyId);
  const statementOf = (i: number, treeSize = 2) => ({
    protectedHeader: Uint8Array.of(1, 2, 3),
    keyId: Buffer.from(a.keyId, 'hex'),
    issuer: ISSUER,
    subject: 'batch',
    issuedAt: NOW,
    expiresAt: undefined,
    treeSize,
    signature: new Uint8Array(64).fill(i & 255, 2).fill(i >> 8, 1, 2),
  });
  type Statement = ReturnType<typeof statementOf>;
  const learn = (memory: ReturnType<typeof createRootMemory>, root: Statement) =>
    memory.learn({
      climb: { root: new Uint8Array(32).fill(root.signature[1] as number), trail: undefined },
      root,
      key: trusted,
      signed: undefined,
    });

  test('holds the last 256 of items, and every one that was added', () => {
    const memory = createRootMemory();
    const added = statementOf(0x1234);
    memory.add(added, trusted, new Uint8Array(32));
    const statements = Array.from({ length: 300 }, (_, i) => statementOf(i));
    for (const one of statements) learn(memory, one);
    const isHeld = (one: Statement) => memory.find(one) !== undefined;
    expect(isHeld(added)).toBe(true);
    expect(statements.map(isHeld)).toEqual(statements.map((_, i) => i >= 300 - 256));
  });

  test('finds a root by its whole signature and header, and a statement that it gave', () => {
    const memory = createRootMemory();
    const root = statementOf(7);
    learn(memory, root);
    const { protectedHeader, signature } = root;
    expect(memory.findKnown(protectedHeader.slice(), signature.slice())).toBe(root);
    expect(memory.findKnown(flipBit(protectedHeader, 3), signature)).toBeUndefined();
    // Six bytes find it; the others are compared.
    expect(memory.findKnown(protectedHeader, flipBit(signature, 500))).toBeUndefined();
    expect(memory.findKnown(protectedHeader, flipBit(signature, 3))).toBeUndefined();
    expect(memory.find({ ...root })).toBeUndefined();
    expect(memory.find(statementOf(8))).toBeUndefined();
  });

  test('keeps no more than 2^18 nodes for all roots, and a quarter of what is left for each', () => {
    const memory = createRootMemory();
    const statements = Array.from({ length: 300 }, (_, i) => statementOf(i, 2 ** 30));
    const nodesOf = (one: Statement) => memory.find(one)?.nodes.isKnown.length ?? 0;
    for (const one of statements) learn(memory, one);
    let sum = 0;
    for (const one of statements) sum += nodesOf(one);
    expect(sum).toBeLessThanOrEqual(2 ** 18);
    expect(sum).toBeGreaterThan(2 ** 16);
    const last = statementOf(1000, 2 ** 30);
    const again = createRootMemory();
    learn(again, last);
    expect(again.find(last)?.nodes.isKnown.length).toBe(2 ** 16 - 1);
    // What leaves gives its room back, also where it comes again.
    for (let i = 0; i < 100; i++) again.add(last, trusted, new Uint8Array(32));
    expect(again.find(last)?.nodes.isKnown.length).toBe(2 ** 16 - 1);
  });

  test('gives the roots with a hash and a size, those that were added first', () => {
    const memory = createRootMemory();
    const [small, large] = [statementOf(0, 2), statementOf(1, 3)];
    learn(memory, small);
    memory.add(large, trusted, new Uint8Array(32));
    memory.add(statementOf(2, 2), trusted, new Uint8Array(32).fill(9));
    expect(memory.findRoots(2, new Uint8Array(32)).map(({ statement }) => statement)).toEqual([
      small,
    ]);
    expect(memory.findRoots(3, new Uint8Array(32)).map(({ statement }) => statement)).toEqual([
      large,
    ]);
    memory.add(small, trusted, new Uint8Array(32));
    expect(memory.findRoots(2, new Uint8Array(32))).toHaveLength(1);
  });
});
