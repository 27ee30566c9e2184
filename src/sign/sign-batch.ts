/**
 * `signBatch`: signs many items with one signature a chunk (docs/format.md, "Batches"). Items are
 * taken from the iterable as they are needed and envelopes are given back in order, so a catalogue
 * of any size takes the memory of one chunk.
 */

import { systemClock } from '../clock.ts';
import {
  ContentmarkError,
  isContentmarkError,
  readOptions,
  requireText,
  wrongArgument,
} from '../errors.ts';
import { decodeHex } from '../format/bytes/bytes.ts';
import { encodeSigStructure, hashStatement } from '../format/bytes/cose.ts';
import { createMerkleTree } from '../format/bytes/merkle-tree.ts';
import { formatUuid } from '../format/bytes/uuid.ts';
import { requireBound } from '../format/crypto/key-bindings.ts';
import { keyIdOf } from '../format/crypto/public-key.ts';
import { requireOwnSignature, requireSigner, type Signer } from '../format/crypto/signer.ts';
import { getSigningBackend } from '../format/crypto/signing.ts';
import type { Claims } from '../format/envelope/claims.ts';
import { encodeEnvelope, encodePayload, encodeProtectedHeader } from '../format/envelope/encode.ts';
import {
  encodeBatchItem,
  encodeRootHeader,
  encodeSignedRoot,
  encodeThinItem,
  type SignedBatch,
} from '../format/envelope/encode-batch.ts';
import { MAX_ENVELOPE_BYTES } from '../format/envelope/limits.ts';
import { type BatchItem, type Chunk, createChunk } from './chunk.ts';
import { type ClaimsInput, completeClaims } from './claims-input.ts';

/** Options of {@link signBatch}. */
export interface SignBatchOptions {
  readonly signer: Signer;
  /** What all items share. Each gets its own subject and id. */
  readonly claims: Omit<ClaimsInput, 'subject' | 'id'>;
  /** Items under one signature, 1 to 2^31 - 1. Default 4,096. A chunk is held in memory. */
  readonly chunkSize?: number;
  /** Names the batch in its signed root. Default `batch`. */
  readonly name?: string;
  /** Leaves the receipt out of each envelope; the signed root of its chunk then comes beside it. Default false. */
  readonly thin?: boolean;
  /**
   * Told of an item that cannot be signed, by its place among the items from 0; it is then left
   * out. Default: the first one ends the batch, so that nobody loses one without knowing.
   */
  readonly onUnsignable?: (error: ContentmarkError, index: number) => void;
}

/** A signed item. */
export interface SignedItem {
  readonly subject: string;
  /** The envelope, at most 8,192 bytes. */
  readonly envelope: Uint8Array;
  /** With `thin`: the signed root of its chunk, one object for all of them. Give it to `addRoot`. */
  readonly signedRoot?: Uint8Array;
}

const KNOWN: readonly (keyof SignBatchOptions)[] = [
  'signer',
  'claims',
  'chunkSize',
  'name',
  'thin',
  'onUnsignable',
];

const DEFAULT_CHUNK = 4096;
/** The most items of a chunk: more do not fit flat buffers of 32 bytes a leaf. */
const MAX_CHUNK = 2 ** 31 - 1;
/**
 * Placeholder for each item's id (RFC 9562 §5.9), so that completing the shared claims draws no
 * random number.
 */
