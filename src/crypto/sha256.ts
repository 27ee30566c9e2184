/** SHA-256 (FIPS 180-4), from the runtime where it has one that answers at once. */
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { getNodeCrypto } from './node-crypto.ts';

/** SHA-256 of a byte string: 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** SHA-256 in JavaScript, for every runtime. */
export const sha256Noble: Sha256 = (bytes) => nobleSha256(bytes);

/** SHA-256 of node:crypto, or `undefined` where there is none. */
export function getNativeSha256(): Sha256 | undefined {
  const node = getNodeCrypto();
  if (node === undefined) return undefined;
  return (bytes) => new Uint8Array(node.createHash('sha256').update(bytes).digest());
}
