/** Public Ed25519 vectors under our acceptance rule: both backends, one verdict. */
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { accepts, backends } from '../../fixtures/backends.ts';
import { ascii, flipBit, hex } from '../../fixtures/bytes.ts';
import { readVectorJson, readVectorText } from '../../fixtures/vectors.ts';

interface SignVector {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

const rfc8032: SignVector[] = readVectorJson<
  { readonly priv: string; readonly pub: string; readonly msg: string; readonly sig: string }[]
>('rfc8032/rfc8032-ed25519.json').map(({ priv, pub, msg, sig }) => ({
  seed: hex(priv),
  publicKey: hex(pub),
  message: hex(msg),
  signature: hex(sig),
}));

// Each line: seed ‖ public key : public key : message : signature ‖ message.
const signInput: SignVector[] = readVectorText('rfc8032/sign.input.vectors.txt')
  .trim()
  .split('\n')
  .map((line) => {
    const [secret = '', publicKey = '', message = '', signed = ''] = line.split(':');
    return {
      seed: hex(secret.slice(0, 64)),
      publicKey: hex(publicKey),
      message: hex(message),
      signature: hex(signed.slice(0, 128)),
    };
  });

interface WycheproofFile {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly {
      readonly tcId: number;
      readonly msg: string;
      readonly sig: string;
      readonly result: 'valid' | 'invalid';
    }[];
  }[];
}

interface CctvVector {
  readonly number: number;
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

describe.each(backends)('with the $name backend', (backend) => {
  test('the vector files hold what SOURCES.md says', () => {
    expect([rfc8032.length, signInput.length]).toEqual([4, 128]);
  });

  test('every RFC 8032 seed gives its public key and its signature, and verifies', () => {
    for (const { seed, publicKey, message, signature } of [...rfc8032, ...signInput]) {
      expect(encodeHex(backend.derivePublicKey(seed))).toBe(encodeHex(publicKey));
      expect(encodeHex(backend.importSeed(seed)(message))).toBe(encodeHex(signature));
      expect(accepts(backend, publicKey, signature, message)).toBe(true);
    }
  });

  test('an RFC 8032 signature with one changed bit is refused, and so is another message', () => {
    for (const [index, { publicKey, message, signature }] of signInput.entries()) {
      expect(accepts(backend, publicKey, flipBit(signature, (index * 37) % 512), message)).toBe(
        false,
      );
      expect(accepts(backend, publicKey, signature, Uint8Array.of(...message, 0))).toBe(false);
    }
  });

  test('every Wycheproof verdict is ours: 88 accepted, 63 refused', () => {
    const { testGroups } = readVectorJson<WycheproofFile>('wycheproof/ed25519_test.json');
    const counts = { valid: 0, invalid: 0 };
    for (const { publicKey, tests } of testGroups) {
      for (const { tcId, msg, sig, result } of tests) {
        const accepted = accepts(backend, hex(publicKey.pk), hex(sig), hex(msg));
        expect({ tcId, accepted }).toEqual({ tcId, accepted: result === 'valid' });
        counts[result] += 1;
      }
    }
    expect(counts).toEqual({ valid: 88, invalid: 63 });
  });

  test('of 914 CCTV edge cases exactly the one without an edge is accepted', () => {
    const vectors = readVectorJson<CctvVector[]>('cctv-ed25519/ed25519vectors.json');
    expect(vectors).toHaveLength(914);
    const accepted = vectors.filter(({ key, sig, msg }) =>
      accepts(backend, hex(key), hex(sig), ascii(msg)),
    );
    expect(accepted.map(({ flags }) => flags ?? [])).toEqual([[]]);
  });
});
