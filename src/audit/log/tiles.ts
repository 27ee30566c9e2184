/** Hashes of a full tile, and entries of a full bundle. */
export const TILE_WIDTH = 256;

/** A level of tiles, from 0 at the leaves; or the entries themselves. */
export type Level = number | 'entries';

/** Where the newest checkpoint is published. */
export const CHECKPOINT_PATH = 'checkpoint';

/** Where the key of the log stands in its text form, for whoever has it from nowhere else. */
export const KEY_PATH = 'key';

/** The path of a tile or bundle; partial where `width` is below 256. */
export function tilePath(level: Level, index: number, width: number = TILE_WIDTH): string {
  const full = `tile/${level}/${encodeIndex(index)}`;
  return width === TILE_WIDTH ? full : `${full}.p/${width}`;
}

/** Where the partial forms of a tile stand, all below one folder. */
export function partialsPath(level: Level, index: number): string {
  return `tile/${level}/${encodeIndex(index)}.p`;
}

/** Three digits a path element, all but the last behind an `x`: 1234067 is `x001/x234/067`. */
function encodeIndex(index: number): string {
  let text = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    text = `x${String(rest % 1000).padStart(3, '0')}/${text}`;
  return text;
}

/** How many hashes a level has in a tree of this size. */
export function widthOf(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** Levels that a tree of this size has tiles of. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (widthOf(levels, size) > 0) levels += 1;
  return levels;
}

/** Entries one behind the other, each with its length in two bytes before it. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const entry of entries) length += 2 + entry.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const entry of entries) {
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** The entries of a bundle, as views: at most `max`, and up to the first that its bytes do not hold whole. */
export function decodeBundle(
  bytes: Uint8Array,
  max: number = TILE_WIDTH,
): {
  readonly entries: readonly Uint8Array[];
  /** Whether the bytes end with the last entry. */
  readonly isWhole: boolean;
} {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && entries.length < max) {
    const end = at + 2 + (bytes[at] as number) * 256 + (bytes[at + 1] as number);
    if (end > bytes.length) break;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return { entries, isWhole: at === bytes.length };
}
