/** Compares tiles with what entries hash to, one bundle at a time and then level by level. */
import { concatBytes, equalBytes } from '../../format/bytes/bytes.ts';
import type { Hash } from '../../format/bytes/merkle.ts';
import { diagnoseBundle, type LogFinding } from './diagnose.ts';
import { tileRoot } from './node-levels.ts';
import { type Bundle, hashEntries } from './read-bundles.ts';
import type { Dispute } from './settle.ts';
import type { LogBackend } from './store.ts';
import { splitHashes } from './tile-tree.ts';
import { decodeBundle, TILE_WIDTH, tilePath, widthOf } from './tiles.ts';

/** What is to be taken for the leaves of a bundle. */
export interface JudgedBundle {
  /** Its leaves, as far as is known: those of the entries where these can be read. */
  readonly leaves: Uint8Array;
  /** Its leaves if the tile is right. */
  readonly byTile: Uint8Array;
  readonly dispute: Dispute | undefined;
  readonly findings: readonly LogFinding[];
}

/** Compares a bundle with its tile. */
export function judgeBundle(hash: Hash, bundle: Bundle): JudgedBundle {
  const { base, width, path, entries, isWhole, leaves, tile } = bundle;
  const explain = (): readonly LogFinding[] =>
    entries.length === 0 && width === TILE_WIDTH
      ? [
          {
            kind: 'deletion',
            index: base,
            end: base + width,
            path,
            detail: 'the bundle is missing or cannot be read',
          },
        ]
      : diagnoseBundle(splitHashes(leaves), splitHashes(tile ?? leaves), base, path);
  if (!isWhole) {
    const found = explain();
    const findings: readonly LogFinding[] =
      found.length > 0
        ? found
        : [
            {
              kind: 'change',
              index: base + entries.length,
              end: base + width,
              path,
              detail: 'bytes that are no entries',
            },
          ];
    // Nothing is known of it where its tile is missing, too: 32 zeros a leaf fit no root.
    const byTile = tile?.length === width * 32 ? tile : new Uint8Array(width * 32);
    const missing =
      tile === undefined ? [describeTile(bundle, 'the tile is missing or of another length')] : [];
    return { leaves: byTile, byTile, dispute: undefined, findings: [...findings, ...missing] };
  }
  if (tile === undefined) {
    const findings = [describeTile(bundle, 'the tile is missing or of another length')];
    return { leaves, byTile: leaves, dispute: undefined, findings };
  }
  const byTile = concatBytes(tile, leaves.subarray(tile.length));
  if (equalBytes(byTile, leaves)) return { leaves, byTile, dispute: undefined, findings: [] };
  const isFull = width === TILE_WIDTH;
  const dispute: Dispute = {
    place: isFull ? `1/${bundle.index}` : 'edge',
    byTile: isFull ? tileRoot(hash, byTile) : byTile,
    tileFindings: () => [
      describeTile(bundle, 'a hash is not that of its entry', firstOther(leaves, byTile)),
    ],
    entryFindings: () => diagnoseBundle(splitHashes(leaves), splitHashes(byTile), base, path),
  };
  return { leaves, byTile, dispute, findings: [] };
}

function describeTile(
  { base, width, tilePath: path }: Bundle,
  detail: string,
  at?: number,
): LogFinding {
  return at === undefined
    ? { kind: 'tile', index: base, end: base + width, path, detail }
    : { kind: 'tile', index: base + at, path, detail };
}

/** The first hash in which two lists of as many differ. */
function firstOther(a: Uint8Array, b: Uint8Array): number {
  return Math.floor(a.findIndex((byte, i) => byte !== b[i]) / 32);
}

/** A tile above the leaves, as it stands and as it follows from what is below. */
interface UpperTile {
  readonly level: number;
  /** Number of its first hash in its level. */
  readonly from: number;
  readonly path: string;
  readonly stored: Uint8Array | undefined;
  readonly rebuilt: readonly Uint8Array[];
}

