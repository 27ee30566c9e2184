/**
 * Signs with Ed25519, synchronously: by node:crypto where it passes the self-test, else
 * by @noble/ed25519. Code that only verifies must not import this file.
 */
import { getPublicKey, hashes, sign } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, decodeHex, equalBytes } from '../bytes/bytes.ts';
import type { Backend } from './backend.ts';
import { getBuiltin } from './builtin.ts';
import { getNativeBackend } from './default.ts';
import { SPKI_PREFIX } from './native.ts';
import { createNobleBackend } from './noble.ts';
import { readTest } from './self-test.ts';

/** Signs a message (RFC 8032 §5.1.6) with one private key: 64 bytes. */
export type MessageSigner = (message: Uint8Array) => Uint8Array;

/** A backend that can sign as well. */
export interface SigningBackend extends Backend {
  /** Imports a seed (32 bytes), the private key of RFC 8032. */
  importSeed(seed: Uint8Array): MessageSigner;
  /** The public key (32 bytes) of a seed. */
  derivePublicKey(seed: Uint8Array): Uint8Array;
}

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

/** The node:crypto backend with signing, or `undefined` where it does not verify. */
export function createNativeSigning(): SigningBackend | undefined {
  const backend = getNativeBackend();
  const node = getBuiltin('node:crypto');
  if (backend === undefined || node === undefined) return undefined;
  const importPrivateKey = (seed: Uint8Array) =>
    node.createPrivateKey({
      // node:crypto takes any Uint8Array here; its type declarations name only Buffer.
      key: concatBytes(PKCS8_PREFIX, seed) as Buffer,
      format: 'der',
      type: 'pkcs8',
    });
  return {
    ...backend,
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

/** @noble/ed25519, which works wherever the language does. */
export function createNobleSigning(): SigningBackend {
  // noble asks for its hash in a shared table. Wired on use rather than on import,
  // so that a bundler may drop this file, and never over what somebody else has set.
  const wireHash = (): void => {
    hashes.sha512 ??= sha512;
  };
  return {
    ...createNobleBackend(),
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

/** The seed of RFC 8032 §7.1, test 2. */
const SEED = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';

/** Whether a backend signs as RFC 8032 does: signing is deterministic, so one answer is right. */
function passesSigningTest(backend: SigningBackend): boolean {
  try {
    const seed = decodeHex(SEED) as Uint8Array;
    return (
      equalBytes(backend.derivePublicKey(seed), readTest('key')) &&
      equalBytes(backend.importSeed(seed)(readTest('message')), readTest('signature'))
    );
  } catch {
    return false;
  }
}

// A fact about the runtime, not state: it cannot change while the process lives.
let chosen: SigningBackend | undefined;

/** The signing backend of this runtime, chosen by a self-test on first use. */
export function getSigningBackend(): SigningBackend {
  if (chosen === undefined) {
    const native = createNativeSigning();
    chosen = native !== undefined && passesSigningTest(native) ? native : createNobleSigning();
  }
  return chosen;
}
