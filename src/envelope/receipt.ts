/**
 * Receipts (RFC 9942): the signed root of a batch, and the path that leads to it from
 * one statement. One signature then covers up to millions of items, and each item
 * still stands alone (docs/format.md, "Batches").
 *
 * RFC 9942 signs the root only. Here the size of the tree is signed too: with the root
 * alone, the last leaf of a tree of nine also verifies at eleven other places.
 */
import {
  type CborReader,
  createCborReader,
  fail,
  readArray,
  readBytes,
  readEnd,
  readInt,
  readIntMap,
  readNull,
  readTag,
  readText,
  readUint,
} from '../bytes/cbor-read.ts';
import {
  ALG_ED25519,
  COSE_SIGN1_TAG,
  LABEL_ALG,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_TYP,
  LABEL_VDP,
  LABEL_VDS,
  readCoseSign1,
  VDP_INCLUSION,
  VDS_RFC9162_SHA256,
} from '../bytes/cose.ts';
import {
  CLAIM,
  DIGEST_BYTES,
  MARK_TREE_SIZE,
  MAX_PATH,
  MAX_RECEIPT_BYTES,
  MAX_SECONDS,
  MAX_TEXT_BYTES,
  MAX_TREE_SIZE,
  RECEIPT_CONTENT_FORMAT,
} from './limits.ts';

/** Where a statement stands in its tree, and the hashes that lead from it to the root. */
export interface InclusionProof {
  /** At least 2: a tree of one is a single envelope. */
  readonly treeSize: number;
  /** From 0. Says nothing but which way the path turns. */
  readonly leafIndex: number;
  /** 32 bytes each, from the leaf upwards. */
  readonly path: readonly Uint8Array[];
}

/** What a batch's signature says beside the root. Nothing is believed before it holds. */
export interface RootStatement {
  readonly protectedHeader: Uint8Array;
  /** 8 bytes. */
  readonly keyId: Uint8Array;
  readonly issuer: string;
  /** Names the batch. */
  readonly subject: string;
  /** Unix seconds. */
  readonly issuedAt: number;
  /** Unix seconds. */
  readonly expiresAt: number | undefined;
  readonly treeSize: number;
  /** 64 bytes, over the root as detached payload. */
  readonly signature: Uint8Array;
}

/** A root statement with the path of one item. */
export interface Receipt {
  readonly statement: RootStatement;
  readonly proof: InclusionProof;
}

/** Reads a receipt, `18([protected, {396: {-1: [proof]}}, nil, signature])`, or gives its problem. */
export function readReceipt(bytes: Uint8Array): Receipt | string {
  const reader = createCborReader(bytes);
  readTag(reader, COSE_SIGN1_TAG);
  if (readArray(reader, 4) !== 4) fail(reader, 'expected an array of four');
  const protectedHeader = readBytes(reader, 1, MAX_RECEIPT_BYTES);
  let proofBytes: Uint8Array | undefined;
  readIntMap(reader, 1, (label) => {
    if (label === LABEL_VDP) proofBytes = readProofMap(reader);
    else fail(reader, `unknown header ${label}`);
  });
  readNull(reader);
  const signature = readBytes(reader, 64, 64);
  readEnd(reader);
  if (reader.problem !== undefined) return `receipt: ${reader.problem}`;
  if (proofBytes === undefined) return 'receipt: no inclusion proof';
  const proof = readInclusionProof(proofBytes);
  if (typeof proof === 'string') return proof;
  const statement = readRootStatement(protectedHeader, signature);
  if (typeof statement === 'string') return statement;
  return { statement, proof };
}

/** Reads `{-1: [bstr .cbor Proof]}`, the value of label 396. */
export function readProofMap(reader: CborReader): Uint8Array | undefined {
  let proof: Uint8Array | undefined;
  readIntMap(reader, 1, (key) => {
    if (key !== VDP_INCLUSION) fail(reader, `unknown proof type ${key}`);
    if (readArray(reader, 1) !== 1) fail(reader, 'expected one inclusion proof');
    proof = readBytes(reader, 1, MAX_RECEIPT_BYTES);
  });
  return proof;
}

/** Reads `[tree_size, leaf_index, [+ hash]]`, or gives its problem. */
export function readInclusionProof(bytes: Uint8Array): InclusionProof | string {
  const reader = createCborReader(bytes);
  if (readArray(reader, 3) !== 3) fail(reader, 'expected an array of three');
  const treeSize = readUint(reader, MAX_TREE_SIZE);
  const leafIndex = readUint(reader, MAX_TREE_SIZE);
  const length = readArray(reader, MAX_PATH);
  const path: Uint8Array[] = [];
  for (let i = 0; i < length && reader.problem === undefined; i++) {
    path.push(readBytes(reader, DIGEST_BYTES, DIGEST_BYTES));
  }
  readEnd(reader);
  if (reader.problem !== undefined) return `inclusion proof: ${reader.problem}`;
  if (treeSize < 2 || leafIndex >= treeSize) return 'inclusion proof: no such leaf';
  return { treeSize, leafIndex, path };
}

