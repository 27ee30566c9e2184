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
import type { Climb, KnownNodes } from '../bytes/merkle-path.ts';
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
  /** Keeps the nodes of a climb to that root, all of them or, where there is no room, none. */
  rememberNodes(root: SignedRoot, climb: Climb): void;
}

/** Roots remembered; a catalogue of a million in chunks of 4,096 has 245. */
const MAX_ROOTS = 256;
/** Nodes kept for all roots together: about 8 MB. */
const MAX_NODES = 65_536;

interface Kept extends SignedRoot {
  readonly nodes: Map<number, Uint8Array>;
}

/** Makes an empty memory. */
export function createRootMemory(): RootMemory {
  const roots = new Map<number, Kept>();
  let nodeCount = 0;

  function drop(key: number): void {
    nodeCount -= roots.get(key)?.nodes.size ?? 0;
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
      const kept: Kept = { statement, key, root, nodes: new Map() };
      drop(keyOf(statement.signature));
      roots.set(keyOf(statement.signature), kept);
      const [oldest] = roots.keys();
      if (roots.size > MAX_ROOTS && oldest !== undefined) drop(oldest);
      return kept;
    },
    rememberNodes(root, { nodes }) {
      const kept = roots.get(keyOf(root.statement.signature));
      // A root that has been dropped meanwhile would never give its room back.
      if (kept !== root || nodeCount + nodes.length > MAX_NODES) return;
      nodeCount -= kept.nodes.size;
      for (const [key, node] of nodes) kept.nodes.set(key, node);
      nodeCount += kept.nodes.size;
    },
  };
}

/** Six bytes of R find a root; the whole signature is compared before it is used. */
function keyOf(signature: Uint8Array): number {
  let key = 0;
  for (let i = 0; i < 6; i++) key = key * 256 + (signature[i] as number);
  return key;
}
