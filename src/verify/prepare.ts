/**
 * The first half of a check: from evidence to a signature that can be verified.
 * Nothing the envelope claims is used here; only its shape, the key it names and, for
 * an item of a batch, the root its path leads to.
 */
import { encodeHex, equalBytes } from '../bytes/bytes.ts';
import { encodeSigStructure, encodeStatement } from '../bytes/cose.ts';
import { hashLeaf } from '../bytes/merkle.ts';
import type { Sha256 } from '../crypto/sha256.ts';
import { type DecodedEnvelope, decodeEnvelope } from '../envelope/decode.ts';
import type { InclusionProof, Receipt } from '../envelope/receipt.ts';
import { type Climb, climb, type RootMemory, type SignedRoot } from './roots.ts';
import type { Trust, TrustedKey } from './trust.ts';
import { type Rejected, reject } from './verdict.ts';

/** A signature ready to be checked. */
export interface Pending {
  readonly status: 'pending';
  readonly envelope: DecodedEnvelope;
  readonly key: TrustedKey;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  /** For an item of a batch: its way to the root, and the root where it is remembered as signed. */
  readonly batch: Batch | undefined;
}

/** How an item hangs on its batch. */
export interface Batch {
  readonly climb: Climb;
  readonly proof: InclusionProof;
  readonly receipt: Receipt['statement'];
  /** The remembered root that this item leads to: its signature need not be checked again. */
  readonly signed: SignedRoot | undefined;
}

/** What an envelope is held against before anything it says counts. */
export interface Lookup {
  readonly trust: Trust;
  readonly roots: RootMemory;
  readonly sha256: Sha256;
}

/**
 * Decodes an envelope and finds its key. Never throws.
 * @param bytes kept as they are: the caller must not change them afterwards.
 */
export function prepare(bytes: Uint8Array, lookup: Lookup): Pending | Rejected {
  const decoded = decodeEnvelope(bytes);
  if (decoded.reason !== undefined) return reject(decoded.reason, decoded.detail);
  const { envelope } = decoded;
  switch (envelope.authority.mode) {
    case 'single':
      return prepareSingle(envelope, envelope.authority.keyId, lookup.trust);
    case 'batch':
      return prepareItem(envelope, envelope.authority.receipt, lookup);
    case 'thin':
      return prepareThinItem(envelope, envelope.authority.proof, lookup);
  }
}

function prepareSingle(
  envelope: DecodedEnvelope,
  keyId: Uint8Array,
  trust: Trust,
): Pending | Rejected {
  const key = trust.find(keyId);
  if (key === undefined) return unknownKey(keyId);
  const { protectedHeader, payload, signature } = envelope.sign1;
  const message = encodeSigStructure(protectedHeader, payload);
  return { status: 'pending', envelope, key, message, signature, batch: undefined };
}

function prepareItem(
  envelope: DecodedEnvelope,
  { statement, proof }: Receipt,
  { trust, roots, sha256 }: Lookup,
): Pending | Rejected {
  const key = trust.find(statement.keyId);
  if (key === undefined) return unknownKey(statement.keyId);
  const known = roots.findSigned(statement);
  const climbed = climb(sha256, leafOf(envelope, sha256), proof, known?.nodes);
  if (climbed === undefined) return reject('malformed', 'the inclusion path does not fit its tree');
  return {
    status: 'pending',
    envelope,
    key,
    message: encodeSigStructure(statement.protectedHeader, climbed.root),
    signature: statement.signature,
    batch: {
      climb: climbed,
      proof,
      receipt: statement,
      signed: known !== undefined && equalBytes(known.root, climbed.root) ? known : undefined,
    },
  };
}

/** A thin item names no key and no signature: only a root that is at hand can speak for it. */
function prepareThinItem(
  envelope: DecodedEnvelope,
  proof: InclusionProof,
  { roots, sha256 }: Lookup,
): Pending | Rejected {
  // Once, whatever roots there are: without a signature nothing says which of them it is.
  const climbed = climb(sha256, leafOf(envelope, sha256), proof, undefined);
  if (climbed === undefined) return reject('malformed', 'the inclusion path does not fit its tree');
  const signed = roots.findRoot(proof.treeSize, climbed.root);
  if (signed === undefined) {
    return reject('unknown-root', `no signed root at hand for its tree of ${proof.treeSize}`);
  }
  const { statement, key, root } = signed;
  return {
    status: 'pending',
    envelope,
    key,
    message: encodeSigStructure(statement.protectedHeader, root),
    signature: statement.signature,
    batch: { climb: climbed, proof, receipt: statement, signed },
  };
}

function leafOf({ sign1 }: DecodedEnvelope, sha256: Sha256): Uint8Array {
  return hashLeaf(sha256, encodeStatement(sign1.protectedHeader, sign1.payload));
}

function unknownKey(keyId: Uint8Array): Rejected {
  return reject('unknown-key', `no key in trust has the id ${encodeHex(keyId)}`);
}
