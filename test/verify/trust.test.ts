/** A key speaks for what its entry in trust says, and for nothing else. */

import {
  createTrust,
  createVerifier,
  exportPublicJwk,
  type TrustEntry,
  text,
  verify,
  verifySync,
} from 'contentmark';
import { describe, expect, test } from 'vitest';
import { noble } from '../fixtures/backends.ts';
import { withKeyFor } from '../fixtures/bystander.ts';
import { ISSUER, mark, NOW, SUBJECT } from '../fixtures/claims.ts';
import { SMALL_ORDER_POINTS, shopKey, stagingKey, strangerKey } from '../fixtures/keys.ts';

const content = text('Merino crew neck');
const { publicKey } = shopKey;
const entry: TrustEntry = { publicKey, issuers: [ISSUER], environments: ['production'] };
const refused = (code: string, argument: string) =>
  expect.objectContaining({ name: 'ContentmarkError', code, argument });

function check(trust: TrustEntry, envelope = mark(content), now = NOW) {
  const verdict = verifySync(content, envelope, {
    trust: createTrust(withKeyFor([trust], 'production')),
    environment: 'production',
    subject: SUBJECT,
    now,
  });
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
}

describe('a key', () => {
  test('speaks for the issuers it lists, compared whole', () => {
    expect(check({ ...entry, issuers: ['https://a.example', ISSUER] })).toBe('verified');
    for (const issuer of [`${ISSUER}/`, ISSUER.toUpperCase(), 'https://*.example', '*']) {
      expect(check({ ...entry, issuers: [issuer] })).toBe('issuer-not-allowed');
    }
  });

  test('for staging cannot make production content, whatever the envelope says', () => {
    const claimed = mark(content, {}, stagingKey);
    const staging = { ...entry, publicKey: stagingKey.publicKey, environments: ['staging'] };
    expect(check(staging, claimed)).toBe('environment-not-allowed');
  });

  test('for several environments is still held to the one that checks', () => {
    const both = { ...entry, environments: ['production', 'staging'] };
    expect(check(both, mark(content, { environment: 'staging' }))).toBe('environment-mismatch');
    expect(check(both)).toBe('verified');
  });

  test('signs content unless its entry says otherwise', () => {
    const staging = { ...entry, environments: ['staging'] };
    const fixture = mark(content, { environment: 'staging', purpose: 'fixture' });
    expect(check(staging, fixture)).toBe('purpose-not-allowed');
    expect(check({ ...staging, purposes: ['content', 'fixture'] }, fixture)).toBe(
      'environment-mismatch',
    );
  });

  test('holds for marks dated from its begin to its end, both included', () => {
    expect(check({ ...entry, notBefore: NOW, notAfter: NOW })).toBe('verified');
    expect(check({ ...entry, notBefore: NOW + 1 })).toBe('key-not-yet-valid');
    expect(check({ ...entry, notAfter: NOW - 1 })).toBe('key-expired');
    expect(check({ ...entry, notAfter: NOW }, mark(content), NOW + 10_000)).toBe('verified');
  });

  test('that is revoked refuses every mark from that second on, also older ones', () => {
    const revoked = { ...entry, revokedAt: NOW + 100 };
    expect(check(revoked, mark(content), NOW + 99)).toBe('verified');
    expect(check(revoked, mark(content), NOW + 100)).toBe('key-revoked');
    expect(check(revoked, mark(content, { issuedAt: 1 }), NOW + 100)).toBe('key-revoked');
    expect(check({ ...entry, revokedAt: 0 })).toBe('key-revoked');
  });

  test('is found among others by its id, and no other key is tried', () => {
    const trust = createTrust([
      { ...entry, publicKey: exportPublicJwk(strangerKey) },
      { ...entry, publicKey: exportPublicJwk(shopKey) },
    ]);
    expect(trust.keyIds).toEqual([strangerKey.keyId, shopKey.keyId]);
    const options = { trust, environment: 'production', subject: SUBJECT, now: NOW };
    expect(verifySync(content, mark(content), options)).toMatchObject({ keyId: shopKey.keyId });
    expect(verifySync(content, mark(content, {}, stagingKey), options)).toMatchObject({
      reason: 'unknown-key',
    });
  });

  test('in a Buffer may be overwritten by its owner after it was trusted', () => {
    const bytes = Buffer.from(publicKey);
    const trust = createTrust([{ ...entry, publicKey: bytes }]);
    bytes.set(strangerKey.publicKey);
    for (const backend of ['native', noble] as const) {
      const verdict = verifySync(content, mark(content), {
        trust,
        environment: 'production',
        subject: SUBJECT,
        now: NOW,
        backend,
      });
      expect(verdict.status).toBe('verified');
    }
  });
});

test('a trust names the environments that its keys speak for, each once, and cannot be changed', () => {
  const trust = createTrust([
    { ...entry, environments: ['staging', 'test'] },
    { ...entry, publicKey: stagingKey.publicKey, environments: ['test', 'development'] },
  ]);
  expect(trust.environments).toEqual(['staging', 'test', 'development']);
  expect(() => (trust.environments as string[]).push('production')).toThrow(TypeError);
});

