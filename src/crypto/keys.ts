/**
 * Ed25519 keys: made, imported, named. A signing key is opaque: it prints as its
 * id, and its secret leaves only through functions whose names say so.
 */

import { decodeBase64url, encodeBase64url } from '../bytes/base64url.ts';
import { concatBytes, encodeHex } from '../bytes/bytes.ts';
import { ContentmarkError, requireBytes, wrongArgument } from '../errors.ts';
import type { MessageSigner } from './backend.ts';
import { getDefaultBackend } from './default.ts';
import { findPublicKeyProblem, KEY_LENGTH } from './ed25519.ts';
import { randomBytes } from './random.ts';
import type { Sha256 } from './sha256.ts';

/** `{1: 1, -1: 6, -2: x}` without the 32 bytes of x: the COSE_Key that RFC 9679 §3 hashes. */
const THUMBPRINT_PREFIX: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0xa3,
  0x01,
  0x01,
  0x20,
  0x06,
  0x21,
  0x58,
  0x20,
);

/** Bytes of a thumbprint that name a key inside an envelope. */
export const KEY_ID_LENGTH = 8;

/** RFC 9679 SHA-256 thumbprint (32 bytes) of a public key. */
export function thumbprint(publicKey: Uint8Array, sha256?: Sha256): Uint8Array {
  requireBytes('publicKey', publicKey, KEY_LENGTH);
  if (sha256 !== undefined && typeof sha256 !== 'function') {
    throw wrongArgument('sha256', 'a function', sha256);
  }
  return (sha256 ?? getDefaultBackend().sha256)(concatBytes(THUMBPRINT_PREFIX, publicKey));
}

/** The key id of a public key: the first 8 bytes of its thumbprint, in hexadecimal. */
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
}

/** The secret of what is truly a SigningKey. No member of the class: only this file may ask. */
let readSeed: (key: unknown) => Uint8Array | undefined;

/** Whether a value is a signing key: it holds a secret, and does not only inherit from the class. */
export function isSigningKey(value: unknown): value is SigningKey {
  return readSeed(value) !== undefined;
}

/**
 * An Ed25519 private key held in this process. `JSON.stringify`, string conversion
 * and Node's `inspect` show only its id.
 */
export class SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  readonly #seed: Uint8Array;
  #sign: MessageSigner | undefined;

  /** @internal Use `generateKey` or an `import…` function. */
  constructor(seed: Uint8Array) {
    requireBytes('seed', seed, KEY_LENGTH);
    // Not slice(): of a Buffer that is a view, and callers rightly wipe the seed they passed.
    this.#seed = new Uint8Array(seed);
    this.publicKey = getDefaultBackend().derivePublicKey(this.#seed);
    this.keyId = keyIdOf(this.publicKey);
    Object.freeze(this);
  }

  /** Signs a message (RFC 8032): 64 bytes. Content is signed with `sign`, not with this. */
  signMessage(message: Uint8Array): Uint8Array {
    requireBytes('message', message);
    this.#sign ??= getDefaultBackend().importSeed(this.#seed);
    return this.#sign(message);
  }

  toJSON(): { readonly keyId: string } {
    return { keyId: this.keyId };
  }

  toString(): string {
    return `SigningKey(${this.keyId})`;
  }

  static {
    readSeed = (key) =>
      typeof key === 'object' && key !== null && #seed in key ? key.#seed : undefined;
    // What `console.log` and a debugger in Node ask for instead of listing fields.
    Object.defineProperty(SigningKey.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: SigningKey): string {
        return this.toString();
      },
    });
  }
}

/** Makes a new signing key from the runtime's secure random numbers. */
export function generateKey(): SigningKey {
  return new SigningKey(randomBytes(KEY_LENGTH));
}

/** Imports a seed: the 32 bytes that RFC 8032 calls the private key. */
export function importSeed(seed: Uint8Array): SigningKey {
  requireBytes('seed', seed, KEY_LENGTH);
  return new SigningKey(seed);
}

/**
 * Imports a public key from 32 raw bytes or a JWK (`alg` absent, `Ed25519` or `EdDSA`).
 * @returns the 32 bytes, vetted by the acceptance rule.
 * @throws ContentmarkError `ERR_KEY`
 */
export function importPublicKey(key: Uint8Array | PublicJwk): Uint8Array {
  return readPublicKey('key', key);
}

/** Imports a private JWK. Its `x` must be the public half of its `d`. */
export function importPrivateJwk(jwk: PrivateJwk): SigningKey {
  const publicKey = readPublicKey('jwk', jwk);
  const key = new SigningKey(readJwkMember('jwk', jwk, 'd'));
  if (encodeHex(publicKey) !== encodeHex(key.publicKey)) {
    throw new ContentmarkError(
      'ERR_KEY',
      'the JWK\'s "x" is not the public half of its "d"',
      'jwk',
    );
  }
  return key;
}

function readPublicKey(argument: string, key: unknown): Uint8Array {
  // A copy: the caller's bytes may change, the key that was vetted must not.
  const bytes = key instanceof Uint8Array ? new Uint8Array(key) : readJwkMember(argument, key, 'x');
  const problem = findPublicKeyProblem(bytes);
  if (problem === undefined) return bytes;
  throw new ContentmarkError('ERR_KEY', `the public key ${problem}`, argument);
}

function readJwkMember(argument: string, jwk: unknown, member: 'x' | 'd'): Uint8Array {
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
    throw new ContentmarkError('ERR_KEY', `the JWK ${what}`, argument);
  };
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
  if (bytes?.length !== KEY_LENGTH)
    return refuse(`needs "${member}": 32 bytes in unpadded base64url`);
  return bytes;
}

/** The public half as a JWK for trust files and JWKS, with `kid` and `alg`. */
export function exportPublicJwk(key: SigningKey | Uint8Array): PublicJwk {
  const publicKey = isSigningKey(key) ? key.publicKey : readPublicKey('key', key);
  return {
    kty: 'OKP',
    crv: 'Ed25519',
    x: encodeBase64url(publicKey),
    alg: 'Ed25519',
    kid: keyIdOf(publicKey),
  };
}

/** The secret seed, 32 bytes. Whoever has it signs in your name. */
export function unsafeExportSeed(key: SigningKey): Uint8Array {
  const seed = readSeed(key);
  if (seed === undefined) throw wrongArgument('key', 'a SigningKey', key);
  return seed.slice();
}

/** The private key as a JWK. Write it with mode 0600 and nowhere else. */
export function unsafeExportPrivateJwk(key: SigningKey): PrivateJwk {
  return { ...exportPublicJwk(key), d: encodeBase64url(unsafeExportSeed(key)) };
}
