/**
 * Places that look random and are the same in every run: xorshift, so that neighbours in the
 * sequence are not neighbours in the tree.
 * @param {number} below
 * @returns {() => number} whole numbers from 0 until `below`
 */
export function createRandom(below) {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/**
 * So many different places, in an order of chance.
 * @param {number} count
 * @param {number} below
 * @returns {readonly number[]}
 */
export function pickPlaces(count, below) {
  const random = createRandom(below);
  /** @type {Set<number>} */
  const places = new Set();
  while (places.size < Math.min(count, below)) places.add(random());
  return [...places];
}
