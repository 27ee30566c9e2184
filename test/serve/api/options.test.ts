/** What the host of the API sets: listeners, headers, origins, and the options that are refused. */

import { localSigner } from 'contentmark';
import type { VerificationApiOptions } from 'contentmark/http';
import { describe, expect, test } from 'vitest';
import { attestationKey, SOLUTION } from '../../fixtures/attestations.ts';
import { shopKey, stagingKey, strangerKey } from '../../fixtures/keys.ts';
import { ask, createApi, post, verifyRequest } from '../../fixtures/verification-api.ts';

const api = createApi();

describe('a listener that fails', () => {
  const fail = () => {
    throw new Error('the log is full');
  };
  test.each<readonly [string, Partial<VerificationApiOptions>]>([
    ['onRequest throws', { onRequest: fail }],
    // A listener may be async, whatever its type says of what it gives.
    ['onRequest rejects', { onRequest: async () => fail() }],
    ['metrics throw', { metrics: { observe: fail, expose: fail } }],
  ])('changes no answer: %s', async (_what, options) => {
    const own = createApi(options);
    expect(await ask(own, '/v1/verify', verifyRequest)).toMatchObject({
      status: 200,
      json: { status: 'verified' },
    });
    expect((await own.request('/nowhere')).status).toBe(404);
  });

  test.each([fail, async () => fail()])('changes no 500: onError %#', async (onError) => {
    const signer = { ...localSigner(attestationKey), sign: fail };
    const own = createApi({ onError, attestations: { signer, solution: SOLUTION } });
    const answer = await ask(own, '/v1/detect', { content: { text: 'x' }, attestation: true });
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
  });
});

describe('headers', () => {
  test('let a page do nothing with an answer, and no cache keep one about what was sent', async () => {
    const answer = await api.request('/v1/verify', post(verifyRequest));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers.has('strict-transport-security')).toBe(false);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('let pages of the named origins read answers, after asking', async () => {
    const own = createApi({ corsOrigins: ['https://shop.example'] });
    const preflight = (origin: string) =>
      own.request('/v1/verify', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight('https://shop.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(allowed.headers.get('access-control-allow-methods')).toBe('POST');
    expect(
      (await preflight('https://evil.example')).headers.has('access-control-allow-origin'),
    ).toBe(false);
    const answer = await own.request('/v1/verify', {
      ...post(verifyRequest),
      headers: { 'content-type': 'application/json', origin: 'https://shop.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(answer.headers.get('vary')).toContain('Origin');
  });
});

describe('what is wrong in the options is refused at once:', () => {
  test.each<readonly [string, object, string]>([
    ['no trust', { trust: undefined }, 'options.trust'],
    ['no environment', { environment: '' }, 'options.environment'],
    ['a misspelt option', { enviroment: 'x' }, 'options.enviroment'],
    [
      'a signer that is none',
      { attestations: { signer: {}, solution: 'https://a.example' } },
      'options.attestations.signer',
    ],
    [
      'a solution that is no URI',
      { attestations: { signer: localSigner(strangerKey), solution: 'x' } },
      'options.attestations.solution',
    ],
    [
      'an attestation key that may sign content here',
      { attestations: { signer: localSigner(stagingKey), solution: 'https://a.example' } },
      'options.attestations.signer',
    ],
    [
      'an attestation key that is published as a content key',
      {
        attestations: { signer: localSigner(strangerKey), solution: 'https://a.example' },
        publishedKeys: [{ publicKey: strangerKey.publicKey }],
      },
      'options.attestations.signer',
    ],
    [
      'a private key to publish',
      { publishedKeys: [{ publicKey: shopKey.publicKey, d: 'x' }] },
      'options.publishedKeys[0].d',
    ],
    [
      'an unsound key to publish',
      { publishedKeys: [{ publicKey: new Uint8Array(32) }] },
      'options.publishedKeys[0].publicKey',
    ],
    ['a page for an origin', { corsOrigins: ['https://a.example/'] }, 'options.corsOrigins[0]'],
    ['a rate without a client', { rateLimit: { requests: 1 } }, 'options.rateLimit.clientOf'],
    [
      'half a request',
      { rateLimit: { requests: 1.5, clientOf: () => 'a' } },
      'options.rateLimit.requests',
    ],
    [
      'a body without bound',
      { limits: { bodyBytes: Number.POSITIVE_INFINITY } },
      'options.limits.bodyBytes',
    ],
    ['metrics that are none', { metrics: {} }, 'options.metrics'],
  ])('%s', (_what, changed, argument) => {
    expect(() => createApi(changed as Partial<VerificationApiOptions>)).toThrow(
      expect.objectContaining({ name: 'ContentmarkError', argument }),
    );
  });
});
