/**
 * How work grows with the size of the input, in processor time of this process: other programs on the
 * machine lengthen the wait, and hardly the work. What is too quick to measure is quick enough.
 */
import type { Family } from './hostile-texts.ts';

/** What twice the input may cost. Linear work doubles; quadratic work is four times as much. */
const FACTOR = 3;
/** Two doublings are measured at once: linear and quadratic work then lie four times apart, not twice. */
const DOUBLINGS = 2;
const isLong = process.env['LINEAR_WORK'] === 'long';
/**
 * Milliseconds of work from which on it is measured: below, caches and collections outweigh it. Those
 * grow with the texts, and quadratic work sixteen times more: at 256 KiB 64 ms are stricter than 16 ms at 16 KiB.
 */
const FLOOR = isLong ? 64 : 16;
/** A noisy pair is measured again this many times before it counts. */
const ATTEMPTS = 8;

/** How far to go. */
export interface Bounds {
  /** Characters, in growing order. */
  readonly sizes: readonly number[];
  /** Milliseconds of work that no size may take. */
  readonly ceiling: number;
}

function boundsUpTo(largest: number): Bounds {
  return isLong
    ? { sizes: [65_536, 262_144], ceiling: 10_000 }
    : { sizes: [2048, largest], ceiling: 4_000 };
}

/** To 16 KiB, or with LINEAR_WORK=long from there to 256 KiB: each size is compared with a quarter of it. */
export const BOUNDS: Bounds = boundsUpTo(16_384);

export type Feed = (text: string) => unknown;

/** What grows too fast, or takes too long, in words; `undefined` where nothing does. */
export async function findExcess(
  feed: Feed,
  family: Family,
  { sizes, ceiling }: Bounds,
): Promise<string | undefined> {
  for (const size of sizes) {
    const first = await work(feed, family(size));
    if (first > ceiling) return `${size} characters take ${first.toFixed(0)} ms`;
    if (first < FLOOR) continue;
    const excess = await compare(feed, family, size, first);
    // A collection or a larger table makes one step steep; what grows too fast does so at the next, too.
    if (excess !== undefined && (await compare(feed, family, size * 2)) !== undefined)
      return excess;
  }
  return undefined;
}

/** Two doublings up to a size: what they cost where that is too much. */
async function compare(
  feed: Feed,
  family: Family,
  size: number,
  first = Number.POSITIVE_INFINITY,
): Promise<string | undefined> {
  const smaller = size / 2 ** DOUBLINGS;
  let [small, large] = [Number.POSITIVE_INFINITY, first];
  // The least of each: noise only adds.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    small = Math.min(small, await work(feed, family(smaller)));
    if (attempt > 0 || large === Number.POSITIVE_INFINITY) {
      large = Math.min(large, await work(feed, family(size)));
    }
    if (large < FLOOR || large <= FACTOR ** DOUBLINGS * small) return undefined;
  }
  return `${smaller} characters take ${small.toFixed(1)} ms, ${size} ${large.toFixed(0)} ms`;
}

async function work(feed: Feed, text: string): Promise<number> {
  const before = process.cpuUsage();
  try {
    await feed(text);
  } catch {
    // Whether a text is refused, and how, is what other tests are about.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
