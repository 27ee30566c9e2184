/** What happened to a bundle whose entries do not hash to the leaves that the tree has for them. */
import { encodeHex } from '../../format/bytes/bytes.ts';

/** What can be wrong with a log. */
export const LOG_FINDING_KINDS = [
  /** An entry is another one than was logged. */
  'change',
  /** An entry is not there, and no `log-purge` took it. */
  'deletion',
  /** An entry is there that was not logged. */
  'insertion',
  /** Entries stand in another order. */
  'reorder',
  /** An entry stands in the place of another, or twice. */
  'duplicate',
  /** A tile holds hashes that are not those of the entries. */
  'tile',
  /** The checkpoint is damaged, not signed, or of other entries. */
  'checkpoint',
  /** Entries are missing at the end, by a checkpoint that was kept elsewhere. */
  'truncation',
] as const;

/** One of {@link LOG_FINDING_KINDS}. */
export type LogFindingKind = (typeof LOG_FINDING_KINDS)[number];

/** One thing that is wrong. */
export interface LogFinding {
  readonly kind: LogFindingKind;
  /** The first entry that it concerns; absent where it concerns the whole log. */
  readonly index?: number;
  /** Up to and without this entry, where it concerns several. */
  readonly end?: number;
  /** The part of the log that it was found in. */
  readonly path: string;
  /** For people, half a line. */
  readonly detail: string;
}

/**
 * Compares what entries hash to with what the tree has.
 * @param base index of the first.
 */
export function diagnoseBundle(
  found: readonly Uint8Array[],
  wanted: readonly Uint8Array[],
  base: number,
  path: string,
): LogFinding[] {
  const is = found.map(encodeHex);
  const was = wanted.map(encodeHex);
  let first = 0;
  while (first < is.length && is[first] === was[first]) first += 1;
  const at = (kind: LogFindingKind, index: number, detail: string, end?: number): LogFinding => ({
    kind,
    index: base + index,
    ...(end !== undefined && { end: base + end }),
    path,
    detail,
  });
  const shift = was.length - is.length;
  if (shift === 0 && first === is.length) return [];
  if (shift > 0 && is.slice(first).join() === was.slice(first + shift).join())
    return [at('deletion', first, `${shift} of ${was.length} entries are missing`, first + shift)];
  if (shift < 0 && is.slice(first - shift).join() === was.slice(first).join()) {
    const isCopy = is.slice(first, first - shift).every((hash) => was.includes(hash));
    const kind = isCopy ? 'duplicate' : 'insertion';
    return [at(kind, first, `${-shift} entries more than were logged`, first - shift)];
  }
  if (shift === 0 && [...is].sort().join() === [...was].sort().join()) {
    let last = is.length - 1;
    while (is[last] === was[last]) last -= 1;
    return [at('reorder', first, 'the same entries in another order', last + 1)];
  }
  if (shift !== 0)
    return [
      at('change', first, `${is.length} entries of ${was.length} from here on differ`, was.length),
    ];
  return is.flatMap((hash, i) => {
    if (hash === was[i]) return [];
    const other = was.indexOf(hash);
    return other < 0
      ? [at('change', i, 'the entry is not the one that was logged')]
      : [at('duplicate', i, `entry ${base + other} stands in its place`)];
  });
}
