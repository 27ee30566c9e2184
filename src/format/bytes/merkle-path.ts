/**
 * Computes the root of a tree from a leaf and its inclusion path (RFC 9162 §2.1.3.2). To save work,
 * hashes are read in place, and nodes that are known from earlier paths under the same root are
 * compared instead of hashed.
 */
import { HASH_LENGTH, type Hash } from './merkle.ts';

/** The hashes of an inclusion path, from the leaf upwards, as positions in other bytes. */
export interface HashPath {
  readonly bytes: Uint8Array;
  /** Where the first hash begins. */
  readonly start: number;
  /** Bytes from the beginning of one to that of the next. */
  readonly stride: number;
  readonly count: number;
}

/**
 * Nodes near the root of a tree, in rows: the root at 0, the two below it at 1 and 2, and so
 * on. Where one is known, all above it are too. In one piece, since a climb passes from row to
 * row and a processor fetches two neighbours at once.
 */
export interface KnownNodes {
  /** Rows below the root. */
  readonly rows: number;
  /** 1 for each node that is known. */
  readonly isKnown: Uint8Array;
  /** 32 bytes for each node. */
  readonly hashes: Uint8Array;
}

/** The most rows that are remembered: 2^16 nodes. Their places fit 31 bits. */
const MAX_ROWS = 15;

/** Nodes in so many rows below the root, and the root. */
function countNodes(rows: number): number {
  return 2 ** (rows + 1) - 1;
}

/** Makes room for the nodes of a tree of `size` leaves, of which nothing is known yet, in at most `maxNodes`. */
export function createKnownNodes(size: number, maxNodes: number): KnownNodes {
  let rows = Math.min(heightOf(size), MAX_ROWS);
  while (rows > 0 && countNodes(rows) > maxNodes) rows -= 1;
  const count = countNodes(rows);
  return { rows, isKnown: new Uint8Array(count), hashes: new Uint8Array(count * HASH_LENGTH) };
}

/**
 * How many hashes the path from a leaf to the root has. A last node that is carried up without a
 * sibling adds none.
 */
export function countPath(index: number, size: number): number {
  let count = 0;
  let at = index;
  for (let last = size - 1; last > 0; last = Math.floor(last / 2)) {
    if (at % 2 === 1 || at < last) count += 1;
    at = Math.floor(at / 2);
  }
  return count;
}

/** The result of a climb. */
export interface Climb {
  /** 32 bytes. The caller compares it, or checks its signature. */
  readonly root: Uint8Array;
  /** The nodes near the root that were hashed and not known; `undefined` where all were. */
  readonly trail: Trail | undefined;
}

/** The nodes that a climb has passed, row by row from the leaf's end. */
interface Trail {
  /** For each row from 1 the left and the right node, 32 bytes each. */
  readonly pairs: Uint8Array;
  /** For each row the place of the left one; -1 where the row was not passed or was known. */
  readonly places: Int32Array;
  /** For each row how many nodes: one where it is carried up without a sibling. */
  readonly counts: Uint8Array;
}

/** Remembers the nodes of a climb that has reached this tree's root. */
export function learnNodes({ rows, isKnown, hashes }: KnownNodes, { root, trail }: Climb): void {
  if (trail === undefined) return;
  const { pairs, places, counts } = trail;
  for (let row = 1; row <= rows; row++) {
    const place = places[row] as number;
    if (place === -1) continue;
    const from = (row - 1) * PAIR_LENGTH;
    const count = counts[row] as number;
    hashes.set(pairs.subarray(from, from + count * HASH_LENGTH), place * HASH_LENGTH);
    isKnown.fill(1, place, place + count);
  }
  hashes.set(root);
  isKnown[0] = 1;
}

const PAIR_LENGTH = 2 * HASH_LENGTH;

/** 0x01 ‖ left ‖ right (§2.1.1). Filled anew for every node, so it may be shared. */
const PAIR: Uint8Array = /* @__PURE__ */ Uint8Array.of(1, ...new Uint8Array(PAIR_LENGTH));

