/**
 * `inspect`: decodes an envelope for people who want to look into it. No signature is checked and
 * no key is needed, so its result must not decide what is shown: anyone can write an envelope that
 * says anything.
 */

import { wrongArgument } from '../errors.ts';
import { decodeBase64url } from '../format/bytes/base64url.ts';
import { encodeHex } from '../format/bytes/bytes.ts';
import { hashStatement } from '../format/bytes/cose.ts';
import { climb } from '../format/bytes/merkle-path.ts';
import { PROFILES, type Profile } from '../format/content/content.ts';
import { sha256 } from '../format/crypto/sha256.ts';
import type { Claims, PartDigest, Payload } from '../format/envelope/claims.ts';
import type { Authority, DecodedEnvelope } from '../format/envelope/decode.ts';
import type { Reason } from '../reasons.ts';
import { decodeMark, type ReadMark } from './mark-input.ts';
import type { Rejected } from './verdict.ts';

/** The digest of one content or part, readably. */
export interface InspectedDigest {
  readonly profile: Profile;
  /** SHA-256, 64 hexadecimal digits. */
  readonly digest: string;
}

/** What an envelope says that it covers. */
export type InspectedPayload =
  | (InspectedDigest & {
      readonly type: 'content';
      readonly mediaType?: string | number;
    })
  | {
      readonly type: 'parts';
      /**
       * SHA-256 of the manifest, 64 hexadecimal digits: names all parts at once. Whoever reviews
       * a record signs this off (`claims.review`).
       */
      readonly digest: string;
      readonly parts: readonly (InspectedDigest & { readonly name: string })[];
    };

/** What an envelope says, unverified. `verified` is always false: it is there to be printed. */
export interface Inspected {
  readonly reason?: never;
  readonly verified: false;
  /** Signed by itself, or an item of a batch, with its receipt or without (`thin`). */
  readonly mode: 'single' | 'batch' | 'thin';
  /** The key it names, 16 hexadecimal digits; a thin item names none. */
  readonly keyId?: string;
  /**
   * For an item of a batch: the root of the tree that its path leads to, 64 hexadecimal digits. A recall
   * list names a batch by it.
   */
  readonly root?: string;
  readonly sizeBytes: number;
  /**
   * The claims; anyone can have written them. Only `verify` turns claims into something to rely on.
   */
  readonly claims: Claims;
  readonly payload: InspectedPayload;
}

/** Why the bytes are no envelope. */
export interface Uninspectable {
  readonly reason: Reason;
  readonly detail: string;
  readonly verified: false;
}

/** What {@link inspect} returns. */
export type Inspection = Inspected | Uninspectable;

/**
 * Decodes an envelope or its text form **without verifying it**.
 * @throws ContentmarkError `ERR_ARGUMENT` only for what is neither bytes nor a string.
 * @example
 * ```ts
 * import { generateKey, inspect, localSigner, signSync, text } from 'contentmark';
 *
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'staging' };
 * const mark = signSync(text('Light.'), { signer: localSigner(generateKey()), claims });
 * const found = inspect(mark);
 * // Nothing of it has been verified: never decide by it.
 * if (found.reason === undefined) console.log(found.claims.environment); // staging
 * console.log(inspect('no mark').reason); // malformed
 * ```
 */
export function inspect(envelope: Uint8Array | string): Inspection {
  if (typeof envelope !== 'string' && !(envelope instanceof Uint8Array)) {
    throw wrongArgument('envelope', 'Uint8Array or its text form', envelope);
  }
  return inspectRead(decodeMark(envelope, decodeBase64url));
}

/** {@link inspect}, of a mark that has been decoded, or was refused as none. */
export function inspectRead(mark: ReadMark | Rejected): Inspection {
  return mark.status === 'read'
    ? describe(mark.envelope, mark.sizeBytes)
    : refuse(mark.reason, mark.detail);
}

function refuse(reason: Reason, detail: string): Uninspectable {
  return Object.freeze({ reason, detail, verified: false });
}

function describe(envelope: DecodedEnvelope, sizeBytes: number): Inspected {
  const { authority, claims, payload, sign1 } = envelope;
  const keyId = keyIdIn(authority);
  const root = rootOf(envelope);
  return Object.freeze({
    verified: false,
    mode: authority.mode,
    ...(keyId !== undefined && { keyId: encodeHex(keyId) }),
    ...(root !== undefined && { root: encodeHex(root) }),
    sizeBytes,
    claims,
    payload: describePayload(payload, sign1.payload),
  });
}

function keyIdIn(authority: Authority): Uint8Array | undefined {
  switch (authority.mode) {
    case 'single':
      return authority.keyId;
    case 'batch':
      return authority.receipt.statement.keyId;
    case 'thin':
      return undefined;
  }
}

/** The root that the path leads to, whatever is signed about it; none where it does not fit its tree. */
function rootOf({ authority, sign1 }: DecodedEnvelope): Uint8Array | undefined {
  if (authority.mode === 'single') return undefined;
  const { proof } = authority.mode === 'batch' ? authority.receipt : authority;
  const leaf = hashStatement(sha256, sign1.protectedHeader, sign1.payload);
  return climb(sha256, leaf, proof.leafIndex, proof.treeSize, proof.path)?.root;
}

function describePayload(payload: Payload, bytes: Uint8Array): InspectedPayload {
  if (payload.type === 'manifest') {
    const parts = [...payload.parts].map(([name, part]) => ({ name, ...describeDigest(part) }));
    return { type: 'parts', digest: encodeHex(sha256(bytes)), parts };
  }
  const { mediaType } = payload;
  return {
    type: 'content',
    ...describeDigest(payload),
    ...(mediaType !== undefined && { mediaType }),
  };
}

function describeDigest({ profile, digest }: PartDigest): InspectedDigest {
  // The decoder accepts no number that PROFILES does not have.
  return { profile: PROFILES[profile] as Profile, digest: encodeHex(digest) };
}
