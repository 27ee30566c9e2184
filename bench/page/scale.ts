/** Logarithmic scales: where a value falls, and which values are worth a line. */

/** A range on a logarithmic axis. */
export interface Domain {
  readonly low: number;
  readonly high: number;
}

/** The steps of one decade that people read at a glance. */
const STEPS = [1, 2, 5] as const;

/** More lines than this are read as grey. */
const MAX_TICKS = 7;

/** All 1, 2, 5 times a power of ten from `low` to `high`, or the powers alone where they are many. */
export function ticksOf({ low, high }: Domain): readonly number[] {
  const ticks: number[] = [];
  const first = Math.floor(Math.log10(low));
  for (let power = first; 10 ** power <= high; power++) {
    for (const step of STEPS) ticks.push(step * 10 ** power);
  }
  const within = ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  if (within.length <= MAX_TICKS) return within;
  return within.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6));
}

/** No axis shows less than this: a few percent drawn over a whole panel look like a cliff. */
const LEAST_SPAN = 10;

/** The narrowest range from a 1, 2 or 5 to another that holds all values, and at least one decade. */
export function domainOf(values: readonly number[]): Domain {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  if (!(least > 0)) throw new Error('a logarithmic axis has no place for zero');
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(least)) - 2; power <= Math.log10(greatest) + 1; power++) {
    for (const step of STEPS) marks.push(step * 10 ** power);
  }
  const below = marks.filter((mark) => mark <= least).at(-1) as number;
  const high = marks.find((mark) => mark >= greatest) as number;
  const low = marks.filter((mark) => mark <= below && high / mark >= LEAST_SPAN * 0.999).at(-1);
  return { low: low as number, high };
}

/** Where a value falls: 0 at the low end, 1 at the high end. */
export function placeOf(value: number, { low, high }: Domain): number {
  return Math.log(value / low) / Math.log(high / low);
}

/** 1000 as 1k, a million as 1M; small ones as they are. */
export function formatTick(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  if (value >= 1e3) return `${value / 1e3}k`;
  return String(Number(value.toPrecision(2)));
}
