/** Entries against tiles: which of the two leads to the signed root. */
import { equalBytes } from '../../format/bytes/bytes.ts';
import type { LogFinding } from './diagnose.ts';

/** One place where entries and a tile say different things. */
export interface Dispute {
  /** The node whose hash depends on it, as `level/index`; `edge` for the leaves behind the last full tile. */
  readonly place: string;
  /** What the place is if the tile is right: a hash, or the leaves of the edge. */
  readonly byTile: Uint8Array;
  /** What is wrong if the entries are right. */
  readonly tileFindings: () => readonly LogFinding[];
  /** What is wrong if the tile is right. */
  readonly entryFindings: () => readonly LogFinding[];
}

/** Subsets of so many disputes are tried one by one; of more, only none and all. */
const MAX_TRIED = 8;

/**
 * Finds the disputes in which the tile is right.
 * @param rootWith the root, if in these disputes the tile is right and in all others the entries.
 * @returns `undefined` where no choice leads to the root.
 */
export function settle(
  disputes: readonly Dispute[],
  root: Uint8Array,
  rootWith: (byTile: ReadonlySet<Dispute>) => Uint8Array,
): ReadonlySet<Dispute> | undefined {
  for (const chosen of choices(disputes)) if (equalBytes(rootWith(chosen), root)) return chosen;
  return undefined;
}

function* choices(disputes: readonly Dispute[]): Generator<ReadonlySet<Dispute>> {
  yield new Set();
  yield new Set(disputes);
  if (disputes.length > MAX_TRIED) return;
  for (let bits = 1; bits < 2 ** disputes.length - 1; bits++)
    yield new Set(disputes.filter((_, i) => (bits >> i) % 2 === 1));
}