describe('revoking', () => {
  const options = { subject: SUBJECT, now: NOW };

  test('reaches verifiers that exist already, on both backends', () => {
    const trust = createTrust([entry]);
    const verifiers = (['native', noble] as const).map((backend) =>
      createVerifier({ trust, environment: 'production', backend }),
    );
    const statuses = () =>
      verifiers.map((verifier) => verifier.verifySync(content, mark(content), options).status);
    expect(statuses()).toEqual(['verified', 'verified']);
    trust.revoke(shopKey.keyId, NOW);
    expect(statuses()).toEqual(['rejected', 'rejected']);
  });

  test('without a time means now', () => {
    const trust = createTrust([entry]);
    trust.revoke(shopKey.keyId.toUpperCase());
    const verifier = createVerifier({ trust, environment: 'production' });
    expect(verifier.verifySync(content, mark(content), { subject: SUBJECT })).toMatchObject({
      reason: 'key-revoked',
    });
  });

  test('is never moved later, only earlier', () => {
    const trust = createTrust([{ ...entry, revokedAt: NOW + 10 }]);
    const verifier = createVerifier({ trust, environment: 'production' });
    const at = (now: number) =>
      verifier.verifySync(content, mark(content), { subject: SUBJECT, now }).status;
    trust.revoke(shopKey.keyId, NOW + 1000);
    expect([at(NOW + 9), at(NOW + 10)]).toEqual(['verified', 'rejected']);
    trust.revoke(shopKey.keyId, NOW + 5);
    expect([at(NOW + 4), at(NOW + 5)]).toEqual(['verified', 'rejected']);
  });

  test('one key leaves the others, and other trusts, alone', () => {
    const other = { ...entry, publicKey: stagingKey.publicKey };
    const [trust, untouched] = [createTrust([entry, other]), createTrust([entry])];
    trust.revoke(stagingKey.keyId, 0);
    for (const each of [trust, untouched]) {
      const verifier = createVerifier({ trust: each, environment: 'production' });
      expect(verifier.verifySync(content, mark(content), options).status).toBe('verified');
    }
  });

  test.each([
    ['an unknown key', strangerKey.keyId],
    ['no id', ''],
    ['half an id', shopKey.keyId.slice(0, 8)],
    ['no hexadecimal', 'zzzzzzzzzzzzzzzz'],
    ['ten megabytes', 'a'.repeat(10_000_000)],
  ])('%s is a mistake', (_name, keyId) => {
    expect(() => createTrust([entry]).revoke(keyId)).toThrow(refused('ERR_ARGUMENT', 'keyId'));
  });
});

describe('a trust without a key for the environment that checks', () => {
  const staging = createTrust([{ ...entry, environments: ['staging', 'test'] }]);
  const options = { trust: staging, environment: 'production' } as const;
  const refusal = expect.objectContaining({
    code: 'ERR_TRUST',
    argument: 'options.environment',
    message: expect.stringContaining('no key for environment "production", only for staging, test'),
  });

  test('is refused before anything is checked: every mark would be', async () => {
    expect(() => createVerifier(options)).toThrow(refusal);
    const item = { ...options, subject: SUBJECT };
    expect(() => verifySync(content, mark(content), item)).toThrow(refusal);
    await expect(verify(content, mark(content), item)).rejects.toThrow(refusal);
  });

  test('is not taken for one by a name that is nearly its own', () => {
    const trust = createTrust([entry]);
    for (const environment of ['prod', 'Production', 'live', 'production '])
      expect(() => createVerifier({ trust, environment })).toThrow(/only for production/);
  });
});

describe('createTrust refuses', () => {
  test.each<[string, Partial<TrustEntry>, string, string]>([
    ['no issuer', { issuers: [] }, 'ERR_TRUST', 'entries[0].issuers'],
    ['an empty issuer', { issuers: [''] }, 'ERR_ARGUMENT', 'entries[0].issuers[0]'],
    ['no environment', { environments: [] }, 'ERR_TRUST', 'entries[0].environments'],
    ['no purpose', { purposes: [] }, 'ERR_TRUST', 'entries[0].purposes'],
    ['an unknown purpose', { purposes: ['test' as never] }, 'ERR_TRUST', 'entries[0].purposes'],
    [
      'fixtures for production',
      { purposes: ['content', 'fixture'] },
      'ERR_TRUST',
      'entries[0].purposes',
    ],
    ['only fixtures for production', { purposes: ['seed'] }, 'ERR_TRUST', 'entries[0].purposes'],
    ['an end before the begin', { notBefore: 2, notAfter: 1 }, 'ERR_TRUST', 'entries[0].notAfter'],
    ['milliseconds', { notAfter: NOW * 1000 }, 'ERR_ARGUMENT', 'entries[0].notAfter'],
    [
      'an unsafe key',
      { publicKey: SMALL_ORDER_POINTS[1] as Uint8Array },
      'ERR_TRUST',
      'entries[0].publicKey',
    ],
    ['a misspelt option', { revoked: 1 } as never, 'ERR_ARGUMENT', 'entries[0].revoked'],
  ])('%s', (_name, changed, code, argument) => {
    expect(() => createTrust([{ ...entry, ...changed }])).toThrow(refused(code, argument));
  });

  test('an empty list, a list with holes, and one key twice', () => {
    expect(() => createTrust([])).toThrow(refused('ERR_TRUST', 'entries'));
    expect(() => createTrust(new Array(1))).toThrow(refused('ERR_ARGUMENT', 'entries[0]'));
    expect(() => createTrust([entry, { ...entry, publicKey: exportPublicJwk(shopKey) }])).toThrow(
      refused('ERR_TRUST', 'entries[1].publicKey'),
    );
  });
});
