/** Chance that can be had again: the same seed gives the same records. */

export interface Random {
  /** A whole number from 0 to below a bound. */
  below(bound: number): number;
  pick<T>(list: readonly T[]): T;
  digits(count: number): string;
}

/** Mulberry32: small, and good enough to choose from lists. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  };
}
