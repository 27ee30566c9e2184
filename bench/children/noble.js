/** @noble/ed25519 and @noble/hashes as their documentation calls them. */
import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { require } from '../peers/claims.js';

/** @type {import('./entrant.ts').Open} */
export async function open(publicKey) {
  hashes.sha512 ??= sha512;
  return (_mark, { message, signature, bytes }) => {
    require(verify(signature, message, publicKey, { zip215: false }));
    require(sha256(bytes).length === 32);
  };
}
