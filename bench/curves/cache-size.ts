/** Caches from a hundred marks to a million: what a hit costs, and what an entry takes. */
import type { CurveFamily } from '../curve.ts';
import { type CacheMeasure, measureCache } from '../measure-cache.ts';
import { quantile } from '../quantile.ts';
import { show } from '../run-suite.ts';

const SIZES = [100, 1000, 10_000, 100_000, 1_000_000];
/** Bytes that an entry may take, beside the mark and the content. */
const BYTES_GOAL = 700;

export const family: CurveFamily = {
  name: 'cache-size',
  notes: [
    'Each size in a process of its own. A hit is a whole check of a mark that is remembered, at a random place; of one content, whose string is the same. same-string: the mark is the string that was given before. new-string: an equal one, made anew each time. From some thousand entries on, an entry is no longer in the processor’s own caches when it is asked for, which is what grows; the look-up does not.',
    'Bytes of an entry: what the heap holds more for each mark remembered, beside mark and content, which are the caller’s; measured after a full garbage collection.',
  ],
  async measure(settings) {
    const sizes = settings.short ? SIZES.slice(0, 2) : SIZES;
    const caches: CacheMeasure[] = [];
    for (const size of sizes) {
      show(`cache-size: ${size} entries`);
      caches.push(await measureCache(settings, size));
    }
    const entries = { label: 'cache', unit: 'entries' };
    return {
      curves: [
        {
          name: 'cache-hit',
          title: 'A hit, by size of the cache',
          x: entries,
          y: { label: 'time', unit: 'ns' },
          sizes,
          series: [
            { name: 'same-string', values: caches.map(({ sameNs }) => quantile(sameNs, 0.5)) },
            { name: 'new-string', values: caches.map(({ freshNs }) => quantile(freshNs, 0.5)) },
          ],
          ratios: [],
        },
        {
          name: 'cache-bytes',
          title: 'An entry of the cache, beside mark and content',
          x: entries,
          y: { label: 'heap', unit: 'bytes' },
          sizes,
          series: [
            { name: 'entry', values: caches.map(({ bytesPerEntry }) => bytesPerEntry) },
            { name: 'its mark', values: caches.map(({ markBytes }) => markBytes) },
          ],
          ratios: [],
          limit: BYTES_GOAL,
        },
      ],
    };
  },
};
