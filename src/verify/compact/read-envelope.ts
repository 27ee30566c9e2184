/**
 * Decodes an envelope by the closed schema of docs/format.md, as envelope/decode.ts does, with the
 * same first reason where it is refused. The tests compare the two.
 */
import {
  ALG_ED25519,
  ALG_SHA256,
  COSE_SIGN1_TAG,
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_PAYLOAD_HASH_ALG,
  LABEL_PREIMAGE_CONTENT_TYPE,
  LABEL_RECEIPTS,
  LABEL_TYP,
  LABEL_VDP,
  LABEL_VDS,
  VDP_INCLUSION,
  VDS_RFC9162_SHA256,
} from '../../format/bytes/cose.ts';
import { countPath } from '../../format/bytes/merkle-path.ts';
import type { Claims, PartDigest } from '../../format/envelope/claims.ts';
import {
  DIGEST_BYTES,
  ENVELOPE_TYPE,
  MANIFEST_CONTENT_FORMAT,
  MAX_ENVELOPE_BYTES,
  MAX_PARTS,
  MAX_PATH,
  MAX_RECEIPT_BYTES,
  MAX_TREE_SIZE,
  RECEIPT_CONTENT_FORMAT,
} from '../../format/envelope/limits.ts';
import { RAW_1 } from '../../format/envelope/profiles.ts';
import { CLAIM_MARK, MARK_TREE_SIZE, ROOT_FIELDS } from '../../format/envelope/schema.ts';
import type { Reason } from '../../reasons.ts';
import { type CborMap, type CborTag, type Item, need, readCbor } from './read-cbor.ts';
import {
  readBytes,
  readClaims,
  readList,
  readMap,
  readProfile,
  readRecord,
  readText,
  readUint,
} from './read-record.ts';

