/**
 * Hashes and checks signatures asynchronously, for pages. WebCrypto is used where its answer on the
 * signature in question can be trusted, and otherwise JavaScript, which is loaded only then.
 */
import type { Backend } from './backend.ts';
import { findPointProblem, L, readNumber } from './curve.ts';

/** Its name in WebCrypto (W3C Web Cryptography Level 2 §28). */
const ED25519 = 'Ed25519';

let fallback: Promise<Backend> | undefined;

/** The JavaScript backend, loaded once for the page. */
function loadFallback(): Promise<Backend> {
  fallback ??= import('./noble.ts').then(({ createNobleBackend }) => createNobleBackend());
  return fallback;
}

/** Narrows the type for WebCrypto, which refuses shared memory; nothing here comes from any. */
const own = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;

/** SHA-256 (FIPS 180-4): 32 bytes. */
export async function digestSoon(bytes: Uint8Array): Promise<Uint8Array> {
  // Not there in a page without a secure context.
  const subtle = globalThis.crypto?.subtle;
  return subtle === undefined
    ? (await loadFallback()).sha256(bytes)
    : new Uint8Array(await subtle.digest('SHA-256', own(bytes)));
}

/** The number that the neutral point encodes as. */
const NEUTRAL = 1n;

/**
 * Whether 32 bytes may be a public key, by the acceptance rule of ed25519.ts in fewer words: of
 * the points of small order the neutral one alone is in the prime-order subgroup.
 */
export function isSoundPublicKey(bytes: Uint8Array): boolean {
  return (
    bytes.length === 32 && readNumber(bytes) !== NEUTRAL && findPointProblem(bytes) === undefined
  );
}

/**
 * Whether a signature holds under a sound key, by the acceptance rule of ed25519.ts: S below L,
 * R not of small order. Under such a key R = S·B − k·A is in the prime-order subgroup too, and
 * is compared with R's bytes, so of all small orders the neutral point is left to refuse.
 */
export async function isSignedSoon(
  publicKey: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  const isShape =
    readNumber(signature.subarray(32)) < L && readNumber(signature.subarray(0, 32)) !== NEUTRAL;
  if (signature.length !== 64 || !isShape) return false;
  const isGood = await askWebCrypto(publicKey, signature, message);
  if (isGood !== undefined) return isGood;
  return (await loadFallback()).importPublicKey(publicKey).now?.(signature, message) === true;
}

/** What the runtime says, or `undefined` where it cannot say or is not to be believed. */
async function askWebCrypto(
  publicKey: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean | undefined> {
  try {
    const { subtle } = globalThis.crypto;
    const key = await subtle.importKey('raw', own(publicKey), ED25519, false, ['verify']);
    const isGood = await subtle.verify(ED25519, key, own(signature), own(message));
    // Some runtimes have said yes to everything: this one must say no to another message.
    const isCredulous =
      isGood && (await subtle.verify(ED25519, key, own(signature), own(message.slice(1))));
    return isCredulous ? undefined : isGood;
  } catch {
    return undefined;
  }
}
