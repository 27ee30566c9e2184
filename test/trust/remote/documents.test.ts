import { unsafeExportPrivateJwk } from 'contentmark';
import { ANY_LISTED_KEY_DANGEROUS, type KeyBinding } from 'contentmark/remote-trust';
import { describe, expect, test } from 'vitest';
import { SUBJECT } from '../../fixtures/claims.ts';
import { jwks } from '../../fixtures/key-server.ts';
import { strangerKey } from '../../fixtures/keys.ts';
import {
  bound,
  content,
  createKeyHost,
  judge,
  jwk,
  markOf,
  newKey,
  oldKey,
} from './published-keys.ts';

const host = createKeyHost();

describe('a trust over published keys', () => {
  test('knows nothing and asks nobody before it is told to', async () => {
    const remote = host.connect();
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('unknown-key');
    expect(remote.status()).toEqual({ state: 'empty', confirmedAt: undefined, last: undefined });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(host.server.requests).toEqual([]);
  });

  test('checks marks with the keys of the document, bound as the caller says', async () => {
    const remote = host.connect();
    const verifier = host.verifierOf(remote);
    expect(await remote.refresh()).toEqual({
      outcome: 'confirmed',
      keyIds: [oldKey.keyId],
      ignored: [],
    });
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    expect(judge(verifier, markOf(oldKey, 'staging'))).toBe('environment-not-allowed');
    expect(judge(verifier, markOf(oldKey, 'production', 'https://else.example'))).toBe(
      'issuer-not-allowed',
    );
    expect(remote.trust.environments).toEqual(['production']);
    expect(remote.trust.keyIds).toEqual([oldKey.keyId]);
  });

  test('goes through a rotation: both keys in the overlap, the new one after it', async () => {
    const remote = host.connect();
    const verifier = host.verifierOf(remote);
    await remote.refresh();
    expect(judge(verifier, markOf(newKey))).toBe('unknown-key');
    host.server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    await host.refreshLater(remote);
    expect([judge(verifier, markOf(oldKey)), judge(verifier, markOf(newKey))]).toEqual([
      'verified',
      'verified',
    ]);
    host.server.answer = jwks([jwk(newKey)]);
    await host.refreshLater(remote);
    // Also of the mark that the verifier remembers.
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
    expect(judge(verifier, markOf(newKey))).toBe('verified');
    // Listing it again is not for whoever holds the host to decide.
    host.server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    await host.refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
  });

  test('takes a withdrawn key back where the caller leaves that to the document', async () => {
    const remote = host.connect({ withdrawal: 'until-listed' });
    const verifier = host.verifierOf(remote);
    await remote.refresh();
    host.server.answer = jwks([]);
    await host.refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    host.server.answer = jwks([jwk(oldKey)]);
    await host.refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    expect(remote.save().ended).toEqual({});
  });

  test('says why a key that nobody revoked is refused', async () => {
    const remote = host.connect();
    await remote.refresh();
    host.server.answer = jwks([]);
    await host.refreshLater(remote);
    const verdict = host
      .verifierOf(remote)
      .verifySync(content, markOf(oldKey), { subject: SUBJECT });
    expect(verdict).toMatchObject({ reason: 'key-revoked' });
    expect((verdict as { detail: string }).detail).toContain(`no longer listed, since ${host.now}`);
  });
});

