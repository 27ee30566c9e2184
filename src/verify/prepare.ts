/**
 * The first half of a check: from a mark to a signature that can be verified.
 * Nothing the envelope claims is used here; only its shape, the key it names and, for
 * an item of a batch, the root its path leads to.
 */
import { encodeHex, equalBytes } from '../format/bytes/bytes.ts';
import { encodeSigStructure, hashStatement } from '../format/bytes/cose.ts';
import { type Climb, climb } from '../format/bytes/merkle-path.ts';
import type { TextMemo } from '../format/bytes/text-memo.ts';
import type { Sha256 } from '../format/crypto/backend.ts';
import type { Claims, Payload } from '../format/envelope/claims.ts';
import { type DecodedEnvelope, decodeEnvelope } from '../format/envelope/decode.ts';
import type { InclusionProof, Receipt, RootStatement } from '../format/envelope/receipt.ts';
import type { Trust, TrustedKey } from '../trust/trust.ts';
import { ownWordOf } from './own-word.ts';
import type { RootMemory, SignedRoot } from './roots.ts';
import type { Unchecked } from './signature.ts';
import { type Rejected, reject } from './verdict.ts';

/** What an envelope says, and under whose key. Believed once the signature has held. */
export interface Statement {
  readonly claims: Claims;
  readonly payload: Payload;
  readonly key: TrustedKey;
  /** For an item of a batch: what is signed about its root, and the size that its path is for. */
  readonly root: RootStatement | undefined;
  readonly pathSize: number;
  /** A thin item: it names no root, so which one speaks for it depends on those at hand. */
  readonly isThin: boolean;
}

/** A statement, and what is left to check before it may be believed. */
export interface Pending {
  readonly status: 'pending';
  readonly statement: Statement;
  /** The signature to try; `undefined` where it is known to hold, for the root is remembered. */
  readonly unchecked: Unchecked | undefined;
  /** For an item of a batch: its way to the root. */
  readonly batch: Batch | undefined;
  /** For a thin item: what it says under the other roots of its tree that are at hand. */
  readonly others: readonly Statement[];
}

const NO_OTHERS: readonly Statement[] = [];

/** How an item hangs on its batch. */
export interface Batch {
  readonly climb: Climb;
  readonly root: RootStatement;
  /** The remembered root that this item leads to. */
  readonly signed: SignedRoot | undefined;
}

/** What an envelope is held against before anything it says counts. */
export interface Lookup {
  readonly trust: Trust;
  /** Signed roots at hand; without them no thin item holds, and every receipt is read anew. */
  readonly roots?: RootMemory;
  /** Texts read before. */
  readonly memo?: TextMemo;
}

/**
 * Decodes an envelope and finds its key. Never throws.
 * @param bytes kept as they are: the caller must not change them afterwards.
 */
export function prepare(bytes: Uint8Array, lookup: Lookup, sha256: Sha256): Pending | Rejected {
  const decoded = decodeEnvelope(bytes, undefined, {
    findKnown: lookup.roots?.findKnown,
    memo: lookup.memo,
  });
  if (decoded.reason !== undefined) return reject(decoded.reason, decoded.detail);
  const { envelope } = decoded;
  const { authority } = envelope;
  switch (authority.mode) {
    case 'single':
      return prepareSingle(envelope, authority.keyId, lookup.trust);
    case 'batch':
      return prepareItem(envelope, authority.receipt, lookup, sha256);
    case 'thin':
      return prepareThinItem(envelope, authority.proof, lookup, sha256);
  }
}

function prepareSingle(
  { sign1, claims, payload }: DecodedEnvelope,
  keyId: Uint8Array,
  trust: Trust,
): Pending | Rejected {
  const key = trust.find(keyId);
  if (key === undefined) return unknownKey(keyId, claims);
  return {
    status: 'pending',
    statement: { claims, payload, key, root: undefined, pathSize: 0, isThin: false },
    unchecked: {
      key,
      signature: sign1.signature,
      message: encodeSigStructure(sign1.protectedHeader, sign1.payload),
    },
    batch: undefined,
    others: NO_OTHERS,
  };
}

function prepareItem(
  envelope: DecodedEnvelope,
  { statement: root, proof }: Receipt,
  { trust, roots }: Lookup,
  sha256: Sha256,
): Pending | Rejected {
  const known = roots?.find(root);
  const key = known?.key ?? trust.find(root.keyId);
  if (key === undefined) return unknownKey(root.keyId, envelope.claims);
  const climbed = climbFrom(envelope, proof, sha256, known);
  if (climbed === undefined) return doesNotFit();
  const signed = known !== undefined && equalBytes(known.root, climbed.root) ? known : undefined;
  const { protectedHeader, signature } = root;
  const unchecked =
    signed === undefined
      ? { key, signature, message: encodeSigStructure(protectedHeader, climbed.root) }
      : undefined;
  return pendingItem(envelope, key, proof, unchecked, { climb: climbed, root, signed });
}

/** A thin item names no key and no signature: only a root that is at hand can speak for it. */
function prepareThinItem(
  envelope: DecodedEnvelope,
  proof: InclusionProof,
  { roots }: Lookup,
  sha256: Sha256,
): Pending | Rejected {
  // Once, whatever roots there are: without a signature nothing says which of them it is.
  const climbed = climbFrom(envelope, proof, sha256, undefined);
  if (climbed === undefined) return doesNotFit();
  const found = roots?.findRoots(proof.treeSize, climbed.root);
  const signed = found?.[0];
  if (found === undefined || signed === undefined) {
    return reject(
      'unknown-root',
      `no signed root at hand for its tree of ${proof.treeSize}; ${ownWordOf(envelope.claims)}`,
    );
  }
  const batch = { climb: climbed, root: signed.statement, signed };
  const pending = pendingItem(envelope, signed.key, proof, undefined, batch);
  const statement: Statement = { ...pending.statement, isThin: true };
  const others: Statement[] = [];
  for (let i = 1; i < found.length; i++) {
    const { key, statement: root } = found[i] as SignedRoot;
    others[i - 1] = { ...statement, key, root };
  }
  return { ...pending, statement, others };
}

function pendingItem(
  { claims, payload }: DecodedEnvelope,
  key: TrustedKey,
  { treeSize }: InclusionProof,
  unchecked: Unchecked | undefined,
  batch: Batch,
): Pending {
  return {
    status: 'pending',
    statement: { claims, payload, key, root: batch.root, pathSize: treeSize, isThin: false },
    unchecked,
    batch,
    others: NO_OTHERS,
  };
}

function climbFrom(
  { sign1 }: DecodedEnvelope,
  { leafIndex, treeSize, path }: InclusionProof,
  sha256: Sha256,
  known: SignedRoot | undefined,
): Climb | undefined {
  const leaf = hashStatement(sha256, sign1.protectedHeader, sign1.payload);
  return climb(sha256, leaf, leafIndex, treeSize, path, known?.nodes);
}

function doesNotFit(): Rejected {
  return reject('malformed', 'the inclusion path does not fit its tree');
}

function unknownKey(keyId: Uint8Array, claims: Claims): Rejected {
  const id = encodeHex(keyId);
  return reject('unknown-key', `no key in trust has the id ${id}; ${ownWordOf(claims)}`);
}
