/** Secure random bytes: WebCrypto, which every supported runtime has as a global. */

/** Fresh random bytes from the runtime's secure generator. */
export function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
