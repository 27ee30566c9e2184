/** paseto: a v4.public token. */
import { hash } from 'node:crypto';
import {
  AUDIENCE,
  CLOCK_TOLERANCE,
  ENVIRONMENT,
  ISSUER,
  jwtClaimsOf,
  NOW,
  require,
} from './claims.js';
import { importPrivate, importPublic } from './keys.js';
import { load } from './load.js';

/**
 * As much of paseto as is used here.
 * @typedef {object} Paseto
 * @property {new (...factories: readonly unknown[]) => Protocol} PublicProtocol
 *
 * @typedef {object} Protocol
 * @property {(key: unknown, claims: object, options: object) => Promise<string>} Sign
 * @property {(key: unknown, token: string, options: object) => Promise<{ readonly claims: Readonly<Record<string, unknown>> }>} Verify
 *
 * @typedef {object} V4Public
 * @property {unknown} SignFactory
 * @property {unknown} VerifyFactory
 * @property {(key: unknown) => Promise<unknown>} PublicKeyFromCryptoKey
 * @property {(key: unknown) => Promise<unknown>} SecretKeyFromCryptoKey
 */

async function loadPaseto() {
  const { PublicProtocol } = /** @type {Paseto} */ (await load('paseto'));
  return { PublicProtocol, .../** @type {V4Public} */ (await load('paseto/v4/public')) };
}

/** @type {import('./peer.ts').Peer} */
export const paseto = {
  name: 'paseto',
  note: 'paseto: Verify of a v4.public token, which also checks issuer, subject, audience and times itself; environment and digest compared by us. Asynchronous only (WebCrypto on the thread pool). It also offers a footer and an implicit assertion, not used here.',
  async sign(pair, products) {
    const { PublicProtocol, SignFactory, SecretKeyFromCryptoKey } = await loadPaseto();
    const { Sign } = new PublicProtocol(SignFactory);
    const key = await SecretKeyFromCryptoKey(await importPrivate(pair));
    const marks = [];
    for (const { subject, text } of products) {
      const { iat, exp, ...claims } = jwtClaimsOf(subject);
      const times = { iat: toIso(iat), exp: toIso(exp) };
      const digest = hash('sha256', text, 'base64url');
      marks.push(await Sign(key, { ...claims, ...times, digest }, { now: new Date(iat * 1000) }));
    }
    return marks;
  },
  async open(publicKey) {
    const { PublicProtocol, VerifyFactory, PublicKeyFromCryptoKey } = await loadPaseto();
    const { Verify } = new PublicProtocol(VerifyFactory);
    const key = await PublicKeyFromCryptoKey(await importPublic(publicKey));
    const now = new Date(NOW * 1000);
    const expected = { now, issuer: ISSUER, audience: AUDIENCE, clockTolerance: CLOCK_TOLERANCE };
    return async (mark, { subject, text }) => {
      const { claims } = await Verify(key, mark, { ...expected, subject });
      require(claims['environment'] === ENVIRONMENT);
      require(claims['digest'] === hash('sha256', text, 'base64url'));
    };
  },
};

/**
 * Its times are RFC 3339.
 * @param {number} seconds
 */
function toIso(seconds) {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
