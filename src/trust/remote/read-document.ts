/**
 * Reads keys from a JWK Set (RFC 7517 §5). Unknown members are ignored, as the RFC demands. Members
 * that restrict a key are read: `exp`, `nbf` and the `revoked` of OpenID Federation's historical
 * keys. Members that would allow a key more are ignored.
 */
import { encodeHex } from '../../format/bytes/bytes.ts';
import { parseJson } from '../../format/content/json-text.ts';
import { importPublicKey, type PublicJwk, thumbprint } from '../../format/crypto/public-key.ts';

/** One usable key of a document. */
export interface ListedKey {
  /** Place in the list, from 0. */
  readonly index: number;
  /** 64 hexadecimal digits. */
  readonly thumbprint: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Unix seconds from which the document has no more to say for it; infinity where it does not say. */
  readonly endsAt: number;
  /** Unix seconds, or infinity. */
  readonly revokedAt: number;
}

/** Why a listed key is passed over. */
export const IGNORED_REASONS = [
  /** Of another kind than Ed25519 for signatures, or unsafe. */
  'not-usable',
  /** The private key is in the document, so everybody who reads it can sign. */
  'private-key',
  /** Its `nbf` is still to come, or its times cannot be read. */
  'not-yet-valid',
  /** The caller has no binding for it. */
  'not-bound',
  /** Listed before in the same document. */
  'repeated',
] as const;

/** One of {@link IGNORED_REASONS}. */
export type IgnoredReason = (typeof IGNORED_REASONS)[number];

/** A listed key that is passed over. */
export interface IgnoredKey {
  /** Place in the list, from 0. */
  readonly index: number;
  readonly reason: IgnoredReason;
}

/** What a document lists, or why it is not a JWK Set. */
export type ReadDocument =
  | { readonly keys: readonly ListedKey[]; readonly ignored: readonly IgnoredKey[] }
  | { readonly problem: string };

/** The most keys of a document: enough for years of rotation. */
const MAX_KEYS = 128;

/** The deepest nesting: a set, its list, a key, its lists. */
const MAX_DEPTH = 16;

/** Unix seconds below 2^32, as everywhere in the package. */
const MAX_SECONDS = 2 ** 32;

/** Reads a document. Never throws. */
export function readDocument(text: string, now: number): ReadDocument {
  const { value, problem } = {
    value: undefined,
    problem: undefined,
    ...parseJson(text, MAX_DEPTH),
  };
  if (problem !== undefined) return { problem };
  const list = isObject(value) && Object.hasOwn(value, 'keys') ? value['keys'] : undefined;
  if (!Array.isArray(list)) return { problem: 'no JWK Set: no list "keys"' };
  if (list.length > MAX_KEYS) return { problem: `${list.length} keys, at most ${MAX_KEYS}` };
  const keys: ListedKey[] = [];
  const ignored: IgnoredKey[] = [];
  for (const [index, jwk] of (list as readonly unknown[]).entries()) {
    const key = readKey(jwk, index, now);
    if (typeof key === 'string') ignored.push({ index, reason: key });
    else if (keys.some((other) => other.thumbprint === key.thumbprint))
      ignored.push({ index, reason: 'repeated' });
    else keys.push(key);
  }
  return { keys, ignored };
}

function readKey(jwk: unknown, index: number, now: number): ListedKey | IgnoredReason {
  if (!isObject(jwk)) return 'not-usable';
  if (Object.hasOwn(jwk, 'd')) return 'private-key';
  let publicKey: Uint8Array;
  try {
    // importPublicKey looks at every member it reads, and refuses unsafe keys.
    publicKey = importPublicKey(jwk as unknown as PublicJwk);
  } catch {
    return 'not-usable';
  }
  const begins = readSeconds(jwk, 'nbf', 0, MAX_SECONDS);
  if (begins > now) return 'not-yet-valid';
  return {
    index,
    thumbprint: encodeHex(thumbprint(publicKey)),
    publicKey,
    // A time that cannot be read takes the key away: the publisher meant to limit it.
    endsAt: readSeconds(jwk, 'exp', Number.POSITIVE_INFINITY, 0),
    revokedAt: readRevocation(jwk, now),
  };
}

function readRevocation(jwk: Readonly<Record<string, unknown>>, now: number): number {
  if (!Object.hasOwn(jwk, 'revoked')) return Number.POSITIVE_INFINITY;
  const { revoked } = jwk;
  return isObject(revoked) ? readSeconds(revoked, 'revoked_at', now, now) : now;
}

function readSeconds(
  object: Readonly<Record<string, unknown>>,
  name: string,
  absent: number,
  unreadable: number,
): number {
  if (!Object.hasOwn(object, name)) return absent;
  const value = object[name];
  const isTime = typeof value === 'number' && value >= 0 && value < MAX_SECONDS;
  return isTime ? Math.floor(value) : unreadable;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
