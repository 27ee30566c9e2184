/**
 * What a verifier remembers of batches: roots whose signature it has checked, and the
 * upper nodes of their trees, which most items share. The next item of a batch then
 * costs a few hashes and no signature.
 *
 * An answer from here never differs from a cold one: a remembered root is used only for
 * the same signature over the same bytes, and a remembered node only where every hash
 * of the path above it is the remembered one too.
 */
import { equalBytes } from '../bytes/bytes.ts';
import { type Hash, hashNode } from '../bytes/merkle.ts';
import type { InclusionProof, RootStatement } from '../envelope/receipt.ts';
import type { TrustedKey } from './trust.ts';

/** Levels below the root that are remembered: 2^13 nodes at most, which 64 products of a page share. */
const REMEMBERED_LEVELS = 12;

/** A root whose signature has held. */
export interface SignedRoot {
  readonly statement: RootStatement;
  readonly key: TrustedKey;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Nodes by {@link nodeKey}. */
  readonly nodes: Map<number, Uint8Array>;
}

/** Roots by what items know of them. */
export interface RootMemory {
  /** The root with exactly this signed statement, for an item that carries a receipt. */
  findSigned(statement: RootStatement): SignedRoot | undefined;
  /** The signed root with this hash, for a thin item, which knows no signature. */
  findRoot(treeSize: number, root: Uint8Array): SignedRoot | undefined;
  /** Keeps a root whose signature has held; the oldest leaves when there are too many. */
  remember(root: Omit<SignedRoot, 'nodes'>): SignedRoot;
  /** Keeps the nodes of a climb to that root, as far as there is room. */
  rememberNodes(root: SignedRoot, climb: Climb): void;
}

/** A path climbed to its root, with the nodes passed on the way. */
export interface Climb {
  readonly root: Uint8Array;
  readonly nodes: readonly (readonly [key: number, node: Uint8Array])[];
}

/** Nodes kept for all roots together: about 8 MB. */
const MAX_NODES = 65_536;

/** Makes an empty memory for `capacity` roots. */
export function createRootMemory(capacity: number): RootMemory {
  const roots = new Map<string, SignedRoot>();
  let nodeCount = 0;

  function keep(root: SignedRoot, key: number, node: Uint8Array): void {
    if (nodeCount >= MAX_NODES || root.nodes.has(key)) return;
    // A copy: a view would keep a whole envelope in memory.
    root.nodes.set(key, node.slice());
    nodeCount += 1;
  }

  function drop(key: string): void {
    nodeCount -= roots.get(key)?.nodes.size ?? 0;
    roots.delete(key);
  }

  return {
    findSigned(statement) {
      const found = roots.get(signatureKey(statement));
      return found !== undefined &&
        equalBytes(found.statement.signature, statement.signature) &&
        equalBytes(found.statement.protectedHeader, statement.protectedHeader)
        ? found
        : undefined;
    },
    findRoot(treeSize, root) {
      for (const signed of roots.values()) {
        if (signed.statement.treeSize === treeSize && equalBytes(signed.root, root)) return signed;
      }
      return undefined;
    },
    remember(root) {
      const kept: SignedRoot = { ...root, nodes: new Map() };
      drop(signatureKey(root.statement));
      roots.set(signatureKey(root.statement), kept);
      const [oldest] = roots.keys();
      if (roots.size > capacity && oldest !== undefined) drop(oldest);
      return kept;
    },
    rememberNodes(root, { nodes }) {
      // A root that has been dropped meanwhile would never give its room back.
      if (roots.get(signatureKey(root.statement)) !== root) return;
      for (const [key, node] of nodes) keep(root, key, node);
      keep(root, nodeKey(0, 0), root.root);
    },
  };
}

/** Half of R finds a root; the whole signature is compared before it is used. */
function signatureKey({ signature }: RootStatement): string {
  return String.fromCharCode(...signature.subarray(0, 16));
}

/** The height of the root above the leaves. */
function heightOf(treeSize: number): number {
  let height = 0;
  for (let last = treeSize - 1; last > 0; last = Math.floor(last / 2)) height += 1;
  return height;
}

/** Names a node by its depth below the root and its place in that row. */
function nodeKey(depth: number, at: number): number {
  return depth * 4096 + at;
}

/**
 * The root that a leaf hash and its path lead to (RFC 9162 §2.1.3.2), or `undefined`
 * where the path does not fit. With `known`, hashing stops at the first node that is
 * remembered, and goes on only if a hash above it is not the remembered one.
 */
export function climb(
  hash: Hash,
  leaf: Uint8Array,
  { treeSize, leafIndex, path }: InclusionProof,
  known: ReadonlyMap<number, Uint8Array> | undefined,
): Climb | undefined {
  const nodes: [number, Uint8Array][] = [];
  let node = leaf;
  let at = leafIndex;
  let used = 0;
  let depth = heightOf(treeSize);
  for (let last = treeSize - 1; last > 0; last = Math.floor(last / 2)) {
    const isOdd = at % 2 === 1;
    // A last node without a sibling is carried up as it is.
    if (isOdd || at < last) {
      const sibling = path[used++];
      if (sibling === undefined) return undefined;
      const above = Math.floor(at / 2);
      const remembered =
        known !== undefined && depth <= REMEMBERED_LEVELS
          ? recall(known, depth, at, node, sibling)
          : undefined;
      if (remembered === undefined && depth <= REMEMBERED_LEVELS) {
        nodes.push([nodeKey(depth, at), node], [nodeKey(depth, at + (isOdd ? -1 : 1)), sibling]);
      }
      node = remembered ?? (isOdd ? hashNode(hash, sibling, node) : hashNode(hash, node, sibling));
      at = above;
    } else at = Math.floor(at / 2);
    depth -= 1;
  }
  return used === path.length ? { root: node, nodes } : undefined;
}

/** The remembered parent of two nodes, where both are the remembered ones. */
function recall(
  known: ReadonlyMap<number, Uint8Array>,
  depth: number,
  at: number,
  node: Uint8Array,
  sibling: Uint8Array,
): Uint8Array | undefined {
  const parent = known.get(nodeKey(depth - 1, Math.floor(at / 2)));
  const own = known.get(nodeKey(depth, at));
  const other = known.get(nodeKey(depth, at % 2 === 1 ? at - 1 : at + 1));
  return parent !== undefined &&
    own !== undefined &&
    other !== undefined &&
    equalBytes(own, node) &&
    equalBytes(other, sibling)
    ? parent
    : undefined;
}
