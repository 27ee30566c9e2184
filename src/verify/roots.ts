/**
 * What a verifier remembers of batches: roots whose signature it has checked, and the
 * upper nodes of their trees, which most items share. The next item of a batch then
 * costs a few hashes and no signature.
 *
 * An answer from here never differs from a cold one: a remembered root is used only for
 * the same signature over the same bytes, and `climb` uses a remembered node only where
 * the rest of the path is the remembered one too.
 */
import { equalBytes } from '../bytes/bytes.ts';
import { createKnownNodes, type KnownNodes } from '../bytes/merkle-path.ts';
import type { RecallStatement, RootStatement } from '../envelope/receipt.ts';
import type { TrustedKey } from './trust.ts';

/** A root whose signature has held. */
export interface SignedRoot {
  readonly statement: RootStatement;
  readonly key: TrustedKey;
  /** 32 bytes. */
  readonly root: Uint8Array;
  readonly nodes: KnownNodes;
}

/** Roots by what items know of them. */
export interface RootMemory {
  /** The statement of a remembered root, by exactly its header and signature. */
  readonly recall: RecallStatement;
  /** The root of a statement that was recalled; no other statement has one. */
  find(statement: RootStatement): SignedRoot | undefined;
  /** The signed root with this hash, for a thin item, which knows no signature. */
  findRoot(treeSize: number, root: Uint8Array): SignedRoot | undefined;
  /** Keeps a root whose signature has held; the oldest leaves when there are too many. */
  remember(statement: RootStatement, key: TrustedKey, root: Uint8Array): SignedRoot;
}

/** Roots remembered; a catalogue of a million in chunks of 4,096 has 245. */
const MAX_ROOTS = 256;
/** Nodes kept for all roots together: 8 MB. */
const MAX_NODES = 2 ** 18;
/** No root takes more of what is left: the first few would leave nothing for the others. */
const SHARE = 4;

/** Makes an empty memory. */
export function createRootMemory(): RootMemory {
  const roots = new Map<number, SignedRoot>();
  let room = MAX_NODES;

  function drop(key: number): void {
    room += roots.get(key)?.nodes.isKnown.length ?? 0;
    roots.delete(key);
  }

  return {
    recall(protectedHeader, signature) {
      const statement = roots.get(keyOf(signature))?.statement;
      return statement !== undefined &&
        equalBytes(statement.signature, signature) &&
        equalBytes(statement.protectedHeader, protectedHeader)
        ? statement
        : undefined;
    },
    find(statement) {
      const found = roots.get(keyOf(statement.signature));
      return found?.statement === statement ? found : undefined;
    },
    findRoot(treeSize, root) {
      for (const signed of roots.values()) {
        if (signed.statement.treeSize === treeSize && equalBytes(signed.root, root)) return signed;
      }
      return undefined;
    },
    remember(statement, key, root) {
      drop(keyOf(statement.signature));
      const [oldest] = roots.keys();
      if (roots.size >= MAX_ROOTS && oldest !== undefined) drop(oldest);
      const nodes = createKnownNodes(statement.treeSize, room / SHARE);
      room -= nodes.isKnown.length;
      const kept: SignedRoot = { statement, key, root, nodes };
      roots.set(keyOf(statement.signature), kept);
      return kept;
    },
  };
}

/** Six bytes of R find a root; the whole signature is compared before it is used. */
function keyOf(signature: Uint8Array): number {
  let key = 0;
  for (let i = 0; i < 6; i++) key = key * 256 + (signature[i] as number);
  return key;
}
