/**
 * Ed25519 and SHA-256 in JavaScript, on the arithmetic of @noble/ed25519.
 *
 * Its own `verify()` multiplies by the cofactor in both of its modes, and the
 * native backends do not, so crafted signatures would divide them. The equation
 * is therefore written out here: S·B − k·A, encoded, equals R byte for byte.
 */
import { getPublicKey, hashes, Point, sign } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from '../bytes/bytes.ts';
import type { Backend } from './backend.ts';

/** L, the order of the base point. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** A little-endian integer. */
function readNumber(bytes: Uint8Array): bigint {
  let hex = '0x';
  for (let i = bytes.length - 1; i >= 0; i--)
    hex += (bytes[i] as number).toString(16).padStart(2, '0');
  return BigInt(hex);
}

// noble asks for its hash in a shared table. Wired on use rather than on import,
// so that a bundler may drop this file, and never over what somebody else has set.
function wireHash(): void {
  hashes.sha512 ??= sha512;
}

/** The JavaScript backend; works wherever the language does. */
export function createNobleBackend(): Backend {
  return {
    name: 'noble',
    sha256,
    importPublicKey(publicKey) {
      const minusA = Point.fromBytes(publicKey, false).negate();
      const now = (signature: Uint8Array, message: Uint8Array): boolean => {
        const r = signature.subarray(0, 32);
        const s = readNumber(signature.subarray(32));
        const k = readNumber(sha512(concatBytes(r, publicKey, message))) % L;
        const computed = Point.BASE.multiply(s, false).add(minusA.multiply(k, false));
        return equalBytes(computed.toBytes(), r);
      };
      return { now, aside: async (signature, message) => now(signature, message) };
    },
    importSeed(seed) {
      wireHash();
      const secret = seed.slice();
      return (message) => sign(message, secret);
    },
    derivePublicKey(seed) {
      wireHash();
      return getPublicKey(seed);
    },
  };
}
