/**
 * Reads COSE_Sign1 (RFC 9052 §4) and writes the bytes that its signature covers. Headers and
 * payload are only byte strings here; format/envelope knows what they mean.
 */
import {
  type CborReader,
  createCborReader,
  fail,
  readArray,
  readBytes,
  readTag,
} from './cbor-read.ts';
import { type Hash, LEAF } from './merkle.ts';

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
/** COSE Receipts (RFC 9942). */
export const LABEL_RECEIPTS = 394;
export const LABEL_VDS = 395;
export const LABEL_VDP = 396;
/** The verifiable data structure RFC9162_SHA256, and its inclusion proofs. */
export const VDS_RFC9162_SHA256 = 1;
export const VDP_INCLUSION = -1;

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

/** `external_aad`, always empty here. */
const EMPTY_BSTR = 0x40;

/**
 * The bytes that are signed: `["Signature1", protected, external_aad = h'', payload]`
 * (RFC 9052 §4.4), from byte strings exactly as they stand in the envelope.
 */
export function encodeSigStructure(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array {
  const head = SIGNATURE1.length;
  const aad = head + sizeOfBstr(protectedHeader);
  const bytes = new Uint8Array(aad + 1 + sizeOfBstr(payload));
  bytes.set(SIGNATURE1);
  writeBstr(bytes, head, protectedHeader);
  bytes[aad] = EMPTY_BSTR;
  writeBstr(bytes, aad + 1, payload);
  return bytes;
}

/** Bytes of a byte string with its head. Lengths here stay below 2^16 by the size limit. */
function sizeOfBstr({ length }: Uint8Array): number {
  return length + (length < 24 ? 1 : length < 0x100 ? 2 : 3);
}

/** Writes a byte string, its head in the shortest form, and says where it ends. */
function writeBstr(target: Uint8Array, start: number, content: Uint8Array): number {
  const { length } = content;
  let at = start;
  if (length < 24) {
    target[at++] = 0x40 | length;
  } else if (length < 0x100) {
    target[at++] = 0x58;
    target[at++] = length;
  } else {
    target[at++] = 0x59;
    target[at++] = length >> 8;
    target[at++] = length;
  }
  target.set(content, at);
  return at + length;
}

/**
 * A COSE_Sign1 as it stands in a batch: unprotected header `{}`, signature `h''`. Its
 * bytes are the entry of the Merkle tree (docs/format.md, "Batches").
 */
export function encodeStatement(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + sizeOfBstr(protectedHeader) + sizeOfBstr(payload));
  writeStatement(bytes, 0, protectedHeader, payload);
  return bytes;
}

/** Writes what {@link encodeStatement} gives from `start` on, and says where it ends. */
function writeStatement(
  target: Uint8Array,
  start: number,
  protectedHeader: Uint8Array,
  payload: Uint8Array,
): number {
  // Tag 18 and an array of four.
  target[start] = 0xd2;
  target[start + 1] = 0x84;
  const map = writeBstr(target, start + 2, protectedHeader);
  target[map] = EMPTY_MAP;
  const end = writeBstr(target, map + 1, payload);
  target[end] = EMPTY_BSTR;
  return end + 1;
}

/**
 * The shared buffer, large enough for the leaf of the largest envelope. Filled anew for every leaf,
 * so it may be shared.
 */
let leaf: Uint8Array = /* @__PURE__ */ new Uint8Array(1024);

/**
 * The leaf hash (RFC 9162 §2.1.1) of a statement, computed in a shared buffer: where the root is
 * known, most of an item's cost is allocating memory.
 */
export function hashStatement(
  hash: Hash,
  protectedHeader: Uint8Array,
  payload: Uint8Array,
): Uint8Array {
  const length = 5 + sizeOfBstr(protectedHeader) + sizeOfBstr(payload);
  if (length > leaf.length) leaf = new Uint8Array(length);
  leaf[0] = LEAF;
  return hash(leaf.subarray(0, writeStatement(leaf, 1, protectedHeader, payload)));
}

/** The unprotected header of a statement. */
const EMPTY_MAP = 0xa0;
