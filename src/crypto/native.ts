/** Ed25519 and SHA-256 by node:crypto (OpenSSL in Node, BoringSSL in Bun, Rust in Deno). */
import { concatBytes } from '../bytes/bytes.ts';
import type { Backend } from './backend.ts';
import { getNodeCrypto } from './node-crypto.ts';
import { createNativeSha256 } from './sha256.ts';

/** DER before the 32 key bytes of a SubjectPublicKeyInfo (RFC 8410 §4). */
const SPKI_PREFIX: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0x30,
  0x2a,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x03,
  0x21,
  0x00,
);

/** DER before the 32 seed bytes of a PKCS#8 PrivateKeyInfo (RFC 8410 §7). */
export const PKCS8_PREFIX: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0x30,
  0x2e,
  0x02,
  0x01,
  0x00,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x04,
  0x22,
  0x04,
  0x20,
);

// node:crypto takes any Uint8Array here; its type declarations name only Buffer.
function der(prefix: Uint8Array, key: Uint8Array): Buffer {
  return concatBytes(prefix, key) as Buffer;
}

/** The native backend, or `undefined` where the runtime has no node:crypto. */
export function createNativeBackend(): Backend | undefined {
  const node = getNodeCrypto();
  if (node === undefined) return undefined;

  const importPrivateKey = (seed: Uint8Array) =>
    node.createPrivateKey({
      key: der(PKCS8_PREFIX, seed),
      format: 'der',
      type: 'pkcs8',
    });

  return {
    name: 'native',
    sha256: createNativeSha256(node),
    importPublicKey(publicKey) {
      const key = node.createPublicKey({
        key: der(SPKI_PREFIX, publicKey),
        format: 'der',
        type: 'spki',
      });
      return {
        now: (signature, message) => node.verify(null, message, key, signature),
        aside: (signature, message) =>
          new Promise((resolve, reject) => {
            node.verify(null, message, key, signature, (error, isGood) => {
              if (error === null) resolve(isGood);
              else reject(error);
            });
          }),
      };
    },
    importSeed(seed) {
      const key = importPrivateKey(seed);
      return (message) => new Uint8Array(node.sign(null, message, key));
    },
    derivePublicKey(seed) {
      const spki = node
        .createPublicKey(importPrivateKey(seed))
        .export({ format: 'der', type: 'spki' });
      return new Uint8Array(spki.subarray(SPKI_PREFIX.length));
    },
  };
}
