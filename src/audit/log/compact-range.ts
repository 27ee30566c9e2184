/** The right edge of a growing tree: the roots of its largest full subtrees, as many as its size has one bits. */
import { type Hash, hashNode } from '../../format/bytes/merkle.ts';

/** A full subtree. */
interface Node {
  /** Rows above the leaves. */
  readonly height: number;
  readonly hash: Uint8Array;
}

/** From the left to the right, ever smaller. Never changed: adding makes another one. */
export type CompactRange = readonly Node[];

/** Adds a leaf. `onNode` is told of each full subtree that it completes, the leaf itself first. */
export function addLeaf(
  hash: Hash,
  range: CompactRange,
  leaf: Uint8Array,
  onNode: (node: Node) => void,
): CompactRange {
  const nodes = [...range];
  let node: Node = { height: 0, hash: leaf };
  onNode(node);
  for (let last = nodes.at(-1); last?.height === node.height; last = nodes.at(-1)) {
    node = { height: node.height + 1, hash: hashNode(hash, last.hash, node.hash) };
    nodes.pop();
    onNode(node);
  }
  nodes.push(node);
  return nodes;
}

/** The root of the tree (RFC 9162 §2.1): of no leaves, the hash of nothing. */
export function rootOf(hash: Hash, range: CompactRange): Uint8Array {
  return range.length === 0
    ? hash(new Uint8Array(0))
    : range.map((node) => node.hash).reduceRight((right, left) => hashNode(hash, left, right));
}
