/**
 * What a runtime's cryptography must offer. A backend computes; it does not
 * decide: the acceptance rule of ed25519.ts is applied around it, so every
 * backend gives the same verdict on every input.
 */
import { isSignatureShape } from './ed25519.ts';
import type { Sha256 } from './sha256.ts';

/** Checks signatures under one key whose import has been paid for. */
export interface SignatureCheck {
  /** At once, on the caller's thread. */
  readonly now: (signature: Uint8Array, message: Uint8Array) => boolean;
  /** Beside others: on the runtime's own threads, where it has them. */
  readonly aside: (signature: Uint8Array, message: Uint8Array) => Promise<boolean>;
}

/** Signs a message (RFC 8032 §5.1.6) with one private key: 64 bytes. */
export type MessageSigner = (message: Uint8Array) => Uint8Array;

/** One implementation of Ed25519 and SHA-256. */
export interface Backend {
  /** `native` is node:crypto, `noble` is JavaScript. */
  readonly name: 'native' | 'noble';
  readonly sha256: Sha256;
  /** Imports a public key that has passed the acceptance rule. */
  importPublicKey(publicKey: Uint8Array): SignatureCheck;
  /** Imports a seed (32 bytes), the private key of RFC 8032. */
  importSeed(seed: Uint8Array): MessageSigner;
  /** The public key (32 bytes) of a seed. */
  derivePublicKey(seed: Uint8Array): Uint8Array;
}

/**
 * A check under the acceptance rule for a key that `importPublicKey` of keys.ts has
 * vetted. The key is imported now; each signature is looked at when it comes.
 */
export function createVettedCheck(backend: Backend, publicKey: Uint8Array): SignatureCheck {
  const check = backend.importPublicKey(publicKey);
  return {
    now: (signature, message) => isSignatureShape(signature) && check.now(signature, message),
    aside: async (signature, message) =>
      isSignatureShape(signature) && (await check.aside(signature, message)),
  };
}
