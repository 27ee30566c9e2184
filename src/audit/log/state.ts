/** What a writer keeps in memory of its log: the right edge of the tree, and what no full tile holds yet. */
import { ContentmarkError } from '../../errors.ts';
import { concatBytes, equalBytes } from '../../format/bytes/bytes.ts';
import { type Hash, hashLeaf } from '../../format/bytes/merkle.ts';
import { addLeaf, type CompactRange, rootOf } from './compact-range.ts';
import { decodeEvent } from './decode-event.ts';
import type { Head } from './head.ts';
import type { LogBackend } from './store.ts';
import { createTileTree } from './tile-tree.ts';
import {
  decodeBundle,
  encodeBundle,
  type Level,
  levelsOf,
  TILE_WIDTH,
  tilePath,
  widthOf,
} from './tiles.ts';

/** A state of the tree. Never changed: adding makes another one. */
export interface TreeState {
  readonly size: number;
  readonly range: CompactRange;
  /** Hashes of the partial tile of each level. */
  readonly levels: readonly (readonly Uint8Array[])[];
  /** Entries of the partial bundle. */
  readonly tail: readonly Uint8Array[];
}

/** A full tile or bundle. */
export interface FullPart {
  readonly level: Level;
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** Adds entries. @returns the new state, and the tiles and bundles that they filled. */
export function addEntries(
  hash: Hash,
  state: TreeState,
  entries: readonly Uint8Array[],
): { readonly state: TreeState; readonly full: readonly FullPart[] } {
  const levels = state.levels.map((hashes) => [...hashes]);
  const full: FullPart[] = [];
  let { size, range } = state;
  let tail = [...state.tail];
  for (const entry of entries) {
    tail.push(entry);
    size += 1;
    range = addLeaf(hash, range, hashLeaf(hash, entry), (node) => {
      if (node.height % 8 !== 0) return;
      const level = node.height / 8;
      levels[level] ??= [];
      const hashes = levels[level];
      hashes.push(node.hash);
      if (hashes.length < TILE_WIDTH) return;
      full.push({ level, index: widthOf(level + 1, size) - 1, bytes: concatBytes(...hashes) });
      levels[level] = [];
    });
    if (tail.length < TILE_WIDTH) continue;
    full.push({ level: 'entries', index: size / TILE_WIDTH - 1, bytes: encodeBundle(tail) });
    tail = [];
  }
  return { state: { size, range, levels, tail }, full };
}

/**
 * Rebuilds the state of a log from its full tiles and its last entries, and holds it against the root.
 * @throws ContentmarkError `ERR_STORE` where they do not fit each other.
 */
export async function rebuildState(
  backend: LogBackend,
  hash: Hash,
  { size, root, tail }: Head,
): Promise<TreeState> {
  const tree = createTileTree(backend, hash, size, tail);
  const levels: Uint8Array[][] = [];
  for (let level = 0; level < levelsOf(size); level++) {
    const width = widthOf(level, size);
    const hashes: Uint8Array[] = [];
    for (let at = width - (width % TILE_WIDTH); at < width; at++)
      hashes.push(await tree.hashAt(level, at));
    levels.push(hashes);
  }
  const range: { readonly height: number; readonly hash: Uint8Array }[] = [];
  for (let height = Math.floor(Math.log2(size)), start = 0; start < size; height--) {
    const end = start + 2 ** height;
    if (end > size) continue;
    range.push({ height, hash: await tree.rootOf([start, end]) });
    start = end;
  }
  if (!equalBytes(rootOf(hash, range), root))
    throw new ContentmarkError(
      'ERR_STORE',
      'holds tiles that its checkpoint does not fit: run contentmark log check',
      'options.store',
    );
  return { size, range, levels, tail };
}

/** The time of the newest entry, which none after it may precede. */
export async function readLastTime(
  backend: LogBackend,
  { size, tail }: TreeState,
): Promise<number> {
  if (size === 0) return 0;
  const bundle =
    tail.length > 0 ? undefined : await backend.read(tilePath('entries', size / TILE_WIDTH - 1));
  const last = tail.at(-1) ?? (bundle && decodeBundle(bundle).entries)?.at(-1);
  return (last && decodeEvent(last).event?.time) ?? 0;
}
