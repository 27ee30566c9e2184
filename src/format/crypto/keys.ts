/**
 * Makes, imports and exports Ed25519 signing keys. A signing key prints as its id, and its secret
 * is given only by functions whose names begin with `unsafe`.
 */

import { ContentmarkError, requireBytes, wrongArgument } from '../../errors.ts';
import { encodeBase64url } from '../bytes/base64url.ts';
import { equalBytes } from '../bytes/bytes.ts';
import { KEY_LENGTH } from './ed25519.ts';
import { type KeyBindings, readKeyBindings } from './key-bindings.ts';
import {
  keyIdOf,
  type PrivateJwk,
  type PublicJwk,
  readJwkMember,
  readPublicKey,
} from './public-key.ts';
import { randomBytes } from './random.ts';
import { getSigningBackend, type MessageSigner } from './signing.ts';

/** Reads the secret of a SigningKey. No member of the class: only this file may ask. */
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
  /** What its file says that it may sign for; `sign` refuses everything else. */
  readonly bindings: KeyBindings | undefined;
  readonly #seed: Uint8Array;
  #sign: MessageSigner | undefined;

  /** @internal Use `generateKey` or an `import…` function. */
  constructor(seed: Uint8Array, bindings?: KeyBindings) {
    requireBytes('seed', seed, KEY_LENGTH);
    // Not slice(): of a Buffer that is a view, and callers rightly wipe the seed they passed.
    this.#seed = new Uint8Array(seed);
    this.publicKey = getSigningBackend().derivePublicKey(this.#seed);
    this.keyId = keyIdOf(this.publicKey);
    this.bindings = bindings;
    Object.freeze(this);
  }

  /** Signs a message (RFC 8032): 64 bytes. Content is signed with `sign`, not with this. */
  signMessage(message: Uint8Array): Uint8Array {
    requireBytes('message', message);
    this.#sign ??= getSigningBackend().importSeed(this.#seed);
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

/**
 * Makes a new signing key from the runtime's secure random numbers.
 * @example
 * ```ts
 * import { generateKey } from 'contentmark/keys';
 *
 * const key = generateKey();
 * console.log(key.publicKey.length, key.keyId.length); // 32 16
 * ```
 */
export function generateKey(): SigningKey {
  return new SigningKey(randomBytes(KEY_LENGTH));
}

/**
 * Imports a seed: the 32 bytes that RFC 8032 calls the private key.
 * @example
 * ```ts
 * import { importSeed } from 'contentmark/keys';
 *
 * // 32 random bytes that are kept secret; these are for an example only.
 * const key = importSeed(new Uint8Array(32).fill(1));
 * console.log(key.publicKey.length); // 32
 * ```
 */
export function importSeed(seed: Uint8Array): SigningKey {
  requireBytes('seed', seed, KEY_LENGTH);
  return new SigningKey(seed);
}

/**
 * Imports a private JWK. Its `x` must be the public half of its `d`. A member `contentmark`, as
 * `keygen` writes it, binds the key: {@link KeyBindings}.
 */
export function importPrivateJwk(jwk: PrivateJwk): SigningKey {
  const publicKey = readPublicKey('jwk', jwk);
  const seed = readJwkMember('jwk', jwk, 'd');
  const own: unknown = Object.hasOwn(jwk, 'contentmark') ? jwk.contentmark : undefined;
  const key = new SigningKey(seed, readKeyBindings('jwk.contentmark', own));
  if (!equalBytes(publicKey, key.publicKey)) {
    throw new ContentmarkError(
      'ERR_KEY',
      'has an "x" that is not the public half of its "d"',
      'jwk',
    );
  }
  return key;
}

/**
 * The public half as a JWK for trust files and JWKS, with `kid` and `alg`.
 * @example
 * ```ts
 * import { exportPublicJwk, generateKey } from 'contentmark/keys';
 *
 * const { kty, crv } = exportPublicJwk(generateKey());
 * console.log(kty, crv); // OKP Ed25519
 * ```
 */
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
  const d = encodeBase64url(unsafeExportSeed(key));
  const { bindings } = key;
  return { ...exportPublicJwk(key), d, ...(bindings !== undefined && { contentmark: bindings }) };
}
