/**
 * Reads receipts (RFC 9942): the signed root of a batch, and the path that leads to it from one
 * statement. One signature covers up to millions of items, and each item can be checked without the
 * others (docs/format.md, "Batches").
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
import { countPath, type HashPath } from '../bytes/merkle-path.ts';
import { readRecord } from './decode-claims.ts';
import {
  DIGEST_BYTES,
  MAX_CODE,
  MAX_PATH,
  MAX_RECEIPT_BYTES,
  MAX_TREE_SIZE,
  RECEIPT_CONTENT_FORMAT,
} from './limits.ts';
import { CLAIM_MARK, MARK_TREE_SIZE, ROOT_FIELDS } from './schema.ts';

/** Where a statement stands in its tree, and the hashes that lead from it to the root. */
export interface InclusionProof {
  /** At least 2: a tree of one is a single envelope. */
  readonly treeSize: number;
  /** From 0. Says nothing but which way the path turns. */
  readonly leafIndex: number;
  readonly path: HashPath;
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

/** Finds a statement of which these very bytes were read before, so that they need not be read again. */
export type FindKnownStatement = (
  protectedHeader: Uint8Array,
  signature: Uint8Array,
) => RootStatement | undefined;

/** Reads a receipt, `18([protected, {396: {-1: [proof]}}, nil, signature])`, or gives its problem. */
export function readReceipt(bytes: Uint8Array, findKnown?: FindKnownStatement): Receipt | string {
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
  const statement =
    findKnown?.(protectedHeader, signature) ?? readRootStatement(protectedHeader, signature);
  return typeof statement === 'string' ? statement : { statement, proof };
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

/** A hash in the path: the head of a byte string of 32, and the string. */
const HASH_STRIDE = 2 + DIGEST_BYTES;

/** Reads `[tree_size, leaf_index, [+ hash]]`, or gives its problem. */
export function readInclusionProof(bytes: Uint8Array): InclusionProof | string {
  const reader = createCborReader(bytes);
  if (readArray(reader, 3) !== 3) fail(reader, 'expected an array of three');
  const treeSize = readUint(reader, MAX_TREE_SIZE);
  const leafIndex = readUint(reader, MAX_TREE_SIZE);
  const count = readArray(reader, MAX_PATH);
  const start = reader.at;
  // The hashes stay where they are: half of all items share most of them, and need no copy.
  for (let i = 0; i < count && reader.problem === undefined; i++) {
    if (bytes[reader.at] !== 0x58 || bytes[reader.at + 1] !== DIGEST_BYTES)
      fail(reader, 'expected a hash');
    else reader.at += HASH_STRIDE;
  }
  if (reader.at > bytes.length) fail(reader, 'unexpected end');
  readEnd(reader);
  if (reader.problem !== undefined) return `inclusion proof: ${reader.problem}`;
  if (treeSize < 2 || leafIndex >= treeSize) return 'inclusion proof: no such leaf';
  if (count !== countPath(leafIndex, treeSize)) {
    return 'inclusion proof: the path does not fit its tree';
  }
  return { treeSize, leafIndex, path: { bytes, start: start + 2, stride: HASH_STRIDE, count } };
}

/** Reads the protected header of a receipt or of a signed root, or gives its problem. */
export function readRootStatement(
  protectedHeader: Uint8Array,
  signature: Uint8Array,
): RootStatement | string {
  const reader = createCborReader(protectedHeader);
  let keyId: Uint8Array | undefined;
  // Own members from the start: a polluted Object.prototype must not fill them.
  const claims: Record<string, unknown> = {
    issuer: undefined,
    subject: undefined,
    issuedAt: undefined,
    expiresAt: undefined,
    treeSize: undefined,
  };
  let labels = 0;
  readIntMap(reader, 5, (label) => {
    labels += 1;
    if (label === LABEL_ALG) expectValue(reader, readInt(reader), ALG_ED25519, 'alg');
    else if (label === LABEL_KID) keyId = readBytes(reader, 8, 8);
    else if (label === LABEL_CWT_CLAIMS) readRootClaims(reader, claims);
    else if (label === LABEL_TYP) {
      expectValue(reader, readUint(reader, MAX_CODE), RECEIPT_CONTENT_FORMAT, 'typ');
    } else if (label === LABEL_VDS) {
      expectValue(reader, readUint(reader, MAX_CODE), VDS_RFC9162_SHA256, 'data structure');
    } else fail(reader, `unknown header ${label}`);
  });
  readEnd(reader);
  if (reader.problem === undefined && labels !== 5) fail(reader, 'incomplete');
  if (reader.problem !== undefined) return `receipt header: ${reader.problem}`;
  const { issuer, subject, issuedAt, expiresAt, treeSize } = claims;
  // All five labels were read, and the required claims among them.
  return {
    protectedHeader,
    keyId,
    issuer,
    subject,
    issuedAt,
    expiresAt,
    treeSize,
    signature,
  } as RootStatement;
}

function readRootClaims(reader: CborReader, claims: Record<string, unknown>): void {
  readRecord(reader, ROOT_FIELDS, claims, (key) => {
    if (key !== CLAIM_MARK) return false;
    readIntMap(reader, 1, (member) => {
      if (member !== MARK_TREE_SIZE) fail(reader, `unknown key ${member} in the mark`);
      claims['treeSize'] = readUint(reader, MAX_TREE_SIZE);
    });
    return true;
  });
  if (claims['treeSize'] === undefined) fail(reader, 'no tree size');
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
