/** Batches from ten items to a million: checking one of them, signing them, and the memory that takes. */
import { batchItem, measureStream, type StreamMeasure, signTree } from '../batch-tree.ts';
import { type CurveFamily, measureSizes } from '../curve.ts';
import { bare, prepareInputs } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { show } from '../run-suite.ts';

const SIZES = [10, 100, 1000, 10_000, 100_000, 1_000_000];
const SAMPLE = 4096;
const CHUNK = 4096;
/** What a million items, streamed, may take at most. */
const MEMORY_GOAL_MB = 300;

export const family: CurveFamily = {
  name: 'batch-size',
  notes: [
    'batch-item: a check of an item whose root has been checked before, from a random place of one tree of that many leaves; bare: a bare verification and hash.',
    'Signing: that many items in chunks of 4,096, streamed, each size in a process of its own; time of one item, and the most that the process ever held, Node itself included.',
  ],
  async measure(settings, rounds) {
    const inputs = prepareInputs(await importBuilt(), settings);
    const texts = inputs.items.map(({ text }) => text);
    const sizes = settings.short ? SIZES.slice(0, 4) : SIZES;
    const { series, ratios } = await measureSizes(
      sizes,
      async (size) => ({
        cases: [bare(inputs), batchItem(inputs, await signTree(inputs, size, SAMPLE))],
        turns: settings.short ? 32 : 256,
        ratios: [['batch-item', 'bare']],
      }),
      rounds,
      'batch-size',
    );
    const streams: StreamMeasure[] = [];
    for (const size of sizes) {
      show(`batch-size: signing ${size}`);
      streams.push(await measureStream(texts, size, CHUNK));
    }
    const items = { label: 'batch', unit: 'items' };
    return {
      curves: [
        {
          name: 'batch-item',
          title: 'Checking an item of a batch, root known',
          x: items,
          y: { label: 'time', unit: 'µs' },
          sizes,
          series,
          ratios,
        },
        {
          name: 'batch-sign',
          title: 'Signing an item of a batch',
          x: items,
          y: { label: 'time', unit: 'µs' },
          sizes,
          series: [{ name: 'batch-sign', values: streams.map(({ nsPerItem }) => nsPerItem / 1e3) }],
          ratios: [],
        },
        {
          name: 'batch-memory',
          title: 'Memory to sign a batch, streamed',
          x: items,
          y: { label: 'peak memory', unit: 'MB' },
          sizes,
          series: [
            { name: 'peak memory', values: streams.map(({ peakBytes }) => peakBytes / 1e6) },
          ],
          ratios: [],
          limit: MEMORY_GOAL_MB,
        },
      ],
    };
  },
};
