/** The keys of the API: the documents that list them, and attestations by a key that signs content. */

import { exportPublicJwk, localSigner, thumbprint } from 'contentmark';
import { createVerificationApi } from 'contentmark/http';
import { ANY_LISTED_KEY_DANGEROUS, createRemoteTrust } from 'contentmark/remote-trust';
import { describe, expect, test } from 'vitest';
import { attestationKey, SOLUTION } from '../../fixtures/attestations.ts';
import { ISSUER, NOW } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { apiOptions, ask, createApi } from '../../fixtures/verification-api.ts';

const api = createApi();

describe('a key of attestations that signs content', () => {
  const bound = { issuers: [ISSUER], environments: ['production'] };
  const signer = localSigner(attestationKey);
  const attestations = { signer, solution: SOLUTION };

  test('is refused where a trust over keys from elsewhere has pinned it, before it fetched any', () => {
    const thumbprints = [Buffer.from(thumbprint(attestationKey.publicKey)).toString('hex')];
    const { trust } = createRemoteTrust('https://shop.example/keys.json', {
      bindings: [{ ...bound, thumbprints }],
    });
    expect(() => createApi({ trust, attestations })).toThrow(/a key that may sign content/);
  });

  test('signs no more attestations once such a trust has learnt of it', async () => {
    const document = JSON.stringify({ keys: [exportPublicJwk(attestationKey)] });
    const headers = { 'content-type': 'application/json' };
    const remote = createRemoteTrust('https://shop.example/keys.json', {
      bindings: [{ ...bound, thumbprints: ANY_LISTED_KEY_DANGEROUS }],
      fetch: async () => new Response(document, { headers }),
    });
    const told: string[] = [];
    const own = createApi({
      trust: remote.trust,
      attestations,
      onError: ({ name }) => told.push(name),
    });
    const body = { content: { text: 'x' }, attestation: true };
    expect((await ask(own, '/v1/detect', body)).status).toBe(200);
    await remote.refresh();
    const { status, json: problem } = await ask(own, '/v1/detect', body);
    expect([status, problem]).toMatchObject([500, { code: 'internal' }]);
    expect(problem).not.toHaveProperty('attestation');
    expect(told).toEqual(['ContentmarkError']);
    expect((await ask(own, '/v1/detect', { ...body, attestation: false })).status).toBe(200);
  });
});

describe('the key documents', () => {
  const keysAt = async (path: string, own = api) => {
    const response = await own.request(path);
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    return (await response.json()) as { keys: Record<string, unknown>[] };
  };

  test('list public members only, content keys and attestation keys apart', async () => {
    const { keys } = await keysAt('/.well-known/contentmark-keys.json');
    expect(keys.map(({ kid }) => kid)).toEqual([shopKey.keyId]);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    const attestations = await keysAt('/.well-known/contentmark-attestation-keys.json');
    expect(attestations.keys).toHaveLength(1);
    expect(attestations.keys[0]?.['kid']).not.toBe(shopKey.keyId);
  });

  test('keep a revoked key listed, as revoked', async () => {
    const own = createApi({ publishedKeys: [{ publicKey: shopKey.publicKey, revokedAt: NOW }] });
    const { keys } = await keysAt('/.well-known/contentmark-keys.json', own);
    expect(keys[0]?.['revoked']).toEqual({ revoked_at: NOW });
  });

  test('are empty where nothing is to be published', async () => {
    const { attestations: _attestations, publishedKeys: _keys, ...without } = apiOptions;
    const own = createVerificationApi(without);
    expect((await keysAt('/.well-known/contentmark-keys.json', own)).keys).toEqual([]);
    expect((await keysAt('/.well-known/contentmark-attestation-keys.json', own)).keys).toEqual([]);
  });
});
