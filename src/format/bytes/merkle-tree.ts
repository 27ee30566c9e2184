/**
 * Builds a whole Merkle tree (RFC 9162 §2.1) in flat buffers, which gives the root and every
 * inclusion proof without hashing again. It works level by level and carries an odd last node up,
 * which makes the same tree as the recursive split of merkle.ts. The tests compare the two.
 */
import { type Hash, hashNode } from './merkle.ts';

/** Bytes of a hash: SHA-256. */
const SIZE = 32;

/** A tree over leaf hashes. */
export interface MerkleTree {
  /** Number of leaves. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** The inclusion path of a leaf, from the leaf upwards: views, not copies. */
  proof(index: number): Uint8Array[];
}

/**
 * Builds the tree.
 * @param leaves leaf hashes (`hashLeaf`), 32 bytes each, one behind the other; at least one.
 */
export function createMerkleTree(hash: Hash, leaves: Uint8Array): MerkleTree {
  const levels = [leaves];
  let level = leaves;
  while (level.length > SIZE) {
    const pairs = Math.floor(level.length / (2 * SIZE));
    const odd = level.length % (2 * SIZE);
    const above = new Uint8Array(pairs * SIZE + odd);
    for (let i = 0; i < pairs; i++) {
      const at = 2 * i * SIZE;
      const left = level.subarray(at, at + SIZE);
      const right = level.subarray(at + SIZE, at + 2 * SIZE);
      above.set(hashNode(hash, left, right), i * SIZE);
    }
    above.set(level.subarray(level.length - odd), pairs * SIZE);
    levels.push(above);
    level = above;
  }
  return {
    size: leaves.length / SIZE,
    root: level,
    proof(index) {
      const path: Uint8Array[] = [];
      let at = index;
      for (const nodes of levels) {
        const sibling = (at ^ 1) * SIZE;
        if (sibling < nodes.length) path.push(nodes.subarray(sibling, sibling + SIZE));
        at >>>= 1;
      }
      return path;
    },
  };
}
