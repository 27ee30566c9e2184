/** Importing, naming and exporting keys. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import {
  exportPublicJwk,
  generateKey,
  importPkcs8,
  importPrivateJwk,
  importPublicKey,
  importSeed,
  keyIdOf,
  type PublicJwk,
  thumbprint,
  unsafeExportPkcs8,
  unsafeExportPrivateJwk,
  unsafeExportSeed,
} from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { hex } from '../../fixtures/bytes.ts';
import {
  RFC8032_PUBLIC_KEY,
  RFC8032_SEED,
  SMALL_ORDER_POINTS,
  shopKey,
  strangerKey,
} from '../../fixtures/keys.ts';

const jwk = exportPublicJwk(shopKey);
const privateJwk = unsafeExportPrivateJwk(shopKey);
const refused = (code: string) => expect.objectContaining({ name: 'ContentmarkError', code });

function without(member: string): PublicJwk {
  const { [member]: _, ...rest } = jwk as unknown as Record<string, unknown>;
  return rest as unknown as PublicJwk;
}

describe('a key id', () => {
  test('begins the RFC 9679 thumbprint', () => {
    const publicKey = hex(RFC8032_PUBLIC_KEY);
    expect(keyIdOf(publicKey)).toBe('866eefbd6718c884');
    expect(encodeHex(thumbprint(publicKey))).toMatch(/^866eefbd6718c884[0-9a-f]{48}$/);
  });
});

describe('a seed', () => {
  test('gives the public key of RFC 8032', () => {
    expect(encodeHex(importSeed(hex(RFC8032_SEED)).publicKey)).toBe(RFC8032_PUBLIC_KEY);
  });

  test('of another length is refused', () => {
    for (const length of [0, 31, 33, 64]) {
      expect(() => importSeed(new Uint8Array(length))).toThrow(refused('ERR_ARGUMENT'));
    }
  });

  test('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        expect(unsafeExportSeed(importSeed(seed))).toEqual(seed);
      }),
      { numRuns: 20 },
    );
  });

  test('may be wiped by the caller after the import, also when it is a Buffer', () => {
    const seed = Buffer.from(RFC8032_SEED, 'hex');
    const key = importSeed(seed);
    seed.fill(0);
    expect(encodeHex(unsafeExportSeed(key))).toBe(RFC8032_SEED);
    expect(key.signMessage(hex(''))).toEqual(importSeed(hex(RFC8032_SEED)).signMessage(hex('')));
  });

  test('is new for each generated key', () => {
    const ids = Array.from({ length: 20 }, () => generateKey().keyId);
    expect(new Set(ids).size).toBe(20);
  });
});

describe('a public key', () => {
  test('is copied, also from a Buffer: what was vetted cannot change', () => {
    const bytes = Buffer.from(RFC8032_PUBLIC_KEY, 'hex');
    const imported = importPublicKey(bytes);
    bytes.fill(0);
    expect(encodeHex(imported)).toBe(RFC8032_PUBLIC_KEY);
  });

  test('of small order is ERR_KEY, as bytes and as JWK', () => {
    for (const point of SMALL_ORDER_POINTS) {
      expect(() => importPublicKey(point)).toThrow(refused('ERR_KEY'));
      expect(() => importPublicKey({ ...jwk, x: encodeBase64url(point) })).toThrow(
        refused('ERR_KEY'),
      );
    }
  });
});

describe('a JWK', () => {
  test('is exported with kid and the fully specified alg', () => {
    expect(jwk).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: encodeBase64url(shopKey.publicKey),
      alg: 'Ed25519',
      kid: shopKey.keyId,
    });
    expect(exportPublicJwk(shopKey.publicKey)).toEqual(jwk);
    expect(Object.keys(jwk)).not.toContain('d');
  });

  test.each([
    ['without alg', without('alg')],
    ['with alg Ed25519', jwk],
    ['with alg EdDSA', { ...jwk, alg: 'EdDSA' }],
    ['with use sig', { ...jwk, use: 'sig' }],
    ['with key_ops verify', { ...jwk, key_ops: ['verify'] }],
    ['without kid', without('kid')],
    ['with members of other tools', { ...jwk, iat: 1, 'x-owner': 'catalogue' }],
  ])('%s is read', (_name, given) => {
    expect(importPublicKey(given)).toEqual(shopKey.publicKey);
  });

  test.each([
    ['another alg', { ...jwk, alg: 'ES256' }],
    ['alg none', { ...jwk, alg: 'none' }],
    ['an alg that is not text', { ...jwk, alg: -19 as unknown as string }],
    ['use enc', { ...jwk, use: 'enc' }],
    ['key_ops without verify', { ...jwk, key_ops: ['sign'] }],
    ['key_ops that is no list', { ...jwk, key_ops: 'verify' as unknown as string[] }],
    ['another kty', { ...jwk, kty: 'EC' as 'OKP' }],
    ['another crv', { ...jwk, crv: 'X25519' as 'Ed25519' }],
    ['no x', without('x')],
    ['an x of 31 bytes', { ...jwk, x: encodeBase64url(new Uint8Array(31)) }],
    ['a padded x', { ...jwk, x: `${jwk.x}=` }],
    ['an x in base64', { ...jwk, x: `${jwk.x.slice(0, -1)}+` }],
  ])('with %s is refused', (_name, given) => {
    expect(() => importPublicKey(given)).toThrow(refused('ERR_KEY'));
  });

  test('with a private half imports, and exports the same', () => {
    expect(unsafeExportPrivateJwk(importPrivateJwk(privateJwk))).toEqual(privateJwk);
    expect(importPrivateJwk({ ...privateJwk, key_ops: ['sign'] }).keyId).toBe(shopKey.keyId);
  });

  test('whose x is not the public half of its d is refused', () => {
    const { x } = exportPublicJwk(strangerKey);
    expect(() => importPrivateJwk({ ...privateJwk, x })).toThrow(/public half/);
  });

  test('without d, with a short d or for verifying only is no private key', () => {
    expect(() => importPrivateJwk(jwk as typeof privateJwk)).toThrow(refused('ERR_KEY'));
    expect(() => importPrivateJwk({ ...privateJwk, d: 'AAAA' })).toThrow(refused('ERR_KEY'));
    expect(() => importPrivateJwk({ ...privateJwk, key_ops: ['verify'] })).toThrow(
      refused('ERR_KEY'),
    );
  });
});

describe('PKCS#8', () => {
  function exportNode(key: KeyObject) {
    const der = new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }));
    const pem = String(key.export({ format: 'pem', type: 'pkcs8' }));
    const { x = '' } = key.export({ format: 'jwk' });
    return { der, pem, x };
  }

  /** RFC 5958: version 2, with the public key behind the private one. */
  function toVersion2(der: Uint8Array, publicKey: Uint8Array): Uint8Array {
    const version2 = Uint8Array.of(...der, 0x81, 0x21, 0x00, ...publicKey);
    version2[1] = 0x51;
    version2[4] = 0x01;
    return version2;
  }

  test('of node:crypto imports as DER and PEM, with either line end', () => {
    const { der, pem, x } = exportNode(generateKeyPairSync('ed25519').privateKey);
    for (const given of [der, pem, pem.replaceAll('\n', '\r\n'), `\n${pem}`, pem.trimEnd()]) {
      expect(exportPublicJwk(importPkcs8(given)).x).toBe(x);
    }
  });

  test('of version 2 imports when its public key is the right one', () => {
    const version2 = toVersion2(unsafeExportPkcs8(shopKey), shopKey.publicKey);
    expect(importPkcs8(version2).keyId).toBe(shopKey.keyId);
    const wrong = toVersion2(unsafeExportPkcs8(shopKey), strangerKey.publicKey);
    expect(() => importPkcs8(wrong)).toThrow(refused('ERR_KEY'));
  });

  test('as we export it is 48 bytes and imports again', () => {
    const der = unsafeExportPkcs8(shopKey);
    expect(der).toHaveLength(48);
    expect(importPkcs8(der).keyId).toBe(shopKey.keyId);
  });

  test.each(findWriters())(
    'written by $name imports, and it reads ours',
    ({ write, readPublic }) => {
      const key = importPkcs8(write());
      expect(readPublic(unsafeExportPkcs8(key))).toEqual(key.publicKey);
    },
  );

  test.each([
    ['nothing', new Uint8Array(0)],
    ['a truncated key', unsafeExportPkcs8(shopKey).subarray(0, 47)],
    ['a byte behind the key', Uint8Array.of(...unsafeExportPkcs8(shopKey), 0)],
    ['an X25519 key', exportNode(generateKeyPairSync('x25519').privateKey).der],
    ['a P-256 key', exportNode(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey).pem],
    ['a public key', pemOfPublicKey()],
    ['an empty block', '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n'],
    ['text that is not base64', '-----BEGIN PRIVATE KEY-----\nA===A\n-----END PRIVATE KEY-----\n'],
  ])('that holds %s is refused', (_name, given) => {
    expect(() => importPkcs8(given)).toThrow(refused('ERR_KEY'));
  });

  function pemOfPublicKey(): string {
    const { publicKey } = generateKeyPairSync('ed25519');
    return String(publicKey.export({ format: 'pem', type: 'spki' }));
  }
});

interface Writer {
  readonly name: string;
  readonly write: () => string;
  readonly readPublic: (der: Uint8Array) => Uint8Array;
}

/** Other makers of PKCS#8: node:crypto, and the openssl command on machines that have it. */
function findWriters(): Writer[] {
  const node: Writer = {
    name: 'node:crypto',
    write: () =>
      String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })),
    readPublic: (der) => {
      const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
      const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
      return new Uint8Array(spki.subarray(-32));
    },
  };
  const openssl: Writer = {
    name: 'the openssl command',
    write: () => String(execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519'])),
    readPublic: (der) => {
      const toSpki = ['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER'];
      return new Uint8Array(execFileSync('openssl', toSpki, { input: der }).subarray(-32));
    },
  };
  const { status } = spawnSync('openssl', ['version']);
  return status === 0 ? [node, openssl] : [node];
}