/** Reads the protected header of a receipt or of a signed root, or gives its problem. */
export function readRootStatement(
  protectedHeader: Uint8Array,
  signature: Uint8Array,
): RootStatement | string {
  const reader = createCborReader(protectedHeader);
  const seen: { keyId: Uint8Array | undefined; claims: RootClaims | undefined } = {
    keyId: undefined,
    claims: undefined,
  };
  let labels = 0;
  readIntMap(reader, 5, (label) => {
    labels += 1;
    if (label === LABEL_ALG) expectValue(reader, readInt(reader), ALG_ED25519, 'alg');
    else if (label === LABEL_KID) seen.keyId = readBytes(reader, 8, 8);
    else if (label === LABEL_CWT_CLAIMS) seen.claims = readRootClaims(reader);
    else if (label === LABEL_TYP) {
      expectValue(reader, readUint(reader, 0xffff), RECEIPT_CONTENT_FORMAT, 'typ');
    } else if (label === LABEL_VDS) {
      expectValue(reader, readUint(reader, 0xffff), VDS_RFC9162_SHA256, 'data structure');
    } else fail(reader, `unknown header ${label}`);
  });
  readEnd(reader);
  if (reader.problem !== undefined) return `receipt header: ${reader.problem}`;
  const { keyId, claims } = seen;
  if (labels !== 5 || keyId === undefined || claims === undefined)
    return 'receipt header: incomplete';
  const { issuer, subject, issuedAt, expiresAt, treeSize } = claims;
  if (
    issuer === undefined ||
    issuedAt === undefined ||
    treeSize === undefined ||
    subject === undefined
  ) {
    return 'receipt header: incomplete claims';
  }
  return { protectedHeader, keyId, issuer, subject, issuedAt, expiresAt, treeSize, signature };
}

/** All members are own ones, also those not there: a polluted `Object.prototype` must not fill them. */
interface RootClaims {
  issuer: string | undefined;
  subject: string | undefined;
  issuedAt: number | undefined;
  expiresAt: number | undefined;
  treeSize: number | undefined;
}

function readRootClaims(reader: CborReader): RootClaims {
  const claims: RootClaims = {
    issuer: undefined,
    subject: undefined,
    issuedAt: undefined,
    expiresAt: undefined,
    treeSize: undefined,
  };
  readIntMap(reader, 5, (key) => {
    if (key === CLAIM.issuer) claims.issuer = readText(reader, MAX_TEXT_BYTES);
    else if (key === CLAIM.subject) claims.subject = readText(reader, MAX_TEXT_BYTES);
    else if (key === CLAIM.issuedAt) claims.issuedAt = readUint(reader, MAX_SECONDS);
    else if (key === CLAIM.expiresAt) claims.expiresAt = readUint(reader, MAX_SECONDS);
    else if (key === CLAIM.mark) {
      readIntMap(reader, 1, (member) => {
        if (member !== MARK_TREE_SIZE) fail(reader, `unknown key ${member} in the mark`);
        claims.treeSize = readUint(reader, MAX_TREE_SIZE);
      });
    } else fail(reader, `unknown claim ${key}`);
  });
  return claims;
}

function expectValue(reader: CborReader, value: number, expected: number, name: string): void {
  if (value !== expected) fail(reader, `"${name}" is ${value}`);
}

/** A root with what was signed about it, as it travels for thin items. */
export interface DecodedRoot {
  readonly statement: RootStatement;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** Reads a signed root, `18([protected, {}, root, signature])`, or gives its problem. */
export function readSignedRoot(bytes: Uint8Array): DecodedRoot | string {
  if (bytes.length > MAX_RECEIPT_BYTES)
    return `${bytes.length} bytes, at most ${MAX_RECEIPT_BYTES}`;
  const { reader, sign1 } = readCoseSign1(bytes, (at) => readIntMap(at, 0, () => undefined));
  readEnd(reader);
  if (reader.problem !== undefined) return reader.problem;
  const { protectedHeader, payload: root, signature } = sign1;
  if (root.length !== DIGEST_BYTES || signature.length !== 64) return 'not a root and a signature';
  const statement = readRootStatement(protectedHeader, signature);
  return typeof statement === 'string' ? statement : { statement, root };
}
