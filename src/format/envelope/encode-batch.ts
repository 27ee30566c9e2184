/**
 * Writes the bytes of a batch: items, receipts, signed roots (docs/format.md, "Batches"). Only
 * signing code imports this file, because it loads cbor-x.
 *
 * cbor-x encodes the signed root, once. An item is joined from finished byte strings and a few
 * constant bytes, because building and sorting maps a million times would cost more than all the
 * rest.
 */
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
import { encodeRecord } from './encode-claims.ts';
import { RECEIPT_CONTENT_FORMAT } from './limits.ts';
import { CLAIM_MARK, MARK_TREE_SIZE, ROOT_FIELDS } from './schema.ts';

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

/** Where an item stands in its tree, and its way to the root. */
export interface ItemProof {
  readonly treeSize: number;
  /** From 0. */
  readonly leafIndex: number;
  /** 32 bytes each, from the leaf upwards. */
  readonly path: readonly Uint8Array[];
}

/** The statement that a leaf of the tree hashes. */
export interface Statement {
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
}

/**
 * The protected header of a batch's signed root.
 * @param keyId 8 bytes.
 */
export function encodeRootHeader(keyId: Uint8Array, claims: RootClaims): Uint8Array {
  const cwt = encodeRecord('claims.', ROOT_FIELDS, claims);
  cwt.set(CLAIM_MARK, new Map([[MARK_TREE_SIZE, claims.treeSize]]));
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

/** Finished byte strings that will stand one behind the other, and their length together. */
interface Pieces {
  readonly list: Uint8Array[];
  length: number;
}

function startPieces(): Pieces {
  return { list: [], length: 0 };
}

function add(pieces: Pieces, piece: Uint8Array): void {
  pieces.list.push(piece);
  pieces.length += piece.length;
}

/** Adds a byte string with its head. */
function addBstr(pieces: Pieces, bytes: Uint8Array): void {
  add(pieces, encodeHead(BYTES, bytes.length));
  add(pieces, bytes);
}

/** Adds a byte string whose content is pieces. */
function addNested(pieces: Pieces, inner: Pieces): void {
  add(pieces, encodeHead(BYTES, inner.length));
  for (const piece of inner.list) add(pieces, piece);
}

/** Joins the pieces, copying each once. */
function join({ list, length }: Pieces): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of list) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** `[tree_size, leaf_index, [+ hash]]`. */
function proofPieces({ treeSize, leafIndex, path }: ItemProof): Pieces {
  const pieces = startPieces();
  add(pieces, encodeHead(ARRAY, 3));
  add(pieces, encodeHead(UINT, treeSize));
  add(pieces, encodeHead(UINT, leafIndex));
  add(pieces, encodeHead(ARRAY, path.length));
  for (const hash of path) {
    add(pieces, HASH_HEAD);
    add(pieces, hash);
  }
  return pieces;
}

/** A batch item with its receipt. */
export function encodeBatchItem(
  statement: Statement,
  { header, signature }: SignedBatch,
  proof: ItemProof,
): Uint8Array {
  const receipt = startPieces();
  add(receipt, SIGN1);
  addBstr(receipt, header);
  add(receipt, INCLUSION);
  addNested(receipt, proofPieces(proof));
  add(receipt, NIL);
  addBstr(receipt, signature);
  return encodeItem(statement, RECEIPTS, receipt);
}

/** A batch item whose signed root travels apart. */
export function encodeThinItem(statement: Statement, proof: ItemProof): Uint8Array {
  return encodeItem(statement, INCLUSION, proofPieces(proof));
}

function encodeItem(
  { protectedHeader, payload }: Statement,
  unprotectedHead: Uint8Array,
  unprotected: Pieces,
): Uint8Array {
  const item = startPieces();
  add(item, SIGN1);
  addBstr(item, protectedHeader);
  add(item, unprotectedHead);
  addNested(item, unprotected);
  addBstr(item, payload);
  add(item, EMPTY_BSTR);
  return join(item);
}
