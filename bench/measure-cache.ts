/** What remembered marks take and cost, in a process of its own. */
import { readDescriptions } from './catalogue.ts';
import { runChild } from './child.ts';
import { importBuilt } from './install.ts';
import type { Settings } from './suite.ts';

/** A cache that holds so many marks. */
export interface CacheMeasure {
  /** Bytes of one entry, beside the mark and the content that the caller gave. */
  readonly bytesPerEntry: number;
  /** Bytes of the mark itself, which the entry keeps as its key. */
  readonly markBytes: number;
  /** Nanoseconds of a hit at a random place, by run; the very same string objects. */
  readonly sameNs: readonly number[];
  /** Likewise, the mark a new string each time. */
  readonly freshNs: readonly number[];
}

/** Megabytes that the heap may grow to: what is measured must fit, whatever it turns out to be. */
const heapFor = (entries: number) => 1024 + Math.ceil(entries / 250);

/** Fills a cache and weighs it. */
export async function measureCache(
  { short, catalogue }: Settings,
  entries: number,
): Promise<CacheMeasure> {
  await importBuilt();
  const [text] = readDescriptions(catalogue, 1);
  const answer = await runChild('cache', { entries, text, runs: short ? 100 : 1000 }, [
    '--expose-gc',
    `--max-old-space-size=${heapFor(entries)}`,
  ]);
  // Exactly what the child answers.
  return answer as CacheMeasure;
}