const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Signs items in chunks, one signature each. A chunk of one item is a single envelope.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS`, `ERR_CONTENT`, `ERR_SIGNER`; an item's
 * error names its index. Nothing of its chunk is given out then.
 * @example
 * ```ts
 * import { generateKey, localSigner, signBatch, text } from 'contentmark';
 *
 * const items = [
 *   { content: text('Trail Boot'), subject: 'trail-boot' },
 *   { content: text('Rain Jacket'), subject: 'rain-jacket' },
 * ];
 * const claims = { issuer: 'https://shop.example/ai', environment: 'production' };
 * const signer = localSigner(generateKey());
 * const marks: Uint8Array[] = [];
 * for await (const { envelope } of signBatch(items, { signer, claims })) marks.push(envelope);
 * console.log(marks.length); // 2
 * ```
 */
export async function* signBatch(
  items: Iterable<BatchItem> | AsyncIterable<BatchItem>,
  options: SignBatchOptions,
): AsyncGenerator<SignedItem, void, undefined> {
  const {
    signer,
    claims,
    chunkSize = DEFAULT_CHUNK,
    name = 'batch',
    thin = false,
    onUnsignable,
  } = readOptions('options', options, KNOWN);
  requireSigner('options.signer', signer);
  if (!Number.isInteger(chunkSize) || chunkSize < 1 || chunkSize > MAX_CHUNK) {
    throw wrongArgument('options.chunkSize', `a whole number of 1 to ${MAX_CHUNK}`, chunkSize);
  }
  requireText('options.name', name);
  if (typeof thin !== 'boolean') throw wrongArgument('options.thin', 'true or false', thin);
  if (onUnsignable !== undefined && typeof onUnsignable !== 'function') {
    throw wrongArgument('options.onUnsignable', 'a function', onUnsignable);
  }
  requireIterable(items);
  const batch = {
    signer,
    name,
    thin,
    onUnsignable,
    claims: completeClaims({ ...claims, subject: 'x', id: NO_ID }, systemClock()),
  };
  requireBound(signer.bindings, batch.claims);
  let chunk = createChunk(batch.claims);
  let index = 0;
  for await (const item of items) {
    leaveOut(batch, index, () => chunk.add(item, index));
    index += 1;
    if (chunk.size < chunkSize) continue;
    yield* sealChunk(chunk, batch);
    chunk = createChunk(batch.claims);
  }
  if (chunk.size > 0) yield* sealChunk(chunk, batch);
}

/**
 * Calls `make` for one item. An error of the item is given to `onUnsignable`, or thrown where there
 * is none.
 */
function leaveOut({ onUnsignable }: Batch, index: number, step: () => void): boolean {
  try {
    step();
    return false;
  } catch (error) {
    if (onUnsignable === undefined || !isContentmarkError(error)) throw error;
    onUnsignable(error, index);
    return true;
  }
}

function requireIterable(items: unknown): void {
  const isIterable =
    typeof items === 'object' &&
    items !== null &&
    (Symbol.iterator in items || Symbol.asyncIterator in items);
  if (!isIterable) throw wrongArgument('items', 'an iterable of { content, subject }', items);
}

interface Batch {
  readonly signer: Signer;
  readonly name: string;
  readonly thin: boolean;
  readonly onUnsignable: SignBatchOptions['onUnsignable'];
  /** Complete but for subject and id. */
  readonly claims: Claims;
}

async function* sealChunk(chunk: Chunk, batch: Batch): AsyncGenerator<SignedItem> {
  const { signer, claims, thin } = batch;
  const publicKey = new Uint8Array(signer.publicKey);
  const keyId = decodeHex(keyIdOf(publicKey)) as Uint8Array;
  if (chunk.size === 1 && chunk.last !== undefined) {
    yield* signAlone(chunk, chunk.last, batch, publicKey, keyId);
    return;
  }
  const { sha256 } = getSigningBackend();
  const leaves = new Uint8Array(chunk.size * 32);
  chunk.statements.forEach(({ protectedHeader, payload }, index) => {
    leaves.set(hashStatement(sha256, protectedHeader, payload), index * 32);
  });
  const tree = createMerkleTree(sha256, leaves);
  const { issuer, issuedAt, expiresAt } = claims;
  const header = encodeRootHeader(keyId, {
    issuer,
    subject: batch.name,
    issuedAt,
    expiresAt,
    treeSize: chunk.size,
  });
  const message = encodeSigStructure(header, tree.root);
  const signature: unknown = await signer.sign(message.slice());
  requireOwnSignature(signer, publicKey, signature, message);
  const signed: SignedBatch = { header, signature };
  const signedRoot = thin ? encodeSignedRoot(signed, tree.root) : undefined;
  for (const [index, statement] of chunk.statements.entries()) {
    const proof = { treeSize: chunk.size, leafIndex: index, path: tree.proof(index) };
    const envelope = thin
      ? encodeThinItem(statement, proof)
      : encodeBatchItem(statement, signed, proof);
    const subject = chunk.subjects[index] as string;
    const place = chunk.places[index] as number;
    if (leaveOut(batch, place, () => requireSize(envelope, subject))) continue;
    yield signedRoot === undefined ? { subject, envelope } : { subject, envelope, signedRoot };
  }
}

/** Signs a chunk of one item by itself, because the format has no tree of one leaf. */
async function* signAlone(
  chunk: Chunk,
  { payload, id, claims }: NonNullable<Chunk['last']>,
  batch: Batch,
  publicKey: Uint8Array,
  keyId: Uint8Array,
): AsyncGenerator<SignedItem> {
  const { signer } = batch;
  const subject = chunk.subjects[0] as string;
  const own = { ...claims, subject, id: formatUuid(id) };
  const protectedHeader = encodeProtectedHeader(keyId, own, payload);
  const payloadBytes = encodePayload(payload);
  const message = encodeSigStructure(protectedHeader, payloadBytes);
  const signature: unknown = await signer.sign(message.slice());
  requireOwnSignature(signer, publicKey, signature, message);
  const sign1 = { protectedHeader, payload: payloadBytes, signature };
  let envelope: Uint8Array | undefined;
  leaveOut(batch, chunk.places[0] as number, () => {
    envelope = encodeEnvelope(sign1);
  });
  if (envelope !== undefined) yield { subject, envelope };
}

function requireSize(envelope: Uint8Array, subject: string): void {
  if (envelope.length <= MAX_ENVELOPE_BYTES) return;
  throw new ContentmarkError(
    'ERR_CLAIMS',
    `make an envelope of ${envelope.length} bytes for ${subject}, at most ${MAX_ENVELOPE_BYTES} fit; shorten claims or part names`,
    'claims',
  );
}
