/** Batches: each item verifies alone, under its own subject, against no other content. */
import { decode, Tagged } from 'cborg';
import {
  type BatchItem,
  createVerifier,
  inspect,
  localSigner,
  parts,
  raw,
  type SignedItem,
  signBatch,
  text,
} from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createShopTrust, ISSUER } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';

const signer = localSigner(shopKey);
const claims = { issuer: ISSUER, environment: 'production', kind: 'description' } as const;
const describeItem = (i: number) => `Merino crew neck, size ${i}.`;
const items = (count: number): BatchItem[] =>
  Array.from({ length: count }, (_, i) => ({ content: text(describeItem(i)), subject: `p/${i}` }));

async function collect(batch: AsyncIterable<SignedItem>): Promise<SignedItem[]> {
  const signed: SignedItem[] = [];
  for await (const item of batch) signed.push(item);
  return signed;
}

const verifierFor = (cacheSize = 0) =>
  createVerifier({ trust: createShopTrust(), environment: 'production', cacheSize });

describe('an item of a batch', () => {
  test.each([2, 3, 4, 5, 7, 8, 9, 16, 31, 33])(
    'of %i verifies for its own content and subject only',
    async (count) => {
      const signed = await collect(signBatch(items(count), { signer, claims }));
      const verifier = verifierFor();
      for (const [i, { envelope, subject }] of signed.entries()) {
        const check = (shown: string, of: string) =>
          verifier.verifySync(text(shown), envelope, { subject: of });
        expect(check(describeItem(i), subject)).toMatchObject({
          status: 'verified',
          claims: { subject },
        });
        expect(check(describeItem(i + 1), subject)).toMatchObject({ reason: 'digest-mismatch' });
        expect(check(describeItem(i), `p/${i + 1}`)).toMatchObject({ reason: 'subject-mismatch' });
      }
    },
  );

  test('names each part of a record, and raw files keep their media type', async () => {
    const mixed: BatchItem[] = [
      { content: parts({ title: text('Boot'), image: raw(Uint8Array.of(1)) }), subject: 'a' },
      { content: raw(Uint8Array.of(2), { mediaType: 'image/webp' }), subject: 'b' },
      { content: raw(Uint8Array.of(3), { mediaType: 'image/png' }), subject: 'c' },
    ];
    const signed = await collect(signBatch(mixed, { signer, claims }));
    const verifier = verifierFor();
    const verdict = verifier.verifySync(parts({ title: text('Boots') }), signed[0]?.envelope, {
      subject: 'a',
    });
    expect(verdict).toMatchObject({
      reason: 'digest-mismatch',
      detail: expect.stringContaining('title'),
    });
    expect(inspect(signed[1]?.envelope as Uint8Array)).toMatchObject({
      payload: { mediaType: 'image/webp' },
    });
    expect(inspect(signed[2]?.envelope as Uint8Array)).toMatchObject({
      payload: { mediaType: 'image/png' },
    });
  });

  test('prints as another CBOR library would print it', async () => {
    const [first] = await collect(signBatch(items(3), { signer, claims }));
    const tagged = decode(first?.envelope as Uint8Array, {
      tags: Tagged.preserve(18),
      useMaps: true,
    }) as Tagged;
    const [, unprotected, , signature] = tagged.value as [
      unknown,
      Map<number, unknown>,
      unknown,
      Uint8Array,
    ];
    expect(signature).toHaveLength(0);
    const [receipt] = unprotected.get(394) as Uint8Array[];
    const inner = decode(receipt as Uint8Array, {
      tags: Tagged.preserve(18),
      useMaps: true,
    }) as Tagged;
    const [, proofs, payload] = inner.value as [
      unknown,
      Map<number, Map<number, Uint8Array[]>>,
      unknown,
    ];
    expect(payload).toBeNull();
    const [proof] = proofs.get(396)?.get(-1) ?? [];
    expect(decode(proof as Uint8Array)).toEqual([3, 0, expect.any(Array)]);
  });
});

