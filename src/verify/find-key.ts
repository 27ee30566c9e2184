/**
 * Step 2 of a check: finds the key that an envelope names and, for an item of a batch, the root
 * that its path leads to. No claim of the envelope is used here.
 */
import { encodeHex, equalBytes } from '../format/bytes/bytes.ts';
import { encodeSigStructure, hashStatement } from '../format/bytes/cose.ts';
import { type Climb, climb } from '../format/bytes/merkle-path.ts';
import type { TextMemo } from '../format/bytes/text-memo.ts';
import type { Sha256 } from '../format/crypto/backend.ts';
import type { Claims, Payload } from '../format/envelope/claims.ts';
import type { DecodedEnvelope } from '../format/envelope/decode.ts';
import type { InclusionProof, Receipt, RootStatement } from '../format/envelope/receipt.ts';
import type { Trust, TrustedKey } from '../trust/trust.ts';
import { ownWordOf } from './own-word.ts';
import type { Batch, RootMemory, SignedRoot } from './roots.ts';
import type { Unchecked } from './signature.ts';
import { type Rejected, reject } from './verdict.ts';

/** What an envelope says, and under whose key. Believed once the signature has held. */
export interface Statement {
  readonly claims: Claims;
  readonly payload: Payload;
  readonly key: TrustedKey;
  /** For an item of a batch: what is signed about its root, and the size that its path is for. */
  readonly root: RootStatement | undefined;
  /** The root of its tree, 32 bytes. */
  readonly rootHash: Uint8Array | undefined;
  readonly pathSize: number;
  /** A thin item: it names no root, so which one speaks for it depends on those at hand. */
  readonly isThin: boolean;
}

/** What is left to check before an envelope may be believed. */
export interface Found {
  readonly status: 'found';
  /** What it says under its key; of a thin item, under each root of its tree that is at hand. */
  readonly statements: readonly [Statement, ...Statement[]];
  /** The signature to try; `undefined` where it is known to hold, for the root is remembered. */
  readonly unchecked: Unchecked | undefined;
  /** For an item of a batch: its way to the root. */
  readonly batch: Batch | undefined;
}

/** The trust, and the roots and texts that a verifier remembers. */
export interface Lookup {
  readonly trust: Trust;
  /** Signed roots at hand; without them no thin item holds, and every receipt is read anew. */
  readonly roots?: RootMemory;
  /** Texts read before. */
  readonly memo?: TextMemo;
}

/** Finds the key of an envelope. Never throws. */
export function findKey(
  envelope: DecodedEnvelope,
  lookup: Lookup,
  sha256: Sha256,
): Found | Rejected {
  const { authority } = envelope;
  switch (authority.mode) {
    case 'single':
      return findOwnKey(envelope, authority.keyId, lookup.trust);
    case 'batch':
      return findRootKey(envelope, authority.receipt, lookup, sha256);
    case 'thin':
      return findRoots(envelope, authority.proof, lookup, sha256);
  }
}

function findOwnKey(
  { sign1, claims, payload }: DecodedEnvelope,
  keyId: Uint8Array,
  trust: Trust,
): Found | Rejected {
  const key = trust.find(keyId);
  if (key === undefined) return unknownKey(keyId, claims);
  return {
    status: 'found',
    statements: [
      { claims, payload, key, root: undefined, rootHash: undefined, pathSize: 0, isThin: false },
    ],
    unchecked: {
      key,
      signature: sign1.signature,
      message: encodeSigStructure(sign1.protectedHeader, sign1.payload),
      isOfRoot: false,
    },
    batch: undefined,
  };
}

function findRootKey(
  envelope: DecodedEnvelope,
  { statement: root, proof }: Receipt,
  { trust, roots }: Lookup,
  sha256: Sha256,
): Found | Rejected {
  const { claims, payload } = envelope;
  const known = roots?.find(root);
  const key = known?.key ?? trust.find(root.keyId);
  if (key === undefined) return unknownKey(root.keyId, claims);
  const climbed = climbFrom(envelope, proof, sha256, known);
  if (climbed === undefined) return doesNotFit();
  const signed = known !== undefined && equalBytes(known.root, climbed.root) ? known : undefined;
  // The one that is remembered: a page of items then keeps one copy of it.
  const rootHash = signed?.root ?? climbed.root;
  const { protectedHeader, signature } = root;
  return {
    status: 'found',
    statements: [{ claims, payload, key, root, rootHash, pathSize: proof.treeSize, isThin: false }],
    unchecked:
      signed === undefined
        ? {
            key,
            signature,
            message: encodeSigStructure(protectedHeader, climbed.root),
            isOfRoot: true,
          }
        : undefined,
    batch: { climb: climbed, root, key, signed },
  };
}

/**
 * Finds the roots of a thin item, which has no key and no signature of its own, among those that
 * were added.
 */
function findRoots(
  envelope: DecodedEnvelope,
  proof: InclusionProof,
  { roots }: Lookup,
  sha256: Sha256,
): Found | Rejected {
  const { claims, payload } = envelope;
  // Once, whatever roots there are: without a signature nothing says which of them it is.
  const climbed = climbFrom(envelope, proof, sha256, undefined);
  if (climbed === undefined) return doesNotFit();
  const found = roots?.findRoots(proof.treeSize, climbed.root);
  const signed = found?.[0];
  if (found === undefined || signed === undefined) {
    return reject(
      'unknown-root',
      `no signed root at hand for its tree of ${proof.treeSize}; ${ownWordOf(claims)}`,
    );
  }
  const under = ({ key, statement: root, root: rootHash }: SignedRoot): Statement => ({
    claims,
    payload,
    key,
    root,
    rootHash,
    pathSize: proof.treeSize,
    isThin: true,
  });
  const statements: [Statement, ...Statement[]] = [under(signed)];
  for (let i = 1; i < found.length; i++) statements[i] = under(found[i] as SignedRoot);
  return {
    status: 'found',
    statements,
    unchecked: undefined,
    batch: { climb: climbed, root: signed.statement, key: signed.key, signed },
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
