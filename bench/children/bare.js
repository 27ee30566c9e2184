/** node:crypto alone: one signature and one hash. It decodes, decides and compares nothing. */
import { createPublicKey, hash, verify } from 'node:crypto';
import { require } from '../peers/claims.js';
import { publicJwk } from '../peers/keys.js';

/** @type {import('./entrant.ts').Open} */
export async function open(publicKey) {
  const key = createPublicKey({ format: 'jwk', key: publicJwk(publicKey) });
  return (_mark, { message, signature, bytes }) => {
    require(verify(null, message, key, signature));
    require(hash('sha256', bytes, 'binary').length === 32);
  };
}