/** What is signed about the root of a batch. */
export interface ReadRoot {
  readonly protectedHeader: Uint8Array;
  readonly keyId: Uint8Array;
  readonly issuer: string;
  /** Unix seconds. */
  readonly expiresAt: number | undefined;
  readonly treeSize: number;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/** The way of an item of a batch to its root. */
export interface ReadPath {
  readonly treeSize: number;
  /** From 0. */
  readonly leafIndex: number;
  /** 32 bytes each, from the leaf upwards. */
  readonly hashes: readonly Uint8Array[];
}

/** An envelope as it stands in its bytes. Nothing in it is believed before its signature holds. */
export interface ReadEnvelope {
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly claims: Claims;
  /** The digest of one content, or those of a record's parts. */
  readonly digests: PartDigest | ReadonlyMap<string, PartDigest>;
  /** Of a single envelope: 8 bytes, and 64. */
  readonly keyId: Uint8Array | undefined;
  readonly signature: Uint8Array;
  /** Of an item of a batch; without a root where that travels apart. */
  readonly path: ReadPath | undefined;
  readonly root: ReadRoot | undefined;
}

/** Reads an envelope, or gives the first reason why it is none. Never throws. */
export function readEnvelope(bytes: Uint8Array): ReadEnvelope | Reason {
  if (bytes.length > MAX_ENVELOPE_BYTES) return 'too-large';
  try {
    return read(bytes);
  } catch {
    // Ours; the decoder's, of text that is not UTF-8; or of a stack too small for nested arrays.
    return 'malformed';
  }
}

function read(bytes: Uint8Array): ReadEnvelope | Reason {
  const [header, unprotected, body, seal] = readSign1(bytes);
  const protectedHeader = readBytes(header, 1, bytes.length);
  const beside = readMap(unprotected);
  const payload = readBytes(body, 0, bytes.length);
  const signature = readBytes(seal, 0, 64);
  const receiptBytes =
    beside.has(LABEL_RECEIPTS) &&
    readBytes(readList(beside.get(LABEL_RECEIPTS), 1)[0], 1, MAX_RECEIPT_BYTES);
  const proofBytes = beside.has(LABEL_VDP) && readProof(beside);
  need(beside.size === (receiptBytes || proofBytes ? 1 : 0));

  const map = readMap(readCbor(protectedHeader));
  const fields = readHeader(map);
  const isSingle = beside.size === 0;
  const algorithm = map.get(LABEL_ALG);
  need(signature.length === (isSingle ? 64 : 0));
  need((algorithm !== undefined) === isSingle && (fields.keyId !== undefined) === isSingle);
  const receipt = receiptBytes ? readReceipt(receiptBytes) : undefined;
  const path = receipt?.path ?? (proofBytes ? readPath(proofBytes) : undefined);
  const { claims, profile } = fields.claims;
  const isManifest = map.has(LABEL_CONTENT_TYPE);
  need(isManifest !== map.has(LABEL_PAYLOAD_HASH_ALG) && isManifest === (profile === undefined));
  need(!map.has(LABEL_PREIMAGE_CONTENT_TYPE) || profile === RAW_1);
  const digests =
    profile === undefined
      ? readManifest(payload)
      : { profile, digest: readBytes(payload, DIGEST_BYTES) };
  if (fields.type !== ENVELOPE_TYPE) return 'wrong-type';
  if (isSingle && algorithm !== ALG_ED25519) return 'unsupported-algorithm';
  return {
    protectedHeader,
    payload,
    claims,
    digests,
    keyId: fields.keyId,
    signature,
    path,
    root: receipt?.root,
  };
}

/** The members of `18([…])`. */
function readSign1(bytes: Uint8Array): readonly Item[] {
  const { tag, item } = readCbor(bytes) as Partial<CborTag>;
  need(tag === COSE_SIGN1_TAG);
  return readList(item, 4, 4);
}

/** The value of label 396 in an unprotected header: `{-1: [bstr]}`. */
function readProof(beside: CborMap): Uint8Array {
  const proofs = readMap(beside.get(LABEL_VDP));
  need(proofs.size === 1);
  return readBytes(readList(proofs.get(VDP_INCLUSION), 1)[0], 1, MAX_RECEIPT_BYTES);
}

const HEADER_LABELS: readonly number[] = [
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_KID,
  LABEL_CWT_CLAIMS,
  LABEL_TYP,
  LABEL_PAYLOAD_HASH_ALG,
  LABEL_PREIMAGE_CONTENT_TYPE,
];

function readHeader(map: CborMap) {
  for (const label of map.keys()) need(HEADER_LABELS.includes(label as number));
  const [algorithm, format, keyId, claims, type, hash, preimage] = HEADER_LABELS.map((label) =>
    map.get(label),
  );
  need(algorithm === undefined || typeof algorithm === 'number');
  need(format === undefined || format === MANIFEST_CONTENT_FORMAT);
  need(hash === undefined || hash === ALG_SHA256);
  if (preimage !== undefined) readTextOrCode(preimage);
  return {
    keyId: keyId === undefined ? undefined : readBytes(keyId, 8),
    claims: readClaims(claims),
    // Other signed objects, receipts among them, name their type by a number.
    type: readTextOrCode(type),
  };
}

function readTextOrCode(item: Item | undefined): string | number {
  return typeof item === 'number' ? readUint(item) : readText(item);
}

function readManifest(payload: Uint8Array): ReadonlyMap<string, PartDigest> {
  const map = readMap(readCbor(payload));
  need(map.size > 0 && map.size <= MAX_PARTS);
  const parts = new Map<string, PartDigest>();
  for (const [name, pair] of map) {
    const [profile, digest] = readList(pair, 2, 2);
    parts.set(readText(name), {
      profile: readProfile(profile),
      digest: readBytes(digest, DIGEST_BYTES),
    });
  }
  return parts;
}

/** `18([protected, {396: {-1: [proof]}}, nil, signature])` (RFC 9942). */
function readReceipt(bytes: Uint8Array): { readonly root: ReadRoot; readonly path: ReadPath } {
  const [header, unprotected, body, seal] = readSign1(bytes);
  const protectedHeader = readBytes(header, 1, MAX_RECEIPT_BYTES);
  const beside = readMap(unprotected);
  need(beside.size === 1 && body === null);
  const path = readPath(readProof(beside));
  const map = readMap(readCbor(protectedHeader));
  need(
    map.size === 5 &&
      map.get(LABEL_ALG) === ALG_ED25519 &&
      map.get(LABEL_TYP) === RECEIPT_CONTENT_FORMAT &&
      map.get(LABEL_VDS) === VDS_RFC9162_SHA256,
  );
  const claims = readMap(map.get(LABEL_CWT_CLAIMS));
  const mark = readMap(claims.get(CLAIM_MARK));
  need(mark.size === 1);
  const root = {
    ...readRecord(claims, ROOT_FIELDS, CLAIM_MARK),
    protectedHeader,
    keyId: readBytes(map.get(LABEL_KID), 8),
    treeSize: readUint(mark.get(MARK_TREE_SIZE), MAX_TREE_SIZE),
    signature: readBytes(seal, 64),
  };
  // The issuer is among the fields, and required there.
  return { root: root as unknown as ReadRoot, path };
}

/** `[tree_size, leaf_index, [+ hash]]`. */
function readPath(bytes: Uint8Array): ReadPath {
  const [size, index, path] = readList(readCbor(bytes), 3, 3);
  const treeSize = readUint(size, MAX_TREE_SIZE);
  const leafIndex = readUint(index, MAX_TREE_SIZE);
  need(treeSize > 1 && leafIndex < treeSize);
  const hashes = readList(path, MAX_PATH, 0).map((hash) => readBytes(hash, DIGEST_BYTES));
  need(hashes.length === countPath(leafIndex, treeSize));
  return { treeSize, leafIndex, hashes };
}
