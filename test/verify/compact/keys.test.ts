/** The keys of a compact verifier: taken and refused as `createTrust` does, private ones always. */
import { createTrust, exportPublicJwk, type TrustEntry, text } from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { createCompactVerifier } from 'contentmark/compact';
import { unsafeExportPrivateJwk } from 'contentmark/keys';
import { describe, expect, test } from 'vitest';
import { hex } from '../../fixtures/bytes.ts';
import { ISSUER, mark, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { readRefusedTrust } from '../../fixtures/golden.ts';
import { shopKey, stagingKey } from '../../fixtures/keys.ts';

const content = text('Merino crew neck');
const envelope = encodeTextForm(mark(content));
const good = {
  publicKey: shopKey.publicKey,
  issuers: [ISSUER],
  environments: ['production'],
} as const;
const fixtures = { environments: ['staging'], purposes: ['fixture'] } as const;
const jwk = exportPublicJwk(shopKey);

/** A key for production beside those that are tried, so that only they can be what is refused. */
const bystander: TrustEntry = { ...good, publicKey: stagingKey.publicKey };

const check = (keys: readonly unknown[]) =>
  createCompactVerifier({ keys: keys as TrustEntry[], environment: 'production' }).verify(
    content,
    envelope,
    { subject: SUBJECT, now: NOW },
  );

const isTrusted = (entries: readonly unknown[]): boolean => {
  try {
    createTrust(entries as TrustEntry[]);
    return true;
  } catch {
    return false;
  }
};

test.each(readRefusedTrust().map(({ name, trust }) => [name, trust] as const))(
  '%s, also by the compact verifier',
  async (_name, trust) => {
    const keys = trust.map((entry) => ({ ...entry, publicKey: hex(entry.publicKey) }));
    await expect(check(keys)).rejects.toMatchObject({ code: 'ERR_TRUST' });
  },
);

const times = (['notBefore', 'notAfter', 'revokedAt'] as const).flatMap((member) =>
  [-1, 1.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY, '1', null].map((time) => ({
    [member]: time,
  })),
);

describe('an entry is refused where createTrust refuses it:', () => {
  test.each<[object]>([
    ...times.map((one): [object] => [one]),
    [{ notBefore: 2, notAfter: 1 }],
    [{ issuers: ISSUER }],
    [{ issuers: undefined }],
    [{ issuers: [ISSUER, 5] }],
    [{ issuers: [ISSUER, ''] }],
    [{ environments: [] }],
    [{ environments: ['production', ''] }],
    [{ ...fixtures, environments: ['staging', 'production'] }],
    [{ purposes: [] }],
    [{ environments: ['staging'], purposes: [] }],
    [{ purposes: ['content', 'fixture'] }],
    [{ environments: ['staging'], purposes: ['content', 'other'] }],
    [{ revoked: NOW }],
    [{ publicKey: undefined }],
    [{ publicKey: shopKey.publicKey.subarray(1) }],
    [{ publicKey: { ...jwk, kty: 'EC' } }],
    [{ publicKey: { ...jwk, crv: 'X25519' } }],
    [{ publicKey: { ...jwk, alg: 'ES256' } }],
    [{ publicKey: { ...jwk, use: 'enc' } }],
    [{ publicKey: { ...jwk, key_ops: ['sign'] } }],
    [{ publicKey: { ...jwk, key_ops: [] } }],
    [{ publicKey: { ...jwk, x: `${jwk.x}=` } }],
    [{ publicKey: { ...jwk, x: jwk.x.slice(0, -2) } }],
  ])('%j', async (changed) => {
    const entry = { ...good, ...changed };
    expect(isTrusted([entry])).toBe(false);
    await expect(check([bystander, entry])).rejects.toMatchObject({
      code: 'ERR_TRUST',
      argument: 'keys[1]',
    });
  });
});

describe('an entry is taken where createTrust takes it:', () => {
  test.each<[object, string]>([
    [{}, 'verified'],
    [{ notBefore: NOW, notAfter: NOW }, 'verified'],
    [{ notBefore: undefined, revokedAt: undefined, purposes: undefined }, 'verified'],
    [{ notBefore: NOW + 1, notAfter: 2 ** 32 - 1 }, 'key-not-yet-valid'],
    [{ notBefore: 0, notAfter: NOW - 1 }, 'key-expired'],
    [{ revokedAt: 0 }, 'key-revoked'],
    [{ revokedAt: NOW + 1 }, 'verified'],
    [{ purposes: ['content'] }, 'verified'],
    [fixtures, 'environment-not-allowed'],
    [{ environments: ['staging'], purposes: ['content', 'seed'] }, 'environment-not-allowed'],
    [{ environments: ['staging', 'production'] }, 'verified'],
    [{ issuers: ['https://other.example', ISSUER] }, 'verified'],
    [{ publicKey: Buffer.from(shopKey.publicKey) }, 'verified'],
    [{ publicKey: jwk }, 'verified'],
    [{ publicKey: { kty: 'OKP', crv: 'Ed25519', x: jwk.x } }, 'verified'],
    [{ publicKey: { ...jwk, alg: 'EdDSA', use: 'sig', key_ops: ['verify'] } }, 'verified'],
    [{ publicKey: { ...jwk, alg: 'Ed25519', key_ops: ['sign', 'verify'] } }, 'verified'],
  ])('%j', async (changed, found) => {
    const entry = { ...good, ...changed };
    expect(isTrusted([bystander, entry])).toBe(true);
    const verdict = await check([bystander, entry]);
    expect(verdict.status === 'rejected' ? verdict.reason : verdict.status).toBe(found);
  });
});

test('a private key is refused although createTrust takes its public half: anybody can read a page', async () => {
  const entry = { ...good, publicKey: unsafeExportPrivateJwk(shopKey) };
  await expect(check([entry])).rejects.toMatchObject({ code: 'ERR_TRUST', argument: 'keys[0]' });
});

test('the bytes of a key may be overwritten by their owner once a check has begun', async () => {
  const publicKey = Buffer.from(shopKey.publicKey);
  const checking = check([{ ...good, publicKey }]);
  publicKey.fill(1);
  expect(await checking).toMatchObject({ status: 'verified', keyId: shopKey.keyId });
});

test('members that Object.prototype was given bind no key', async () => {
  const { environments: _, ...entry } = good;
  Object.defineProperty(Object.prototype, 'environments', {
    value: ['production'],
    configurable: true,
  });
  let checking: Promise<unknown>;
  try {
    // Entries are read before the first await.
    checking = check([entry]);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'environments');
  }
  await expect(checking).rejects.toMatchObject({ code: 'ERR_TRUST', argument: 'keys[0]' });
});
