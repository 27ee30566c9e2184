/** A signing key shows its id and nothing else; a secret never reaches an error message. */
import { inspect } from 'node:util';
import * as contentmark from 'contentmark';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { ascii } from '../../fixtures/bytes.ts';

const CANARY = ascii('canary: a seed nobody may read..');
const key = contentmark.importSeed(CANARY);
const jwk = contentmark.unsafeExportPrivateJwk(key);
const der = contentmark.unsafeExportPkcs8(key);
const pem = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(der).toString('base64')}\n-----END PRIVATE KEY-----\n`;

/** The spellings in which the secret could be printed. */
const SPELLINGS: readonly string[] = [
  String.fromCharCode(...CANARY),
  encodeHex(CANARY),
  encodeHex(CANARY).slice(0, 16),
  encodeBase64url(CANARY).slice(0, 40),
  CANARY.slice(0, 8).join(', '),
  CANARY.slice(0, 8).join(','),
  Buffer.from(der).toString('base64').slice(24, 60),
  [...CANARY.slice(0, 4)].map((byte) => byte.toString(16)).join(' '),
];

function expectNoSecret(printed: string): void {
  for (const spelling of SPELLINGS) expect(printed).not.toContain(spelling);
}

describe('a signing key', () => {
  test('is its id in JSON', () => {
    expect(JSON.stringify({ signer: [key] })).toBe(`{"signer":[{"keyId":"${key.keyId}"}]}`);
  });

  test('is its id as text', () => {
    expect([String(key), `${key}`, `key: ${key.toString()}`]).toEqual([
      `SigningKey(${key.keyId})`,
      `SigningKey(${key.keyId})`,
      `key: SigningKey(${key.keyId})`,
    ]);
  });

  test('is its id to inspect, also nested and with hidden members shown', () => {
    const options = { showHidden: true, depth: null, maxArrayLength: null };
    expect(inspect(key, options)).toBe(`SigningKey(${key.keyId})`);
    const nested = inspect(new Map([['shop', { keys: [{ key }] }]]), options);
    expect(nested).toContain(`SigningKey(${key.keyId})`);
    expectNoSecret(nested);
    expectNoSecret(inspect(key, { ...options, customInspect: false }));
  });

  test('does not print through the formats of console.log', async () => {
    const { format } = await import('node:util');
    for (const pattern of ['%o', '%O', '%s', '%j', '%d']) expectNoSecret(format(pattern, key));
  });

  test('gives no secret to structuredClone, own properties or its class', () => {
    expectNoSecret(inspect(structuredClone(key), { showHidden: true, maxArrayLength: null }));
    const names = [...Reflect.ownKeys(key), ...Reflect.ownKeys(contentmark.SigningKey)];
    expect(names.map(String).sort()).toEqual([
      'bindings',
      'keyId',
      'length',
      'name',
      'prototype',
      'publicKey',
    ]);
  });

  test('cannot be changed or imitated', () => {
    expect(Object.isFrozen(key)).toBe(true);
    const imitation = Object.create(contentmark.SigningKey.prototype) as contentmark.SigningKey;
    expect(() => contentmark.unsafeExportSeed(imitation)).toThrow(/SigningKey/);
    expect(() => contentmark.localSigner(imitation)).toThrow(/SigningKey/);
  });

  test('gives its secret to the functions whose names say so', () => {
    expect(contentmark.unsafeExportSeed(key)).toEqual(CANARY);
    expect(jwk.d).toBe(encodeBase64url(CANARY));
  });
});

describe('an error message', () => {
  const secrets: readonly unknown[] = [
    CANARY,
    CANARY.slice(0, 31),
    encodeHex(CANARY),
    jwk,
    jwk.d,
    { ...jwk, x: jwk.d },
    { ...jwk, crv: 'X25519' },
    { d: jwk.d },
    JSON.stringify(jwk),
    der,
    der.slice(0, 47),
    pem,
    pem.replace('BEGIN PRIVATE', 'BEGIN RSA PRIVATE'),
    pem.replace('=', '*'),
    [CANARY],
    key,
  ];
  const trust = contentmark.createTrust([
    { publicKey: key.publicKey, issuers: ['https://brand.example'], environments: ['staging'] },
  ]);
  const functions: Record<string, (...given: never[]) => unknown> = {
    ...Object.fromEntries(
      Object.entries(contentmark).flatMap(([name, value]) =>
        typeof value === 'function' && !/^[A-Z]/.test(name) && !name.startsWith('unsafe')
          ? [[name, value as (...given: never[]) => unknown]]
          : [],
      ),
    ),
    revoke: (secret: never) => trust.revoke(secret),
    'entry of trust': (secret: never) => contentmark.createTrust([secret]),
    'key of trust': (secret: never) =>
      contentmark.createTrust([{ publicKey: secret, issuers: [], environments: [] }]),
    'signer of sign': (secret: never) =>
      contentmark.signSync(contentmark.text('Merino crew'), { signer: secret, claims: secret }),
  };

  test.each(Object.keys(functions))(
    'of %s never holds a secret that it was given',
    async (name) => {
      const call = functions[name] as (...given: unknown[]) => unknown;
      for (const secret of secrets) {
        for (const given of [[secret], [contentmark.text('x'), secret], [secret, secret, secret]]) {
          try {
            await call(...given);
          } catch (error) {
            const { message, stack = '' } = error as Error;
            expectNoSecret(message);
            expectNoSecret(stack);
            expectNoSecret(inspect(error, { showHidden: true, depth: null }));
          }
        }
      }
    },
  );
});
