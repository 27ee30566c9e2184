/** A log bundle by bundle: what its entries hash to, and what its tile of leaves says. */
import { concatBytes } from '../../format/bytes/bytes.ts';
import { type Hash, hashLeaf } from '../../format/bytes/merkle.ts';
import type { Head } from './head.ts';
import type { LogBackend } from './store.ts';
import { decodeBundle, TILE_WIDTH, tilePath } from './tiles.ts';

/** One bundle and its tile. */
export interface Bundle {
  readonly index: number;
  /** Number of its first entry. */
  readonly base: number;
  /** Entries that it should have. */
  readonly width: number;
  readonly path: string;
  /** Those that can be read. */
  readonly entries: readonly Uint8Array[];
  /** Whether these are all, and nothing else is there. */
  readonly isWhole: boolean;
  /** Their hashes, one behind the other; for an entry without a body what the tile says. */
  readonly leaves: Uint8Array;
  /** What the tile says, as far as there is one; `undefined` where it is missing or of another length. */
  readonly tile: Uint8Array | undefined;
  readonly tilePath: string;
}

/** Reads all bundles. The last one comes from the head, its tile from what is published. */
export async function* readBundles(
  backend: LogBackend,
  hash: Hash,
  { size, tail }: Head,
  publishedSize: number,
): AsyncGenerator<Bundle> {
  const count = Math.ceil(size / TILE_WIDTH);
  const read = (index: number) => {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    return Promise.all([
      width < TILE_WIDTH ? undefined : backend.read(tilePath('entries', index)),
      backend.read(leafTilePath(index, width, publishedSize)),
    ]);
  };
  // One ahead, so that the disk and the hashing take turns at once.
  let next = read(0);
  for (let index = 0; index < count; index++) {
    const [bytes, stored] = await next;
    if (index + 1 < count) next = read(index + 1);
    const base = index * TILE_WIDTH;
    const width = Math.min(TILE_WIDTH, size - base);
    const bundle =
      width < TILE_WIDTH
        ? { entries: tail, isWhole: true }
        : // More than a bundle may have, so that what was put in is seen for what it is.
          decodeBundle(bytes ?? new Uint8Array(0), 2 * TILE_WIDTH);
    const wanted = width < TILE_WIDTH ? Math.max(0, publishedSize - base) : width;
    const tile = stored?.length === wanted * 32 ? stored : undefined;
    yield {
      index,
      base,
      width,
      path: tilePath('entries', index, width),
      entries: bundle.entries,
      isWhole: bundle.isWhole && bundle.entries.length === width,
      leaves: hashEntries(hash, bundle.entries, tile),
      tile,
      tilePath: leafTilePath(index, width, publishedSize),
    };
  }
}

function leafTilePath(index: number, width: number, publishedSize: number): string {
  const published = publishedSize - index * TILE_WIDTH;
  return tilePath(0, index, width < TILE_WIDTH && published > 0 ? published : width);
}

const NOTHING: Uint8Array = /* @__PURE__ */ new Uint8Array(32);

/** Hashes of entries. One that was purged is what the tile says it was. */
export function hashEntries(
  hash: Hash,
  entries: readonly Uint8Array[],
  tile: Uint8Array | undefined,
): Uint8Array {
  return concatBytes(
    ...entries.map((entry, i) =>
      entry.length === 0 ? (tile?.subarray(i * 32, i * 32 + 32) ?? NOTHING) : hashLeaf(hash, entry),
    ),
  );
}
