/**
 * Decodes an envelope by the closed schema of docs/format.md. It accepts exactly the bytes that
 * encode.ts would write.
 */

import type { Reason } from '../../reasons.ts';
import {
  type CborReader,
  createCborReader,
  fail,
  peekMajor,
  readArray,
  readBytes,
  readEnd,
  readInt,
  readIntMap,
  readText,
  readTextMap,
  readUint,
  TEXT,
} from '../bytes/cbor-read.ts';
import {
  ALG_ED25519,
  ALG_SHA256,
  type CoseSign1,
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_PAYLOAD_HASH_ALG,
  LABEL_PREIMAGE_CONTENT_TYPE,
  LABEL_RECEIPTS,
  LABEL_TYP,
  LABEL_VDP,
  readCoseSign1,
} from '../bytes/cose.ts';
import type { TextMemo } from '../bytes/text-memo.ts';
import type { Claims, PartDigest, Payload } from './claims.ts';
import { type DecodedClaims, readClaims } from './decode-claims.ts';
import {
  DIGEST_BYTES,
  ENVELOPE_TYPE,
  MANIFEST_CONTENT_FORMAT,
  MAX_CODE,
  MAX_ENVELOPE_BYTES,
  MAX_PARTS,
  MAX_RECEIPT_BYTES,
  MAX_TEXT_BYTES,
} from './limits.ts';
import { PROFILES, RAW_1 } from './profiles.ts';
import {
  type FindKnownStatement,
  type InclusionProof,
  type Receipt,
  readInclusionProof,
  readProofMap,
  readReceipt,
} from './receipt.ts';

/** An envelope as it stands in its bytes. Nothing in it is believed before the signature holds. */
export interface DecodedEnvelope {
  readonly sign1: CoseSign1;
  readonly authority: Authority;
  readonly claims: Claims;
  readonly payload: Payload;
}

/** What the statement rests on: a signature of its own, or the signed root of a batch. */
export type Authority =
  /** `keyId` is 8 bytes. */
  | { readonly mode: 'single'; readonly keyId: Uint8Array }
  | { readonly mode: 'batch'; readonly receipt: Receipt }
  /** The signed root travels apart, once for many items. */
  | { readonly mode: 'thin'; readonly proof: InclusionProof };

/** A decoded envelope, or the first reason why it is not one. */
export type Decoded =
  | { readonly envelope: DecodedEnvelope; readonly reason?: never }
  | { readonly reason: Reason; readonly detail: string };

/** What was read before, so that it need not be read again. It changes no answer. */
export interface Remembered {
  readonly findKnown?: FindKnownStatement | undefined;
  readonly memo?: TextMemo | undefined;
}

/** Algorithms that tests may allow beside Ed25519; public COSE vectors use the deprecated -8. */
export type AllowedAlgorithms = readonly number[];

const ED25519_ONLY: AllowedAlgorithms = [ALG_ED25519];

/**
 * Decodes an envelope. Never throws, allocates no more than the envelope's own size, and
 * keeps views of the bytes, so they must not change afterwards.
 */
export function decodeEnvelope(
  bytes: Uint8Array,
  allowedAlgorithms: AllowedAlgorithms = ED25519_ONLY,
  { findKnown, memo }: Remembered = {},
): Decoded {
  if (bytes.length > MAX_ENVELOPE_BYTES) {
    return { reason: 'too-large', detail: `${bytes.length} bytes, at most ${MAX_ENVELOPE_BYTES}` };
  }
  const unprotected: Unprotected = { receipt: undefined, proof: undefined };
  const { reader, sign1 } = readCoseSign1(bytes, (at) => readUnprotected(at, unprotected));
  readEnd(reader);
  if (reader.problem !== undefined) return malformed(reader.problem);

  const header = createCborReader(sign1.protectedHeader, memo);
  const fields = readProtectedHeader(header);
  readEnd(header);
  if (header.problem !== undefined) return malformed(`protected header: ${header.problem}`);

  const { type, algorithm, keyId, claims: decoded, isManifest, mediaType } = fields;
  if (type === undefined) return malformed('no "typ"');
  const isSingle = unprotected.receipt === undefined && unprotected.proof === undefined;
  if (!isSingle && (algorithm !== undefined || keyId !== undefined)) {
    return malformed('a batch item with a key of its own');
  }
  if (isSingle && algorithm === undefined) return malformed('no "alg"');
  if (sign1.signature.length !== (isSingle ? 64 : 0)) {
    return malformed(isSingle ? 'the signature is not 64 bytes' : 'a batch item with a signature');
  }
  const authority = readAuthority(keyId, unprotected, findKnown);
  if (typeof authority === 'string') return malformed(authority);
  if (decoded === undefined) return malformed('no claims');
  if (isManifest === undefined) return malformed('neither a digest nor a manifest');
  const { claims, profile } = decoded;
  if (isManifest === (profile !== undefined)) {
    return malformed(isManifest ? 'a manifest with one profile' : 'a digest without a profile');
  }
  const payload =
    profile === undefined
      ? readManifest(sign1.payload)
      : readHash(sign1.payload, profile, mediaType);
  if (typeof payload === 'string') return malformed(payload);
  // Last, so that what is malformed as well is called malformed by every implementation.
  if (type !== ENVELOPE_TYPE) return { reason: 'wrong-type', detail: `"typ" is ${type}` };
  if (algorithm !== undefined && !isAllowed(algorithm, allowedAlgorithms)) {
    return { reason: 'unsupported-algorithm', detail: `"alg" is ${algorithm}` };
  }
  return { envelope: { sign1, authority, claims, payload } };
}

