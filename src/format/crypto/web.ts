/** Ed25519 by WebCrypto (`crypto.subtle`): browsers, workerd, and every runtime without node:crypto. */
import type { Backend } from './backend.ts';
import { PORTABLE } from './portable.ts';

/** Its name in WebCrypto (Secure Curves; W3C Web Cryptography Level 2 §28). */
const ED25519 = 'Ed25519';

/**
 * The WebCrypto backend, or `undefined` where there is none, as in pages without a secure
 * context. It hashes in JavaScript: each call into `subtle.digest` takes longer than the
 * hash of a product description.
 */
export function createWebBackend(): Backend | undefined {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) return undefined;
  return {
    ...PORTABLE,
    name: 'webcrypto',
    isSynchronous: false,
    importPublicKey(publicKey) {
      const key = subtle.importKey('raw', own(publicKey), ED25519, false, ['verify']);
      return {
        now: undefined,
        aside(signature, message, settle) {
          key
            .then((imported) => subtle.verify(ED25519, imported, own(signature), own(message)))
            .then(
              (isGood) => settle(undefined, isGood),
              (error) => settle(error, false),
            );
        },
      };
    },
  };
}

/**
 * Narrows the type for WebCrypto, which refuses shared memory; what is checked was copied before.
 */
const own = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;
