/** The keys of the API: the documents that list them, and receipts by a key that signs content. */

import { exportPublicJwk, localSigner, thumbprint } from 'contentmark';
import { createVerificationApi } from 'contentmark/http';
import { ANY_LISTED_KEY_DANGEROUS, createRemoteTrust } from 'contentmark/remote-trust';
import { describe, expect, test } from 'vitest';
import { ISSUER, NOW } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { receiptKey, SOLUTION } from '../../fixtures/receipts.ts';
import { apiOptions, ask, createApi } from '../../fixtures/verification-api.ts';

const api = createApi();

describe('a key of receipts that signs content', () => {
  const bound = { issuers: [ISSUER], environments: ['production'] };
  const signer = localSigner(receiptKey);
  const receipts = { signer, solution: SOLUTION };

  test('is refused where a trust over keys from elsewhere has pinned it, before it fetched any', () => {
    const thumbprints = [Buffer.from(thumbprint(receiptKey.publicKey)).toString('hex')];
    const { trust } = createRemoteTrust('https://shop.example/keys.json', {
      bindings: [{ ...bound, thumbprints }],
    });
    expect(() => createApi({ trust, receipts })).toThrow(/a key that may sign content/);
  });

  test('signs no more receipts once such a trust has learnt of it', async () => {
    const document = JSON.stringify({ keys: [exportPublicJwk(receiptKey)] });
    const headers = { 'content-type': 'application/json' };
    const remote = createRemoteTrust('https://shop.example/keys.json', {
      bindings: [{ ...bound, thumbprints: ANY_LISTED_KEY_DANGEROUS }],
      fetch: async () => new Response(document, { headers }),
    });
    const told: string[] = [];
    const own = createApi({
      trust: remote.trust,
      receipts,
      onError: ({ name }) => told.push(name),
    });
    const body = { content: { text: 'x' }, receipt: true };
    expect((await ask(own, '/v1/detect', body)).status).toBe(200);
    await remote.refresh();
    const { status, json: problem } = await ask(own, '/v1/detect', body);
    expect([status, problem]).toMatchObject([500, { code: 'internal' }]);
    expect(problem).not.toHaveProperty('receipt');
    expect(told).toEqual(['ContentmarkError']);
    expect((await ask(own, '/v1/detect', { ...body, receipt: false })).status).toBe(200);
  });
});

describe('the key documents', () => {
  const keysAt = async (path: string, own = api) => {
    const response = await own.request(path);
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    return (await response.json()) as { keys: Record<string, unknown>[] };
  };

  test('list public members only, content keys and receipt keys apart', async () => {
    const { keys } = await keysAt('/.well-known/contentmark-keys.json');
    expect(keys.map(({ kid }) => kid)).toEqual([shopKey.keyId]);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    const receipts = await keysAt('/.well-known/contentmark-receipt-keys.json');
    expect(receipts.keys).toHaveLength(1);
    expect(receipts.keys[0]?.['kid']).not.toBe(shopKey.keyId);
  });

  test('keep a revoked key listed, as revoked', async () => {
    const own = createApi({ publishedKeys: [{ publicKey: shopKey.publicKey, revokedAt: NOW }] });
    const { keys } = await keysAt('/.well-known/contentmark-keys.json', own);
    expect(keys[0]?.['revoked']).toEqual({ revoked_at: NOW });
  });

  test('are empty where nothing is to be published', async () => {
    const { receipts: _receipts, publishedKeys: _keys, ...without } = apiOptions;
    const own = createVerificationApi(without);
    expect((await keysAt('/.well-known/contentmark-keys.json', own)).keys).toEqual([]);
    expect((await keysAt('/.well-known/contentmark-receipt-keys.json', own)).keys).toEqual([]);
  });
});