describe('signBatch', () => {
  test('gives every item back in order, one signature a chunk, whatever the chunk size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (count, chunkSize) => {
          let signatures = 0;
          const counting = {
            publicKey: shopKey.publicKey,
            sign: async (message: Uint8Array) => {
              signatures += 1;
              return shopKey.signMessage(message);
            },
          };
          const signed = await collect(
            signBatch(items(count), { signer: counting, claims, chunkSize }),
          );
          expect(signed.map(({ subject }) => subject)).toEqual(
            items(count).map(({ subject }) => subject),
          );
          expect(signatures).toBe(Math.ceil(count / chunkSize));
          const verifier = verifierFor();
          for (const [i, { envelope, subject }] of signed.entries()) {
            expect(verifier.verifySync(text(describeItem(i)), envelope, { subject }).status).toBe(
              'verified',
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('takes items from an asynchronous source only as it needs them', async () => {
    let taken = 0;
    async function* source() {
      for (const item of items(100)) {
        taken += 1;
        yield item;
      }
    }
    const batch = signBatch(source(), { signer, claims, chunkSize: 10 });
    await batch.next();
    expect(taken).toBe(10);
    await batch.return();
    expect(taken).toBe(10);
  });

  test('gives nothing of a chunk whose item cannot be signed, and says which it was', async () => {
    const bad = [...items(3), { content: text('\ud800'), subject: 'p/3' }];
    const signed: SignedItem[] = [];
    const run = async () => {
      for await (const item of signBatch(bad, { signer, claims, chunkSize: 2 })) signed.push(item);
    };
    await expect(run()).rejects.toMatchObject({
      code: 'ERR_CONTENT',
      argument: 'items[3].content',
    });
    expect(signed).toHaveLength(2);
  });

  test('leaves out what cannot be signed where somebody wants to be told, and nothing else', async () => {
    const told: [number, string][] = [];
    const mixed = items(9).map((item, i) =>
      i % 4 === 3 ? { content: text('\ud800'), subject: item.subject } : item,
    );
    for (const chunkSize of [1, 2, 4, 100]) {
      told.length = 0;
      const signed = await collect(
        signBatch(mixed, {
          signer,
          claims,
          chunkSize,
          onUnsignable: ({ code }, index) => told.push([index, code]),
        }),
      );
      expect(told).toEqual([
        [3, 'ERR_CONTENT'],
        [7, 'ERR_CONTENT'],
      ]);
      const verifier = verifierFor();
      expect(signed.map(({ subject }) => subject)).toEqual(
        [0, 1, 2, 4, 5, 6, 8].map((i) => `p/${i}`),
      );
      for (const { envelope, subject } of signed) {
        const i = Number(subject.slice(2));
        expect(verifier.verifySync(text(describeItem(i)), envelope, { subject }).status).toBe(
          'verified',
        );
      }
    }
  });

  test('takes a subject of 1 to 512 bytes, and none that is no text', async () => {
    const sign = (subject: string) =>
      collect(signBatch([...items(2), { content: text('Boot'), subject }], { signer, claims }));
    const longest = `${'é'.repeat(255)}xx`;
    expect((await sign(longest)).at(-1)?.subject).toBe(longest);
    expect((await sign('x')).at(-1)?.subject).toBe('x');
    for (const subject of ['', `${longest}x`, '\ud800', 'boot \udfff']) {
      await expect(sign(subject)).rejects.toMatchObject({
        code: 'ERR_CLAIMS',
        argument: expect.stringContaining('subject'),
      });
    }
  });

  test('tells of an envelope that is too large, alone or among others', async () => {
    const name = (i: number) => `part-${i}-${'x'.repeat(490)}`;
    const huge = parts(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [name(i), text('x')])),
    );
    for (const rest of [0, 3]) {
      const told: number[] = [];
      const batch = [{ content: huge, subject: 'huge' }, ...items(rest)];
      const onUnsignable = (_error: unknown, index: number) => told.push(index);
      const signed = await collect(signBatch(batch, { signer, claims, onUnsignable }));
      expect(told).toEqual([0]);
      expect(signed).toHaveLength(rest);
      await expect(collect(signBatch(batch, { signer, claims }))).rejects.toMatchObject({
        code: 'ERR_CLAIMS',
      });
    }
  });

  test('gives every item an id of its own', async () => {
    const signed = await collect(signBatch(items(600), { signer, claims, chunkSize: 256 }));
    const ids = signed.map(({ envelope }) => {
      const found = inspect(envelope);
      return found.reason === undefined ? found.claims.id : '';
    });
    expect(new Set(ids).size).toBe(600);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });

  test('takes the ids it is given, draws the others, and signs the same bytes again', async () => {
    const id = (i: number) => `0190a3c2-7b5e-4c1d-9e2f-${i.toString(16).padStart(12, '0')}`;
    const fixed = { ...claims, issuedAt: 1767225600 };
    const given = items(3).map((item, i) => ({ ...item, id: id(i) }));
    const once = await collect(signBatch(given, { signer, claims: fixed, chunkSize: 2 }));
    expect(await collect(signBatch(given, { signer, claims: fixed, chunkSize: 2 }))).toEqual(once);
    const idOf = ({ envelope }: SignedItem) => {
      const found = inspect(envelope);
      return found.reason === undefined ? found.claims.id : '';
    };
    expect(once.map(idOf)).toEqual([0, 1, 2].map(id));
    const mixed = given.map((item, i) => (i === 1 ? { ...item, id: undefined } : item));
    const drawn = (await collect(signBatch(mixed as BatchItem[], { signer, claims }))).map(idOf);
    expect([drawn[0], drawn[2]]).toEqual([id(0), id(2)]);
    expect(drawn[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    const upper = given.map((item) => ({ ...item, id: item.id.toUpperCase() }));
    await expect(collect(signBatch(upper, { signer, claims }))).rejects.toMatchObject({
      code: 'ERR_ARGUMENT',
      argument: 'items[0].id',
    });
  });

  test('stays within the sizes of docs/format.md', async () => {
    const full = {
      ...claims,
      issuer: 'https://shop.example/ai',
      generator: { name: 'gpt-35-turbo', version: '0613' },
    };
    const signed = await collect(signBatch(items(1024), { signer, claims: full, chunkSize: 1024 }));
    const thin = await collect(
      signBatch(items(1024), { signer, claims: full, chunkSize: 1024, thin: true }),
    );
    expect(signed[0]?.envelope.length).toBeLessThanOrEqual(760);
    expect(thin[0]?.envelope.length).toBeLessThanOrEqual(580);
    expect(thin[0]?.signedRoot?.length).toBeLessThanOrEqual(200);
  });
});

describe('a thin item', () => {
  test('verifies once its signed root is at hand, and not before', async () => {
    const signed = await collect(signBatch(items(5), { signer, claims, thin: true }));
    const verifier = verifierFor();
    const check = (i: number) =>
      verifier.verifySync(text(describeItem(i)), signed[i]?.envelope, { subject: `p/${i}` });
    expect(check(4)).toMatchObject({ reason: 'unknown-root' });
    expect(verifier.addRootSync(signed[0]?.signedRoot as Uint8Array)).toEqual({
      status: 'accepted',
    });
    for (let i = 0; i < 5; i++) expect(check(i).status).toBe('verified');
  });

  test('rests on nothing that was not signed: a damaged root is refused with its reason', async () => {
    const [first] = await collect(signBatch(items(5), { signer, claims, thin: true }));
    const root = first?.signedRoot as Uint8Array;
    const verifier = verifierFor();
    for (let bit = 0; bit < root.length * 8; bit++) {
      const flipped = root.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(verifier.addRootSync(flipped).status).toBe('rejected');
    }
    expect(verifier.addRootSync('')).toMatchObject({ reason: 'malformed' });
    expect(verifier.addRootSync('0oRY=')).toMatchObject({ reason: 'malformed' });
  });
});
