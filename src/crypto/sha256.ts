/** SHA-256 (FIPS 180-4) of node:crypto. The one in JavaScript is noble's own. */

/** SHA-256 of a byte string: 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

type NodeCrypto = typeof import('node:crypto');

const DIGEST_LENGTH = 32;

/**
 * SHA-256 of node:crypto, by its one-shot form where the runtime has one (Node from 20.12):
 * for the kilobyte of a description a hash object costs half as much as the hash.
 */
export function createNativeSha256(node: NodeCrypto): Sha256 {
  return hasOneShot(node)
    ? (bytes) => readLatin1(node.hash('sha256', bytes, 'binary'))
    : (bytes) => new Uint8Array(node.createHash('sha256').update(bytes).digest());
}

/** Whether the one-shot form says what the hash object says: it is young in some runtimes. */
function hasOneShot(node: NodeCrypto): boolean {
  const probe = Uint8Array.of(0x72);
  try {
    const digest = node.createHash('sha256').update(probe).digest('binary');
    return node.hash('sha256', probe, 'binary') === digest;
  } catch {
    return false;
  }
}

/** One character a byte: cheaper to fetch from node:crypto than a Buffer that is then copied. */
function readLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(DIGEST_LENGTH);
  for (let i = 0; i < DIGEST_LENGTH; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
