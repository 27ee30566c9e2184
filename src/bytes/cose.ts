/**
 * COSE_Sign1 (RFC 9052 §4): the frame around what is signed, and the bytes that
 * the signature covers. What the headers and the payload mean is the envelope's
 * business; here they are byte strings.
 */
import { concatBytes } from './bytes.ts';
import {
  type CborReader,
  createCborReader,
  fail,
  readArray,
  readBytes,
  readTag,
} from './cbor-read.ts';

/** CBOR tag of COSE_Sign1. Checked always: an untagged array could be another COSE object. */
export const COSE_SIGN1_TAG = 18;

/** Header labels (RFC 9052 §3.1, RFC 9596, RFC 9597, RFC 9995). */
export const LABEL_ALG = 1;
export const LABEL_CONTENT_TYPE = 3;
export const LABEL_KID = 4;
export const LABEL_CWT_CLAIMS = 15;
export const LABEL_TYP = 16;
export const LABEL_PAYLOAD_HASH_ALG = 258;
export const LABEL_PREIMAGE_CONTENT_TYPE = 259;

/** Fully specified Ed25519 (RFC 9864). */
export const ALG_ED25519 = -19;
/** SHA-256 (RFC 9054). */
export const ALG_SHA256 = -16;

/** The four members of a COSE_Sign1, the unprotected header left where it stands. */
export interface CoseSign1 {
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Reads `18([protected, unprotected, payload, signature])`. `readUnprotected` reads the
 * unprotected map from the same reader and fails on what it does not expect.
 * Problems are left in the returned reader, which stands at the end of the array.
 */
export function readCoseSign1(
  bytes: Uint8Array,
  readUnprotected: (reader: CborReader) => void,
): { readonly reader: CborReader; readonly sign1: CoseSign1 } {
  const reader = createCborReader(bytes);
  readTag(reader, COSE_SIGN1_TAG);
  if (readArray(reader, 4) !== 4) fail(reader, 'expected an array of four');
  const protectedHeader = readBytes(reader, 1, bytes.length);
  readUnprotected(reader);
  const payload = readBytes(reader, 0, bytes.length);
  const signature = readBytes(reader, 0, 64);
  return { reader, sign1: { protectedHeader, payload, signature } };
}

/** `["Signature1"` and its array head: constant, so written once by hand. */
const SIGNATURE1: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0x84,
  0x6a,
  0x53,
  0x69,
  0x67,
  0x6e,
  0x61,
  0x74,
  0x75,
  0x72,
  0x65,
  0x31,
);

const EMPTY_BSTR: Uint8Array = /* @__PURE__ */ Uint8Array.of(0x40);

/**
 * The bytes that are signed: `["Signature1", protected, external_aad = h'', payload]`
 * (RFC 9052 §4.4), from byte strings exactly as they stand in the envelope.
 */
export function encodeSigStructure(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array {
  return concatBytes(
    SIGNATURE1,
    encodeBstrHead(protectedHeader.length),
    protectedHeader,
    EMPTY_BSTR,
    encodeBstrHead(payload.length),
    payload,
  );
}

/** The head of a byte string, in its shortest form. Lengths here stay below 2^16 by the size limit. */
function encodeBstrHead(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(0x40 | length);
  if (length < 0x100) return Uint8Array.of(0x58, length);
  return Uint8Array.of(0x59, length >> 8, length & 0xff);
}
