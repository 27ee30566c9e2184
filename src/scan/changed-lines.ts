/** Which lines of which files a scan is about. */
import { resolve } from 'node:path';
import { countLines } from '../records/piece/piece.ts';

/** Lines from and to, both included, from 1. */
export type LineRange = readonly [first: number, last: number];

/** By the absolute path of a file: its lines in rising order, or all of it. */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[] | 'all'>;

/** What of a file is looked at; `undefined` for none of it. */
export function linesOf(
  file: string,
  changed: ChangedLines | undefined,
): readonly LineRange[] | 'all' | undefined {
  return changed === undefined ? 'all' : changed.get(resolve(file));
}

/** Whether some of a record stands on one of the lines. */
export function isTouched(
  line: number,
  bytes: Uint8Array,
  ranges: readonly LineRange[] | 'all',
): boolean {
  if (ranges === 'all') return true;
  const isEnded = bytes[bytes.length - 1] === 10;
  const last = line + countLines(bytes) - (isEnded ? 1 : 0);
  // The first range that ends at the record or behind it.
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as LineRange)[1] < line) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.[0] ?? Number.POSITIVE_INFINITY) <= last;
}