/**
 * Whether a list has the algorithm. It is a loop, so that a page that replaces
 * `Array.prototype.includes` cannot change the answer.
 */
function isAllowed(algorithm: number, allowed: AllowedAlgorithms): boolean {
  for (const one of allowed) if (one === algorithm) return true;
  return false;
}

function malformed(detail: string): Decoded {
  return { reason: 'malformed', detail };
}

/** The byte strings of the unprotected header; at most one of them is there. */
interface Unprotected {
  receipt: Uint8Array | undefined;
  proof: Uint8Array | undefined;
}

function readUnprotected(reader: CborReader, found: Unprotected): void {
  readIntMap(reader, 1, (label) => {
    if (label === LABEL_RECEIPTS) {
      if (readArray(reader, 1) !== 1) fail(reader, 'expected one receipt');
      found.receipt = readBytes(reader, 1, MAX_RECEIPT_BYTES);
    } else if (label === LABEL_VDP) {
      const proof = readProofMap(reader);
      if (proof !== undefined) found.proof = proof;
      else fail(reader, 'no inclusion proof');
    } else fail(reader, `unknown header ${label}`);
  });
}

function readAuthority(
  keyId: Uint8Array | undefined,
  unprotected: Unprotected,
  findKnown: FindKnownStatement | undefined,
): Authority | string {
  if (unprotected.receipt !== undefined) {
    const receipt = readReceipt(unprotected.receipt, findKnown);
    return typeof receipt === 'string' ? receipt : { mode: 'batch', receipt };
  }
  if (unprotected.proof !== undefined) {
    const proof = readInclusionProof(unprotected.proof);
    return typeof proof === 'string' ? proof : { mode: 'thin', proof };
  }
  return keyId === undefined ? 'no key id' : { mode: 'single', keyId };
}

interface ProtectedHeader {
  type?: string;
  algorithm?: number;
  keyId?: Uint8Array;
  claims?: DecodedClaims;
  /** Label 3 with 60 says manifest, label 258 with SHA-256 says digest; one of them must. */
  isManifest?: boolean;
  mediaType?: string | number;
}

function readProtectedHeader(reader: CborReader): ProtectedHeader {
  const header: ProtectedHeader = {};
  readIntMap(reader, 6, (label) => {
    switch (label) {
      case LABEL_ALG:
        header.algorithm = readInt(reader);
        break;
      case LABEL_CONTENT_TYPE:
        if (readUint(reader, MAX_CODE) !== MANIFEST_CONTENT_FORMAT) {
          fail(reader, 'a content type other than application/cbor');
        }
        header.isManifest = true;
        break;
      case LABEL_KID:
        header.keyId = readBytes(reader, 8, 8);
        break;
      case LABEL_CWT_CLAIMS:
        header.claims = readClaims(reader);
        break;
      case LABEL_TYP:
        // Other signed objects, receipts among them, name their type by a number.
        header.type =
          peekMajor(reader) === TEXT
            ? readText(reader, MAX_TEXT_BYTES, reader.memo)
            : String(readUint(reader, MAX_CODE));
        break;
      case LABEL_PAYLOAD_HASH_ALG:
        if (header.isManifest === true) fail(reader, 'a manifest with a payload hash');
        if (readInt(reader) !== ALG_SHA256) fail(reader, 'a payload hash other than SHA-256');
        header.isManifest = false;
        break;
      case LABEL_PREIMAGE_CONTENT_TYPE:
        if (header.isManifest !== false) fail(reader, 'a preimage type without a payload hash');
        header.mediaType =
          peekMajor(reader) === TEXT
            ? readText(reader, MAX_TEXT_BYTES)
            : readUint(reader, MAX_CODE);
        break;
      default:
        fail(reader, `unknown header ${label}`);
    }
  });
  return header;
}

function readHash(
  payload: Uint8Array,
  profile: number,
  mediaType: string | number | undefined,
): Payload | string {
  if (payload.length !== DIGEST_BYTES) return 'the payload is not a SHA-256 digest';
  // Every other profile says by itself what its content is.
  if (mediaType !== undefined && profile !== RAW_1)
    return 'a preimage type beside another profile than raw-1';
  return { type: 'hash', profile, digest: payload, mediaType };
}

function readManifest(payload: Uint8Array): Payload | string {
  const reader = createCborReader(payload);
  const parts = new Map<string, PartDigest>();
  readTextMap(reader, MAX_PARTS, MAX_TEXT_BYTES, (name) => {
    if (readArray(reader, 2) !== 2) fail(reader, 'a part is a pair');
    const profile = readUint(reader, PROFILES.length - 1);
    parts.set(name, { profile, digest: readBytes(reader, DIGEST_BYTES, DIGEST_BYTES) });
  });
  if (parts.size === 0) fail(reader, 'no parts');
  readEnd(reader);
  return reader.problem === undefined ? { type: 'manifest', parts } : `manifest: ${reader.problem}`;
}