async function* readUpperTiles(
  backend: LogBackend,
  levels: readonly (readonly Uint8Array[])[],
  publishedSize: number,
): AsyncGenerator<UpperTile> {
  for (const [i, hashes] of levels.entries()) {
    const level = i + 1;
    const published = widthOf(level, publishedSize);
    for (let from = 0; from < hashes.length; from += TILE_WIDTH) {
      const isFull = from + TILE_WIDTH <= hashes.length;
      const width = isFull ? TILE_WIDTH : published - from;
      if (width <= 0) continue;
      const path = tilePath(level, from / TILE_WIDTH, width);
      const stored = await backend.read(path);
      yield { level, from, path, stored, rebuilt: hashes.slice(from, from + width) };
    }
  }
}

/** Places where a tile above the leaves says another thing than entries and leaf tile together. */
export async function findUpperDisputes(
  backend: LogBackend,
  levels: readonly (readonly Uint8Array[])[],
  publishedSize: number,
  known: readonly Dispute[],
): Promise<Dispute[]> {
  const disputes: Dispute[] = [];
  for await (const tile of readUpperTiles(backend, levels, publishedSize)) {
    const { level, from, path, stored, rebuilt } = tile;
    if (stored?.length !== rebuilt.length * 32) continue;
    for (const [i, byTile] of splitHashes(stored).entries()) {
      const place = `${level}/${from + i}`;
      const isKnown = known.some((one) => one.place === place && equalBytes(one.byTile, byTile));
      if (isKnown || equalBytes(byTile, rebuilt[i] as Uint8Array)) continue;
      const span = TILE_WIDTH ** level;
      const range = { index: (from + i) * span, end: (from + i + 1) * span };
      disputes.push({
        place,
        byTile,
        tileFindings: () => [
          { kind: 'tile', ...range, path, detail: 'a hash is not that of the tile below' },
        ],
        entryFindings: () => [
          {
            kind: 'change',
            ...range,
            path: tilePath(level === 1 ? 'entries' : level - 1, from + i),
            detail: 'entries here and the tiles over them were changed together',
          },
        ],
      });
    }
  }
  return disputes;
}

/** Tiles above the leaves that do not follow from them, once it is known what the leaves are. */
export async function compareUpperTiles(
  backend: LogBackend,
  levels: readonly (readonly Uint8Array[])[],
  publishedSize: number,
): Promise<LogFinding[]> {
  const findings: LogFinding[] = [];
  for await (const { level, from, path, stored, rebuilt } of readUpperTiles(
    backend,
    levels,
    publishedSize,
  )) {
    const wanted = concatBytes(...rebuilt);
    const span = TILE_WIDTH ** level;
    if (stored?.length !== wanted.length) {
      const range = { index: from * span, end: (from + rebuilt.length) * span };
      findings.push({
        kind: 'tile',
        ...range,
        path,
        detail: 'the tile is missing or of another length',
      });
    } else if (!equalBytes(stored, wanted)) {
      const at = from + firstOther(stored, wanted);
      const range = { index: at * span, end: (at + 1) * span };
      findings.push({
        kind: 'tile',
        ...range,
        path,
        detail: 'a hash is not that of the tile below',
      });
    }
  }
  return findings;
}

/** Compares the partial bundle and tile of what is published with the leaves that it should have. */
export async function comparePublished(
  backend: LogBackend,
  hash: Hash,
  size: number,
  leaves: Uint8Array,
): Promise<LogFinding[]> {
  const width = size % TILE_WIDTH;
  if (width === 0) return [];
  const index = Math.floor(size / TILE_WIDTH);
  const base = index * TILE_WIDTH;
  const path = tilePath('entries', index, width);
  const bytes = await backend.read(path);
  const { entries, isWhole } = decodeBundle(bytes ?? new Uint8Array(0));
  // Nothing is purged from a bundle that is not full, so an entry without a body has been changed.
  const found = hashEntries(hash, entries, undefined);
  const range = { index: base, end: base + width, path };
  if (bytes === undefined)
    return [{ kind: 'deletion', ...range, detail: 'the published bundle is missing' }];
  const findings = diagnoseBundle(splitHashes(found), splitHashes(leaves), base, path);
  return findings.length > 0 || isWhole
    ? findings
    : [{ kind: 'change', ...range, detail: 'bytes that are no entries' }];
}
