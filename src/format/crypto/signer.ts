/**
 * The `Signer` interface, which a key in memory and a key management service both fit: a public key
 * and one call that signs bytes.
 */

import { ContentmarkError, requireBytes, wrongArgument } from '../../errors.ts';
import { equalBytes } from '../bytes/bytes.ts';
import { createVettedCheck, type SignatureCheck } from './backend.ts';
import { findPublicKeyProblem, KEY_LENGTH } from './ed25519.ts';
import { type KeyBindings, readKeyBindings } from './key-bindings.ts';
import { isSigningKey, type SigningKey } from './keys.ts';
import { getSigningBackend } from './signing.ts';

/** Something that signs with one Ed25519 key. */
export interface Signer {
  /** 32 bytes. The key id in the envelope is derived from it, so the two cannot differ. */
  readonly publicKey: Uint8Array;
  /** Signs the message itself (PureEdDSA, not a hash of it): 64 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  /** The same at once, where the key is at hand; `signSync` needs it. */
  readonly signSync?: (message: Uint8Array) => Uint8Array;
  /** What the key may sign for; `sign` refuses other claims. Default anything. */
  readonly bindings?: KeyBindings | undefined;
}

/**
 * What is remembered of a signer, with the key it was learned under, because the signer's bytes may
 * change.
 */
interface Learned {
  readonly publicKey: Uint8Array;
  /** The check under that key, vetted once; `local` signs with a key of this process and needs none. */
  readonly check: SignatureCheck | 'local';
}

const learned: WeakMap<Signer, Learned> = /* @__PURE__ */ new WeakMap();

/**
 * A signer for a key held in this process.
 * @example
 * ```ts
 * import { generateKey, localSigner } from 'contentmark/keys';
 *
 * const key = generateKey();
 * const signer = localSigner(key);
 * console.log(signer.publicKey.length); // 32
 * ```
 */
export function localSigner(key: SigningKey): Signer {
  if (!isSigningKey(key)) {
    throw wrongArgument('key', 'a SigningKey (generateKey, importPrivateJwk…)', key);
  }
  const signer: Signer = Object.freeze({
    publicKey: key.publicKey.slice(),
    sign: async (message: Uint8Array) => key.signMessage(message),
    signSync: (message: Uint8Array) => key.signMessage(message),
    ...(key.bindings !== undefined && { bindings: key.bindings }),
  });
  learned.set(signer, { publicKey: key.publicKey.slice(), check: 'local' });
  return signer;
}

/** Refuses what is not a signer, before any content is canonicalized for it. */
export function requireSigner(argument: string, signer: unknown): asserts signer is Signer {
  if (typeof signer !== 'object' || signer === null) {
    throw wrongArgument(argument, 'a Signer (localSigner(key) or your own)', signer);
  }
  if (isSigningKey(signer)) {
    throw wrongArgument(argument, 'a Signer, and this is its key: write localSigner(key)', signer);
  }
  const { publicKey, sign, bindings } = signer as Partial<Signer>;
  requireBytes(`${argument}.publicKey`, publicKey, KEY_LENGTH);
  if (typeof sign !== 'function') throw wrongArgument(`${argument}.sign`, 'a function', sign);
  readKeyBindings(`${argument}.bindings`, bindings);
}

/**
 * Refuses a signature that does not verify under the signer's own public key: a
 * key service asked for the wrong key or for a pre-hashed mode would otherwise
 * produce envelopes that fail only in the storefront.
 * @param publicKey the signer's, as it stands in what was signed: a copy that nobody changes.
 * @throws ContentmarkError `ERR_SIGNER`
 */
export function requireOwnSignature(
  signer: Signer,
  publicKey: Uint8Array,
  signature: unknown,
  message: Uint8Array,
): asserts signature is Uint8Array {
  let known = learned.get(signer);
  if (known === undefined || !equalBytes(known.publicKey, publicKey)) {
    const problem = findPublicKeyProblem(publicKey);
    if (problem !== undefined) {
      throw new ContentmarkError('ERR_KEY', problem, 'options.signer.publicKey');
    }
    known = { publicKey, check: createVettedCheck(getSigningBackend(), publicKey) };
    learned.set(signer, known);
  }
  const { check } = known;
  if (check === 'local') return;
  if (!(signature instanceof Uint8Array) || check.now?.(signature, message) !== true) {
    throw new ContentmarkError(
      'ERR_SIGNER',
      'did not return an Ed25519 signature of the message under its own publicKey; ' +
        'check that it uses that key and signs the message itself, not a hash of it',
      'signer',
    );
  }
}
