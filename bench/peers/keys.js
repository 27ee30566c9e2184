/** Ed25519 keys in the forms that peers take. */

/**
 * @param {Uint8Array} publicKey
 */
export function publicJwk(publicKey) {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
}

/**
 * @param {import('./peer.ts').KeyPair} pair
 */
export function privateJwk({ seed, publicKey }) {
  return { ...publicJwk(publicKey), d: Buffer.from(seed).toString('base64url') };
}

/**
 * A WebCrypto key for checking.
 * @param {Uint8Array} publicKey
 */
export function importPublic(publicKey) {
  return globalThis.crypto.subtle.importKey(
    'jwk',
    publicJwk(publicKey),
    { name: 'Ed25519' },
    true,
    ['verify'],
  );
}

/**
 * A WebCrypto key for signing.
 * @param {import('./peer.ts').KeyPair} pair
 */
export function importPrivate(pair) {
  return globalThis.crypto.subtle.importKey('jwk', privateJwk(pair), { name: 'Ed25519' }, true, [
    'sign',
  ]);
}
