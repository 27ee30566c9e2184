/**
 * Remembers the batches that a verifier has checked: their signed roots, and the upper nodes of
 * their trees, which most items share. The next item of a batch then costs a few hashes and no
 * signature check.
 *
 * This changes no verdict: a remembered root is used only for the same signature over the same
 * bytes, and `climb` uses a remembered node only where the rest of the path is the remembered one
 * too.
 */
import { equalBytes } from '../format/bytes/bytes.ts';
import {
  type Climb,
  createKnownNodes,
  type KnownNodes,
  learnNodes,
} from '../format/bytes/merkle-path.ts';
import type { FindKnownStatement, RootStatement } from '../format/envelope/receipt.ts';
import type { TrustedKey } from '../trust/trust.ts';

/** A root whose signature has held. */
export interface SignedRoot {
  readonly statement: RootStatement;
  readonly key: TrustedKey;
  /** 32 bytes. */
  readonly root: Uint8Array;
  readonly nodes: KnownNodes;
}

/** The path of an item to the root of its batch. */
export interface Batch {
  readonly climb: Climb;
  readonly root: RootStatement;
  /** The key that signed the root, once its signature has held. */
  readonly key: TrustedKey;
  /** The remembered root that this item leads to. */
  readonly signed: SignedRoot | undefined;
}

/** Finds remembered roots by what their items hold of them. */
export interface RootMemory {
  /** The statement of a remembered root, by exactly its header and signature. */
  readonly findKnown: FindKnownStatement;
  /** The root of a statement that `findKnown` gave; no other statement has one. */
  find(statement: RootStatement): SignedRoot | undefined;
  /** All signed roots with this hash, for a thin item, which knows no signature. */
  findRoots(treeSize: number, root: Uint8Array): readonly SignedRoot[];
  /**
   * Keeps the root of an item whose signature has held, and what was climbed to it; the oldest root
   * leaves when there are too many.
   */
  learn(batch: Batch): void;
  /** Keeps a root that the caller has added, for good: thin items cannot do without it. */
  add(statement: RootStatement, key: TrustedKey, root: Uint8Array): void;
}

/** Roots of items remembered; a catalogue of a million in chunks of 4,096 has 245. */
const MAX_ROOTS = 256;
/** Nodes kept for all roots together: 8 MB. */
const MAX_NODES = 2 ** 18;
/**
 * A root gets at most this fraction of the nodes that are left, so that the first few leave some
 * for the others.
 */
const SHARE = 4;

/** Makes an empty memory. */
export function createRootMemory(): RootMemory {
  const added = new Map<number, SignedRoot>();
  const passing = new Map<number, SignedRoot>();
  let room = MAX_NODES;

  const get = (key: number) => added.get(key) ?? passing.get(key);

  function drop(roots: Map<number, SignedRoot>, key: number): void {
    room += roots.get(key)?.nodes.isKnown.length ?? 0;
    roots.delete(key);
  }

  function keep(
    roots: Map<number, SignedRoot>,
    statement: RootStatement,
    key: TrustedKey,
    root: Uint8Array,
  ): SignedRoot {
    const nodes = createKnownNodes(statement.treeSize, room / SHARE);
    room -= nodes.isKnown.length;
    const kept: SignedRoot = { statement, key, root, nodes };
    roots.set(keyOf(statement.signature), kept);
    return kept;
  }

  function remember(statement: RootStatement, key: TrustedKey, root: Uint8Array): SignedRoot {
    drop(passing, keyOf(statement.signature));
    const [oldest] = passing.keys();
    if (passing.size >= MAX_ROOTS && oldest !== undefined) drop(passing, oldest);
    return keep(passing, statement, key, root);
  }

  return {
    findKnown(protectedHeader, signature) {
      const statement = get(keyOf(signature))?.statement;
      return statement !== undefined &&
        equalBytes(statement.signature, signature) &&
        equalBytes(statement.protectedHeader, protectedHeader)
        ? statement
        : undefined;
    },
    find(statement) {
      const found = get(keyOf(statement.signature));
      return found?.statement === statement ? found : undefined;
    },
    findRoots(treeSize, root) {
      const found: SignedRoot[] = [];
      for (const roots of [added, passing]) {
        for (const signed of roots.values()) {
          const isIt = signed.statement.treeSize === treeSize && equalBytes(signed.root, root);
          if (isIt) found[found.length] = signed;
        }
      }
      return found;
    },
    learn({ climb, root, key, signed }) {
      learnNodes((signed ?? remember(root, key, climb.root)).nodes, climb);
    },
    add(statement, key, root) {
      drop(passing, keyOf(statement.signature));
      drop(added, keyOf(statement.signature));
      keep(added, statement, key, root);
    },
  };
}

/** Six bytes of R find a root; the whole signature is compared before it is used. */
function keyOf(signature: Uint8Array): number {
  let key = 0;
  for (let i = 0; i < 6; i++) key = key * 256 + (signature[i] as number);
  return key;
}
