/** @auth0/cose: a COSE_Sign1 with the same claims under the same labels, and the digest as its payload. */
import { createPublicKey, hash } from 'node:crypto';
import { claimsOf, require, requireClaims } from './claims.js';
import { importPrivate, publicJwk } from './keys.js';
import { load } from './load.js';

/**
 * As much of @auth0/cose as is used here.
 * @typedef {object} Auth0Cose
 * @property {Sign1} Sign1
 * @property {new (entries: readonly (readonly [number, unknown])[]) => unknown} ProtectedHeaders
 * @property {new (entries: readonly (readonly [number, unknown])[]) => unknown} UnprotectedHeaders
 *
 * @typedef {object} Sign1
 * @property {(protectedHeader: unknown, unprotectedHeader: unknown, payload: Uint8Array, key: unknown) => Promise<{ encode(): Uint8Array }>} sign
 * @property {(bytes: Uint8Array) => { readonly payload: Uint8Array, readonly protectedHeaders: ReadonlyMap<number, unknown>, verify(key: unknown): Promise<void> }} decode
 */

/** @type {import('./peer.ts').Peer} */
export const auth0Cose = {
  name: 'auth0-cose',
  note: '@auth0/cose: Sign1.decode and verify with Ed25519 (as EdDSA, -8) of the same claims under the same labels, then compared by us. Asynchronous only. It also takes keys by resolver and X.509 chains, not used here, and does not insist on the deterministic encoding.',
  async sign(pair, products) {
    const peer = /** @type {Auth0Cose} */ (await load('@auth0/cose'));
    const key = await importPrivate(pair);
    const marks = [];
    for (const { subject, text } of products) {
      const { generator, ...claims } = claimsOf(subject);
      const own = toMap([claims.environment, toMap(Object.values(generator)), claims.kind]);
      const { issuer, audience, expiresAt, issuedAt } = claims;
      const header = new peer.ProtectedHeaders([
        // Its only name for Ed25519: EdDSA, -8.
        [1, -8],
        [4, pair.publicKey.subarray(0, 8)],
        [15, toMap([issuer, subject, audience, expiresAt, issuedAt, own])],
        [16, 'application/mark+cose'],
      ]);
      const digest = hash('sha256', text, 'buffer');
      const sign1 = await peer.Sign1.sign(header, new peer.UnprotectedHeaders([]), digest, key);
      marks.push(Buffer.from(sign1.encode()).toString('base64url'));
    }
    return marks;
  },
  async open(publicKey) {
    const { Sign1 } = /** @type {Auth0Cose} */ (await load('@auth0/cose'));
    const key = createPublicKey({ format: 'jwk', key: publicJwk(publicKey) });
    return async (mark, { subject, text }) => {
      const sign1 = Sign1.decode(Buffer.from(mark, 'base64url'));
      await sign1.verify(key);
      const claims = /** @type {ReadonlyMap<number, unknown>} */ (sign1.protectedHeaders.get(15));
      const own = /** @type {ReadonlyMap<number, unknown>} */ (claims.get(6));
      const [iss, sub, aud, exp, iat] = [1, 2, 3, 4, 5].map((label) => claims.get(label));
      requireClaims({ iss, sub, aud, exp, iat, environment: own.get(1) }, subject);
      require(hash('sha256', text, 'buffer').equals(sign1.payload));
    };
  },
};

/**
 * A map with the keys 1, 2, 3 … as claims have them.
 * @param {readonly unknown[]} values
 */
function toMap(values) {
  return new Map(values.map((value, i) => [i + 1, value]));
}
