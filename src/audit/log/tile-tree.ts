/**
 * Any part of the tree from its full tiles and the last entries: what proofs and opening a log are made of. Only
 * full tiles are read, since partial ones follow from what is below them.
 */

import { ContentmarkError } from '../../errors.ts';
import {
  type Hash,
  hashLeaf,
  hashNode,
  type LeafRange,
  merkleRoot,
  splitPoint,
} from '../../format/bytes/merkle.ts';
import type { LogBackend } from './store.ts';
import { TILE_WIDTH, tilePath, widthOf } from './tiles.ts';

/** A tree that is read part by part. */
export interface TileTree {
  /** The root over a range of leaves that is full or ends with the tree. */
  rootOf(range: LeafRange): Promise<Uint8Array>;
  /** Hash number `index` of a level, counted from its start. */
  hashAt(level: number, index: number): Promise<Uint8Array>;
}

/** Tiles kept at once: what proofs of neighbours and levels share. */
const KEPT = 64;

/**
 * A tree of `size` entries, of which those behind the last full bundle are given.
 * @throws ContentmarkError `ERR_STORE` for a tile that is missing or of another length, when it is read.
 */
export function createTileTree(
  backend: Pick<LogBackend, 'read'>,
  hash: Hash,
  size: number,
  tail: readonly Uint8Array[],
): TileTree {
  const tiles = new Map<string, Uint8Array>();
  const readTile = async (level: number, index: number): Promise<Uint8Array> => {
    const path = tilePath(level, index);
    const known = tiles.get(path);
    if (known !== undefined) return known;
    const tile = await backend.read(path);
    if (tile?.length !== TILE_WIDTH * 32)
      throw new ContentmarkError(
        'ERR_STORE',
        `${path} is ${tile === undefined ? 'missing' : 'damaged'}: run contentmark log check`,
        'store',
      );
    if (tiles.size === KEPT) tiles.delete(tiles.keys().next().value as string);
    tiles.set(path, tile);
    return tile;
  };
  const hashAt = async (level: number, index: number): Promise<Uint8Array> => {
    const tile = Math.floor(index / TILE_WIDTH);
    const place = index % TILE_WIDTH;
    if ((tile + 1) * TILE_WIDTH <= widthOf(level, size)) {
      const start = place * 32;
      return (await readTile(level, tile)).subarray(start, start + 32);
    }
    if (level === 0) return hashLeaf(hash, tail[place] as Uint8Array);
    const below = await readTile(level - 1, index);
    return merkleRoot(hash, splitHashes(below));
  };
  const rootOf = async ([start, end]: LeafRange): Promise<Uint8Array> => {
    const count = end - start;
    const level = Math.floor(Math.log2(count) / 8);
    const span = TILE_WIDTH ** level;
    // A full subtree within one tile: its leaves are the tile's hashes.
    if (Number.isInteger(Math.log2(count)) && start % count === 0) {
      const hashes: Uint8Array[] = [];
      for (let at = start / span; at < end / span; at++) hashes.push(await hashAt(level, at));
      return merkleRoot(hash, hashes);
    }
    const split = start + splitPoint(count);
    return hashNode(hash, await rootOf([start, split]), await rootOf([split, end]));
  };
  return { rootOf, hashAt };
}

/** The hashes of a tile, as views. */
export function splitHashes(tile: Uint8Array): Uint8Array[] {
  return Array.from({ length: tile.length / 32 }, (_, i) => tile.subarray(i * 32, i * 32 + 32));
}
