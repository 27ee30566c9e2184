/** fast-jwt: a JWT, checked at once by node:crypto; with and without its cache. */
import { createPrivateKey, createPublicKey, hash } from 'node:crypto';
import {
  AUDIENCE,
  CLOCK_TOLERANCE,
  ENVIRONMENT,
  ISSUER,
  jwtClaimsOf,
  NOW,
  require,
} from './claims.js';
import { privateJwk, publicJwk } from './keys.js';
import { load } from './load.js';

/**
 * As much of fast-jwt as is used here.
 * @typedef {object} FastJwt
 * @property {(options: object) => (payload: object) => string} createSigner
 * @property {(options: object) => (token: string) => Record<string, unknown>} createVerifier
 */

/**
 * The library's verifier.
 * @param {Uint8Array} publicKey
 * @param {number | false} cache tokens to remember
 */
export async function openVerifier(publicKey, cache) {
  const { createVerifier } = /** @type {FastJwt} */ (await load('fast-jwt'));
  const key = createPublicKey({ format: 'jwk', key: publicJwk(publicKey) });
  return createVerifier({
    key: key.export({ format: 'pem', type: 'spki' }),
    algorithms: ['EdDSA'],
    allowedIss: ISSUER,
    allowedAud: AUDIENCE,
    clockTimestamp: NOW * 1000,
    clockTolerance: CLOCK_TOLERANCE * 1000,
    cache,
    // Its default is ten minutes; a clock that stands still never gets there.
    cacheTTL: 600_000,
  });
}

/** @type {import('./peer.ts').Peer} */
export const fastJwt = {
  name: 'fast-jwt',
  note: 'fast-jwt: createVerifier with a fixed key, which also checks issuer, audience and expiry itself; subject, environment and digest compared by us. At once, by node:crypto, as ours. In `verify` without its cache. It also chooses among algorithms and keys, and takes patterns for claims.',
  async sign(pair, products) {
    const { createSigner } = /** @type {FastJwt} */ (await load('fast-jwt'));
    const key = createPrivateKey({ format: 'jwk', key: privateJwk(pair) });
    const pem = key.export({ format: 'pem', type: 'pkcs8' });
    const sign = createSigner({ key: pem, algorithm: 'EdDSA', noTimestamp: true });
    return products.map(({ subject, text }) =>
      sign({ ...jwtClaimsOf(subject), digest: hash('sha256', text, 'base64url') }),
    );
  },
  async open(publicKey) {
    const verify = await openVerifier(publicKey, false);
    return (mark, { subject, text }) => {
      const { sub, environment, digest } = verify(mark);
      require(sub === subject && environment === ENVIRONMENT);
      require(digest === hash('sha256', text, 'base64url'));
    };
  },
};
