/** Ed25519 and SHA-256 by node:crypto (OpenSSL in Node, BoringSSL in Bun, Rust in Deno). */
import { concatBytes } from '../bytes/bytes.ts';
import type { Backend, Sha256 } from './backend.ts';
import { getBuiltin } from './builtin.ts';

/** DER before the 32 key bytes of a SubjectPublicKeyInfo (RFC 8410 §4). */
export const SPKI_PREFIX: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0x30,
  0x2a,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x03,
  0x21,
  0x00,
);

const DIGEST_LENGTH = 32;

/**
 * Whether the callback form of `verify` works on other threads. In Deno it computes on the calling
 * one and then waits for a timer: a page of fifty took 4.8 ms, and 2.4 ms in the plain form.
 */
const HAS_THREADS: boolean = /* @__PURE__ */ (() => !('Deno' in globalThis))();

/** The native backend, or `undefined` where the runtime has no node:crypto. */
export function createNativeBackend(): Backend | undefined {
  const node = getBuiltin('node:crypto');
  const buffer = getBuiltin('node:buffer');
  if (node === undefined || buffer === undefined) return undefined;
  const { Buffer } = buffer;

  // By the one-shot form where the runtime has one (Node from 20.12): for the kilobyte of a
  // description a hash object costs half as much as the hash, and a text need not become bytes.
  const hash: (data: Uint8Array | string) => Uint8Array = hasOneShot(node)
    ? (data) => readLatin1(node.hash('sha256', data, 'binary'))
    : (data) => new Uint8Array(node.createHash('sha256').update(data).digest());

  return {
    name: 'native',
    isSynchronous: true,
    sha256: hash,
    hashText: hash,
    decodeBase64url(text) {
      const bytes = Buffer.from(text, 'base64url');
      // Buffer skips what it does not know; what prints as the same text held nothing else.
      if (bytes.toString('base64url') !== text) return undefined;
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    importPublicKey(publicKey) {
      const key = node.createPublicKey({
        // node:crypto takes any Uint8Array here; its type declarations name only Buffer.
        key: concatBytes(SPKI_PREFIX, publicKey) as Buffer,
        format: 'der',
        type: 'spki',
      });
      const now = (signature: Uint8Array, message: Uint8Array): boolean =>
        node.verify(null, message, key, signature);
      return {
        now,
        aside: HAS_THREADS
          ? (signature, message, settle) => node.verify(null, message, key, signature, settle)
          : (signature, message, settle) => settle(undefined, now(signature, message)),
      };
    },
  };
}

/** Whether the one-shot hash gives what the hash object gives; it is new in some runtimes. */
function hasOneShot(node: typeof import('node:crypto')): boolean {
  try {
    const digest = node.createHash('sha256').update('r').digest('binary');
    return (
      node.hash('sha256', 'r', 'binary') === digest &&
      node.hash('sha256', Uint8Array.of(0x72), 'binary') === digest
    );
  } catch {
    return false;
  }
}

/**
 * Reads a digest of one character a byte, which is cheaper to get from node:crypto than a Buffer
 * that is then copied.
 */
const readLatin1 = (text: string): ReturnType<Sha256> => {
  const bytes = new Uint8Array(DIGEST_LENGTH);
  for (let i = 0; i < DIGEST_LENGTH; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};
