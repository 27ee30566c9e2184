/**
 * `inspect`: decodes an envelope for people who want to look into it. No signature is checked and
 * no key is needed, so its result must not decide what is shown: anyone can write an envelope that
 * says anything.
 */

import { wrongArgument } from '../errors.ts';
import { decodeBase64url } from '../format/bytes/base64url.ts';
import { encodeHex } from '../format/bytes/bytes.ts';
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

function describe(
  { authority, claims, payload, sign1 }: DecodedEnvelope,
  sizeBytes: number,
): Inspected {
  const keyId = keyIdIn(authority);
  return Object.freeze({
    verified: false,
    mode: authority.mode,
    ...(keyId !== undefined && { keyId: encodeHex(keyId) }),
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
