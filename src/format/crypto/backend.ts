/**
 * The `Backend` interface: what a runtime's cryptography must offer. The acceptance rule of
 * ed25519.ts is applied around every backend, so all give the same verdict on every input.
 */
import { isSignatureShape } from './ed25519.ts';

/** SHA-256 (FIPS 180-4) of a byte string: 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/**
 * Called once with the result of a check: an error of the runtime, or whether the signature is
 * good.
 */
export type Settle = (error: unknown, isGood: boolean) => void;

/** Checks signatures under one imported key. */
export interface SignatureCheck {
  /** At once, on the caller's thread; `undefined` where the runtime cannot. */
  readonly now: ((signature: Uint8Array, message: Uint8Array) => boolean) | undefined;
  /**
   * Beside others: on the runtime's own threads, where it has them. A callback, because
   * on a page of fifty as many promises would cost as much as two signatures.
   */
  readonly aside: (signature: Uint8Array, message: Uint8Array, settle: Settle) => void;
}

/** Hashes text and bytes with SHA-256. */
export interface Hashing {
  readonly sha256: Sha256;
  /** SHA-256 of a text's UTF-8. The text is well formed. */
  hashText(text: string): Uint8Array;
}

/** One implementation of what a check needs. */
export interface Backend extends Hashing {
  /** `native` is node:crypto, `webcrypto` is `crypto.subtle`, `noble` is JavaScript. */
  readonly name: 'native' | 'webcrypto' | 'noble';
  /** Whether its checks have a `now`: a runtime's own can sometimes only be awaited. */
  readonly isSynchronous: boolean;
  /** Strict base64url, as bytes/base64url.ts has it. */
  decodeBase64url(text: string): Uint8Array | undefined;
  /** Imports a public key that has passed the acceptance rule. */
  importPublicKey(publicKey: Uint8Array): SignatureCheck;
}

/** Whether a signature holds: at once where the backend can, for a single one is over sooner so. */
export function checkSoon(
  { now, aside }: SignatureCheck,
  signature: Uint8Array,
  message: Uint8Array,
): boolean | Promise<boolean> {
  if (now !== undefined) return now(signature, message);
  return new Promise((resolve, reject) => {
    aside(signature, message, (error, isGood) => {
      if (error) reject(error);
      else resolve(isGood);
    });
  });
}

/**
 * A check under the acceptance rule for a key that public-key.ts has vetted. The key is
 * imported now; each signature is looked at when it comes.
 */
export function createVettedCheck(backend: Backend, publicKey: Uint8Array): SignatureCheck {
  const { now, aside } = backend.importPublicKey(publicKey);
  return {
    now: now && ((signature, message) => isSignatureShape(signature) && now(signature, message)),
    aside(signature, message, settle) {
      if (isSignatureShape(signature)) aside(signature, message, settle);
      else settle(undefined, false);
    },
  };
}
