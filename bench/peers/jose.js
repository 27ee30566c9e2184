/** jose: a compact JWS over the claims and the digest. */
import { hash } from 'node:crypto';
import { jwtClaimsOf, require, requireClaims } from './claims.js';
import { privateJwk, publicJwk } from './keys.js';
import { load } from './load.js';

/**
 * As much of jose as is used here.
 * @typedef {object} Jose
 * @property {new (payload: Uint8Array) => { setProtectedHeader(header: Readonly<Record<string, string>>): { sign(key: unknown): Promise<string> } }} CompactSign
 * @property {(jwk: Readonly<Record<string, string>>, alg: string) => Promise<unknown>} importJWK
 * @property {(jws: string, key: unknown, options: { readonly algorithms: readonly string[] }) => Promise<{ readonly payload: Uint8Array }>} compactVerify
 */

/** @type {import('./peer.ts').Peer} */
export const jose = {
  name: 'jose',
  note: 'jose: compactVerify of an EdDSA JWS, its payload parsed, claims and digest compared by us. Asynchronous only (WebCrypto on the thread pool). It also understands critical and unencoded headers and chooses among algorithms and keys.',
  async sign(pair, products) {
    const { CompactSign, importJWK } = /** @type {Jose} */ (await load('jose'));
    const key = await importJWK(privateJwk(pair), 'EdDSA');
    const marks = [];
    for (const { subject, text } of products) {
      const digest = hash('sha256', text, 'base64url');
      const payload = Buffer.from(JSON.stringify({ ...jwtClaimsOf(subject), digest }));
      const header = { alg: 'EdDSA', typ: 'mark+jws' };
      marks.push(await new CompactSign(payload).setProtectedHeader(header).sign(key));
    }
    return marks;
  },
  async open(publicKey) {
    const { compactVerify, importJWK } = /** @type {Jose} */ (await load('jose'));
    const key = await importJWK(publicJwk(publicKey), 'EdDSA');
    const options = { algorithms: ['EdDSA'] };
    const decoder = new TextDecoder();
    return async (mark, { subject, text }) => {
      const { payload } = await compactVerify(mark, key, options);
      const claims = JSON.parse(decoder.decode(payload));
      requireClaims(claims, subject);
      require(claims.digest === hash('sha256', text, 'base64url'));
    };
  },
};
