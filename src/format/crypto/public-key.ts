/**
 * Imports and vets public keys, and computes their ids. It is apart from keys.ts, because a
 * storefront that checks marks needs no private keys.
 */

import { ContentmarkError, requireBytes, wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../bytes/base64url.ts';
import { concatBytes, encodeHex } from '../bytes/bytes.ts';
import { findPublicKeyProblem, KEY_LENGTH } from './ed25519.ts';
import type { KeyBindings } from './key-bindings.ts';
import { sha256 } from './sha256.ts';
import { KEY_ID_LENGTH, THUMBPRINT_PREFIX } from './thumbprint-form.ts';

/** RFC 9679 SHA-256 thumbprint (32 bytes) of a public key. */
export function thumbprint(publicKey: Uint8Array): Uint8Array {
  requireBytes('publicKey', publicKey, KEY_LENGTH);
  return sha256(concatBytes(THUMBPRINT_PREFIX, publicKey));
}

/**
 * The key id of a public key: the first 8 bytes of its thumbprint, in hexadecimal.
 * @example
 * ```ts
 * import { generateKey, keyIdOf } from 'contentmark/keys';
 *
 * const key = generateKey();
 * console.log(keyIdOf(key.publicKey) === key.keyId); // true
 * ```
 */
export function keyIdOf(publicKey: Uint8Array): string {
  return encodeHex(thumbprint(publicKey).subarray(0, KEY_ID_LENGTH));
}

/** An Ed25519 public key as a JSON Web Key (RFC 8037). `alg` is written as `Ed25519` (RFC 9864). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** 32 bytes, base64url. */
  readonly x: string;
  readonly alg?: string;
  readonly kid?: string;
  readonly use?: string;
  readonly key_ops?: readonly string[];
}

/** An Ed25519 private key as a JSON Web Key. `d` is the seed. */
export interface PrivateJwk extends PublicJwk {
  /** 32 bytes, base64url: the secret. */
  readonly d: string;
  /** What the key may sign for. A member of this package's own (RFC 7517 §4). */
  readonly contentmark?: KeyBindings;
}

/**
 * Imports a public key from 32 raw bytes or a JWK (`alg` absent, `Ed25519` or `EdDSA`).
 * @returns the 32 bytes, vetted by the acceptance rule.
 * @throws ContentmarkError `ERR_KEY`
 */
export function importPublicKey(key: Uint8Array | PublicJwk): Uint8Array {
  return readPublicKey('key', key);
}

/** {@link importPublicKey}, with the argument's name for the error. */
export function readPublicKey(argument: string, key: unknown): Uint8Array {
  // A copy: the caller's bytes may change, the key that was vetted must not.
  const bytes = key instanceof Uint8Array ? new Uint8Array(key) : readJwkMember(argument, key, 'x');
  const problem = findPublicKeyProblem(bytes);
  if (problem === undefined) return bytes;
  throw new ContentmarkError('ERR_KEY', problem, argument);
}

/** The 32 bytes of a member of an Ed25519 JWK. */
export function readJwkMember(argument: string, jwk: unknown, member: 'x' | 'd'): Uint8Array {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) {
    throw wrongArgument(argument, 'a JSON Web Key object', jwk);
  }
  const {
    kty,
    crv,
    alg,
    use,
    key_ops: operations,
    [member]: value,
  } = jwk as Record<string, unknown>;
  const refuse = (what: string): never => {
    throw new ContentmarkError('ERR_KEY', what, argument);
  };
  if (kty === undefined && Array.isArray((jwk as Record<string, unknown>)['keys'])) {
    refuse('is a trust file or a set of keys, not one key: name the key file (signing-key.jwk)');
  }
  if (kty !== 'OKP' || crv !== 'Ed25519') refuse('is not kty "OKP" with crv "Ed25519"');
  if (alg !== undefined && alg !== 'Ed25519' && alg !== 'EdDSA') {
    refuse('names another "alg" than Ed25519');
  }
  if (use !== undefined && use !== 'sig') refuse('has a "use" other than "sig"');
  const operation = member === 'x' ? 'verify' : 'sign';
  if (operations !== undefined) {
    if (!Array.isArray(operations)) return refuse('has "key_ops" that are not a list');
    // A private JWK often lists only "sign"; its public half is then read for import, not for use.
    const isHalf = member === 'x' && Object.hasOwn(jwk, 'd') && operations.includes('sign');
    if (!isHalf && !operations.includes(operation)) {
      refuse(`does not list "${operation}" in its "key_ops"`);
    }
  }
  const bytes = typeof value === 'string' ? decodeBase64url(value) : undefined;
  if (bytes?.length !== KEY_LENGTH) {
    if (member === 'd' && value === undefined)
      return refuse('has no "d": it is a public key, and signing takes the private one');
    const hint = typeof value === 'string' && value.includes('=') ? '; take its "=" off' : '';
    return refuse(`needs "${member}": 32 bytes in unpadded base64url${hint}`);
  }
  return bytes;
}
