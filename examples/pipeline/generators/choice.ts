/** Chances that come out the same for the same seed, whatever the machine. */

/** Makes a function that picks one of a list: FNV-1a over the seed, then mulberry32. */
export function createChoice(seed: string): <T>(options: readonly [T, ...T[]]) => T {
  let state = 0x811c9dc5;
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (options) => options[Math.floor(random() * options.length)] ?? options[0];
}