describe('the document may take away:', () => {
  test('a revoked key is refused, and stays so when the document is rolled back', async () => {
    const remote = host.connect();
    const verifier = host.verifierOf(remote);
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    host.server.answer = jwks([
      { ...jwk(oldKey), revoked: { revoked_at: host.now, reason: 'compromised' } },
    ]);
    await host.refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    host.server.answer = jwks([jwk(oldKey)]);
    await host.refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test.each([
    ['a revocation that cannot be read', { revoked: 'yes' }, 'key-revoked'],
    ['a revocation without a time', { revoked: {} }, 'key-revoked'],
    ['an end that has come', { exp: 1_790_000_000 }, 'key-revoked'],
    ['an end that cannot be read', { exp: '2027-01-01' }, 'key-revoked'],
    ['an end that is still to come', { exp: 1_790_000_001 }, 'verified'],
    ['a beginning that is still to come', { nbf: 1_790_000_001 }, 'unknown-key'],
    ['a beginning that cannot be read', { nbf: null }, 'unknown-key'],
    ['a beginning that has come', { nbf: 1_790_000_000 }, 'verified'],
    ['members that nobody here reads', { x5u: 'https://evil.example', iat: 1 }, 'verified'],
  ])('%s', async (_what, members, expected) => {
    host.server.answer = jwks([{ ...jwk(oldKey), ...members }]);
    const remote = host.connect();
    await remote.refresh();
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe(expected);
  });

  test('all keys, by listing none', async () => {
    const remote = host.connect();
    await remote.refresh();
    host.server.answer = jwks([]);
    expect(await host.refreshLater(remote)).toMatchObject({ outcome: 'confirmed', keyIds: [] });
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
  });
});

describe('the document may not give:', () => {
  test('a key that is not pinned', async () => {
    host.server.answer = jwks([jwk(strangerKey), jwk(oldKey)]);
    const remote = host.connect();
    expect(await remote.refresh()).toMatchObject({
      keyIds: [oldKey.keyId],
      ignored: [{ index: 0, reason: 'not-bound' }],
    });
    expect(judge(host.verifierOf(remote), markOf(strangerKey))).toBe('unknown-key');
  });

  test('a pinned key more than its binding says, whatever it claims to be for', async () => {
    host.server.answer = jwks([
      {
        ...jwk(oldKey),
        issuers: ['https://else.example'],
        environments: ['staging'],
        purposes: ['fixture'],
      },
    ]);
    const remote = host.connect();
    await remote.refresh();
    expect(judge(host.verifierOf(remote), markOf(oldKey, 'staging'))).toBe(
      'environment-not-allowed',
    );
  });

  test('another key under a pinned key id: the id is computed, not read', async () => {
    host.server.answer = jwks([{ ...jwk(strangerKey), kid: oldKey.keyId }]);
    const remote = host.connect();
    expect(await remote.refresh()).toMatchObject({ keyIds: [] });
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('unknown-key');
  });

  test('a key that comes with its private half', async () => {
    host.server.answer = jwks([unsafeExportPrivateJwk(oldKey)]);
    const remote = host.connect();
    expect(await remote.refresh()).toMatchObject({
      ignored: [{ index: 0, reason: 'private-key' }],
    });
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('unknown-key');
  });

  test('keys of other kinds, keys twice, and what is no key', async () => {
    host.server.answer = jwks([
      { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      null,
      'key',
      { ...jwk(oldKey), use: 'enc' },
      { kty: 'OKP', crv: 'Ed25519', x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      jwk(oldKey),
      jwk(oldKey),
    ]);
    const report = await host.connect().refresh();
    expect(report).toMatchObject({ outcome: 'confirmed', keyIds: [oldKey.keyId] });
    if (report.outcome !== 'confirmed') throw new Error(report.outcome);
    expect(report.ignored.map(({ reason }) => reason)).toEqual([
      'not-usable',
      'not-usable',
      'not-usable',
      'not-usable',
      'not-usable',
      'repeated',
    ]);
  });

  test('unless the caller trusts the host with all its keys', async () => {
    host.server.answer = jwks([jwk(strangerKey), jwk(oldKey)]);
    const forAll: KeyBinding = {
      thumbprints: ANY_LISTED_KEY_DANGEROUS,
      issuers: ['https://host.example'],
      environments: ['production'],
    };
    const remote = host.connect({ bindings: [bound, forAll] });
    await remote.refresh();
    const verifier = host.verifierOf(remote);
    expect(judge(verifier, markOf(strangerKey, 'production', 'https://host.example'))).toBe(
      'verified',
    );
    // A pin wins over the binding for all.
    expect(judge(verifier, markOf(oldKey, 'production', 'https://host.example'))).toBe(
      'issuer-not-allowed',
    );
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
  });
});
