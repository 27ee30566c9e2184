/**
 * The bytes of a batch: items, receipts, signed roots (docs/format.md, "Batches").
 * Signing code only: this file loads cbor-x.
 *
 * The signed root is encoded by cbor-x, once. An item is finished byte strings put
 * between a few constant bytes, because building and sorting maps a million times
 * would cost more than everything else about it.
 */
import { concatBytes } from '../bytes/bytes.ts';
import { encodeHead } from '../bytes/cbor-head.ts';
import { ARRAY, BYTES, UINT } from '../bytes/cbor-read.ts';
import { type CborValue, encodeCbor } from '../bytes/cbor-write.ts';
import {
  ALG_ED25519,
  COSE_SIGN1_TAG,
  LABEL_ALG,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_TYP,
  LABEL_VDS,
  VDS_RFC9162_SHA256,
} from '../bytes/cose.ts';
import { CLAIM, MARK_TREE_SIZE, RECEIPT_CONTENT_FORMAT } from './limits.ts';
import type { InclusionProof } from './receipt.ts';

/** What a batch's signature says beside its root. */
export interface RootClaims {
  readonly issuer: string;
  /** Names the batch. */
  readonly subject: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Unix seconds. */
  readonly expiresAt: number | undefined;
  readonly treeSize: number;
}

/** What is signed of a batch, and its signature. */
export interface SignedBatch {
  readonly header: Uint8Array;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** What a leaf of the tree is made from. */
export interface Statement {
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
}

/**
 * The protected header of a batch's signed root.
 * @param keyId 8 bytes.
 */
export function encodeRootHeader(keyId: Uint8Array, claims: RootClaims): Uint8Array {
  const { issuer, subject, issuedAt, expiresAt, treeSize } = claims;
  const cwt = new Map<number, CborValue>([
    [CLAIM.issuer, issuer],
    [CLAIM.subject, subject],
    [CLAIM.issuedAt, issuedAt],
    [CLAIM.mark, new Map<number, CborValue>([[MARK_TREE_SIZE, treeSize]])],
  ]);
  if (expiresAt !== undefined) cwt.set(CLAIM.expiresAt, expiresAt);
  return encodeCbor(
    new Map<number, CborValue>([
      [LABEL_ALG, ALG_ED25519],
      [LABEL_KID, keyId],
      [LABEL_CWT_CLAIMS, cwt],
      [LABEL_TYP, RECEIPT_CONTENT_FORMAT],
      [LABEL_VDS, VDS_RFC9162_SHA256],
    ]),
  );
}

/** A signed root as it travels for thin items. */
export function encodeSignedRoot({ header, signature }: SignedBatch, root: Uint8Array): Uint8Array {
  return encodeCbor({
    tag: COSE_SIGN1_TAG,
    value: [header, new Map<number, CborValue>(), root, signature],
  });
}

/** Tag 18 and an array of four. */
const SIGN1 = /* @__PURE__ */ Uint8Array.of(0xd2, 0x84);
/** `{394: [` before a receipt's byte string. */
const RECEIPTS = /* @__PURE__ */ Uint8Array.of(0xa1, 0x19, 0x01, 0x8a, 0x81);
/** `{396: {-1: [` before a proof's byte string. */
const INCLUSION = /* @__PURE__ */ Uint8Array.of(0xa1, 0x19, 0x01, 0x8c, 0xa1, 0x20, 0x81);
/** A detached payload. */
const NIL = /* @__PURE__ */ Uint8Array.of(0xf6);
const EMPTY_BSTR = /* @__PURE__ */ Uint8Array.of(0x40);
const HASH_HEAD = /* @__PURE__ */ Uint8Array.of(0x58, 0x20);

function bstr(bytes: Uint8Array): readonly [head: Uint8Array, bytes: Uint8Array] {
  return [encodeHead(BYTES, bytes.length), bytes];
}

/** `[tree_size, leaf_index, [+ hash]]`. */
function encodeProof({ treeSize, leafIndex, path }: InclusionProof): Uint8Array {
  return concatBytes(
    encodeHead(ARRAY, 3),
    encodeHead(UINT, treeSize),
    encodeHead(UINT, leafIndex),
    encodeHead(ARRAY, path.length),
    ...path.flatMap((hash) => [HASH_HEAD, hash]),
  );
}

/** A batch item with its receipt. */
export function encodeBatchItem(
  statement: Statement,
  { header, signature }: SignedBatch,
  proof: InclusionProof,
): Uint8Array {
  const receipt = concatBytes(
    SIGN1,
    ...bstr(header),
    INCLUSION,
    ...bstr(encodeProof(proof)),
    NIL,
    ...bstr(signature),
  );
  return encodeItem(statement, RECEIPTS, receipt);
}

/** A batch item whose signed root travels apart. */
export function encodeThinItem(statement: Statement, proof: InclusionProof): Uint8Array {
  return encodeItem(statement, INCLUSION, encodeProof(proof));
}

function encodeItem(
  { protectedHeader, payload }: Statement,
  unprotectedHead: Uint8Array,
  unprotected: Uint8Array,
): Uint8Array {
  return concatBytes(
    SIGN1,
    ...bstr(protectedHeader),
    unprotectedHead,
    ...bstr(unprotected),
    ...bstr(payload),
    EMPTY_BSTR,
  );
}