/**
 * Climbs to the root, or gives `undefined` where the path is longer or shorter than the
 * leaf's place demands. With `known`, hashing stops where it meets a known node, and goes
 * on only if the path leaves known ground above it: the root is the one that hashing all
 * of the path would give.
 * @param leaf 32 bytes.
 * @param index from 0, below `size`; arithmetic, not bit operators, since sizes may pass 2^32.
 */
export function climb(
  hash: Hash,
  leaf: Uint8Array,
  index: number,
  size: number,
  path: HashPath,
  known?: KnownNodes,
): Climb | undefined {
  const { bytes, stride, count } = path;
  const isPlace = Number.isSafeInteger(index) && Number.isSafeInteger(size) && index < size;
  if (!isPlace || index < 0 || leaf.length !== HASH_LENGTH) return undefined;
  let row = heightOf(size);
  let at = index;
  let node = leaf;
  let used = 0;
  /** Whether the node at this place is the known one; `node` may then lag behind. */
  let isKnown = false;
  let trail: Trail | undefined;
  for (let last = size - 1; last > 0; last = Math.floor(last / 2)) {
    const isNear = row <= MAX_ROWS;
    const place = isNear ? (1 << row) - 1 + at : -1;
    const isRight = at % 2 === 1;
    // A last node without a sibling is carried up as it is.
    if (isRight || at < last) {
      if (used === count) return undefined;
      const sibling = path.start + stride * used++;
      if (known !== undefined && row <= known.rows) {
        const isOwn: boolean = isKnown || isAt(known, place, node, 0);
        isKnown = isOwn && isAt(known, isRight ? place - 1 : place + 1, bytes, sibling);
        if (isOwn && !isKnown) node = hashAt(known, place);
      }
      if (!isKnown) {
        fillPair(node, bytes, sibling, isRight);
        if (isNear) {
          trail ??= startTrail(row);
          note(trail, row, isRight ? place - 1 : place, 2);
        }
        node = hash(PAIR);
      }
    } else if (isKnown) {
      // What is carried here may have a sibling in the tree that is known: compare it above.
      node = hashAt(known as KnownNodes, place);
      isKnown = false;
    } else if (isNear) {
      PAIR.set(node, 1);
      trail ??= startTrail(row);
      note(trail, row, place, 1);
    }
    at = Math.floor(at / 2);
    row -= 1;
  }
  if (used !== count) return undefined;
  if (isKnown) node = hashAt(known as KnownNodes, 0);
  return { root: node, trail };
}

function startTrail(rows: number): Trail {
  return {
    pairs: new Uint8Array(rows * PAIR_LENGTH),
    places: new Int32Array(rows + 1).fill(-1),
    counts: new Uint8Array(rows + 1),
  };
}

/** Writes the nodes in {@link PAIR} to the trail. */
function note({ pairs, places, counts }: Trail, row: number, place: number, count: number): void {
  pairs.set(PAIR.subarray(1), (row - 1) * PAIR_LENGTH);
  places[row] = place;
  counts[row] = count;
}

function fillPair(node: Uint8Array, bytes: Uint8Array, sibling: number, isRight: boolean): void {
  PAIR.set(node, isRight ? 1 + HASH_LENGTH : 1);
  const to = isRight ? 1 : 1 + HASH_LENGTH;
  for (let i = 0; i < HASH_LENGTH; i++) PAIR[to + i] = bytes[sibling + i] as number;
}

/** Whether the node at this place is known, and is the hash that begins at `start`. */
function isAt(
  { isKnown, hashes }: KnownNodes,
  place: number,
  bytes: Uint8Array,
  start: number,
): boolean {
  if (isKnown[place] !== 1) return false;
  const from = place * HASH_LENGTH;
  for (let i = 0; i < HASH_LENGTH; i++) if (hashes[from + i] !== bytes[start + i]) return false;
  return true;
}

function hashAt({ hashes }: KnownNodes, place: number): Uint8Array {
  return hashes.subarray(place * HASH_LENGTH, (place + 1) * HASH_LENGTH);
}

/** The height of the root above the leaves. */
function heightOf(size: number): number {
  let height = 0;
  for (let last = size - 1; last > 0; last = Math.floor(last / 2)) height += 1;
  return height;
}
