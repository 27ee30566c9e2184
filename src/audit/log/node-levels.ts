/** Roots of full tiles, level by level, and the root of any size of the tree over them. */

import { concatBytes } from '../../format/bytes/bytes.ts';
import type { Hash } from '../../format/bytes/merkle.ts';
import { createMerkleTree } from '../../format/bytes/merkle-tree.ts';
import { TILE_WIDTH, widthOf } from './tiles.ts';

/** The root of a tile's hashes, one behind the other. */
export function tileRoot(hash: Hash, tile: Uint8Array): Uint8Array {
  return createMerkleTree(hash, tile).root;
}

/**
 * Hashes of every level from 1 on, each level from the full tiles of the one below.
 * @param first level 1: the roots of the full tiles of leaves.
 * @param replaced hashes to take instead, by `level/index`.
 */
export function buildLevels(
  hash: Hash,
  first: readonly Uint8Array[],
  replaced: ReadonlyMap<string, Uint8Array> = new Map(),
): Uint8Array[][] {
  const levels: Uint8Array[][] = [];
  for (let level = 1, below = first; below.length > 0; level++) {
    const hashes = below.map((node, i) => replaced.get(`${level}/${i}`) ?? node);
    levels.push(hashes);
    const full = Math.floor(hashes.length / TILE_WIDTH);
    below = Array.from({ length: full }, (_, i) =>
      tileRoot(hash, concatBytes(...hashes.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH))),
    );
  }
  return levels;
}

/**
 * The root of the first `size` entries.
 * @param leaves hashes of the entries behind the last full tile of that size, one behind the other.
 */
export function rootAt(
  hash: Hash,
  levels: readonly (readonly Uint8Array[])[],
  size: number,
  leaves: Uint8Array,
): Uint8Array {
  if (size === 0) return hash(new Uint8Array(0));
  // What is behind the last full tile of a level is one more node, the last, of the level above.
  let node = leaves.length === 0 ? undefined : tileRoot(hash, leaves);
  for (const [i, hashes] of levels.entries()) {
    const width = widthOf(i + 1, size);
    const edge = hashes.slice(width - (width % TILE_WIDTH), width);
    if (node !== undefined) edge.push(node);
    if (edge.length > 0) node = tileRoot(hash, concatBytes(...edge));
  }
  return node as Uint8Array;
}
