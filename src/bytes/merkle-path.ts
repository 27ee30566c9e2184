/**
 * From a leaf to the root of its tree along an inclusion path (RFC 9162 §2.1.3.2), with as
 * little work as can be: hashes are read where they stand, and what was climbed before
 * under the same root is compared instead of hashed.
 */
import { equalBytes } from './bytes.ts';
import { HASH_LENGTH, type Hash } from './merkle.ts';

/** Hashes of an inclusion path, from the leaf upwards, where they stand in other bytes. */
export interface HashPath {
  readonly bytes: Uint8Array;
  /** Where the first hash begins. */
  readonly start: number;
  /** Bytes from the beginning of one to that of the next. */
  readonly stride: number;
  readonly count: number;
}

/** Nodes of a tree by {@link nodeKey}. Where one is, all above it are too, up to the root. */
export type KnownNodes = ReadonlyMap<number, Uint8Array>;

/** Levels below the root whose nodes are worth remembering: at most 2^13 nodes. */
const KNOWN_LEVELS = 12;

/** Names a node by its depth below the root and its place in that row. */
function nodeKey(depth: number, at: number): number {
  return depth * 2 ** KNOWN_LEVELS + at;
}

/** A climb that has reached a root. */
export interface Climb {
  /** 32 bytes. The caller compares it, or checks its signature. */
  readonly root: Uint8Array;
  /** The nodes near the root that were not known: its own and its siblings, and the root. */
  readonly nodes: readonly (readonly [key: number, node: Uint8Array])[];
}

const NONE: Climb['nodes'] = [];

/** 0x01 ‖ left ‖ right (§2.1.1). Filled anew for every node, so it may be shared. */
const PAIR: Uint8Array = /* @__PURE__ */ Uint8Array.of(1, ...new Uint8Array(2 * HASH_LENGTH));

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
  let depth = heightOf(size);
  let at = index;
  let node = leaf;
  let used = 0;
  /** Whether the node at this place is the known one, and `node` may lag behind. */
  let isKnown = false;
  let nodes: [number, Uint8Array][] | undefined;
  for (let last = size - 1; last > 0; last = Math.floor(last / 2)) {
    const isRight = at % 2 === 1;
    // A last node without a sibling is carried up as it is.
    if (isRight || at < last) {
      if (used === count) return undefined;
      const sibling = path.start + stride * used++;
      const isNear = depth <= KNOWN_LEVELS;
      if (known !== undefined && isNear) {
        const own = known.get(nodeKey(depth, at));
        if (own !== undefined && (isKnown || equalBytes(own, node))) {
          const other = known.get(nodeKey(depth, at + (isRight ? -1 : 1)));
          isKnown = other !== undefined && equalsAt(other, bytes, sibling);
          if (!isKnown) node = own;
        } else isKnown = false;
      }
      if (!isKnown) {
        if (isNear) {
          nodes ??= [];
          nodes.push(
            [nodeKey(depth, at), node],
            // A copy: a view would keep a whole envelope in memory.
            [nodeKey(depth, at + (isRight ? -1 : 1)), bytes.slice(sibling, sibling + HASH_LENGTH)],
          );
        }
        PAIR.set(node, isRight ? 1 + HASH_LENGTH : 1);
        const to = isRight ? 1 : 1 + HASH_LENGTH;
        for (let i = 0; i < HASH_LENGTH; i++) PAIR[to + i] = bytes[sibling + i] as number;
        node = hash(PAIR);
      }
    } else if (isKnown) {
      // What is carried here may have a sibling in the tree that is known: compare it above.
      node = known?.get(nodeKey(depth, at)) as Uint8Array;
      isKnown = false;
    } else if (depth <= KNOWN_LEVELS) {
      nodes ??= [];
      nodes.push([nodeKey(depth, at), node]);
    }
    at = Math.floor(at / 2);
    depth -= 1;
  }
  if (used !== count) return undefined;
  if (isKnown) node = known?.get(0) as Uint8Array;
  else nodes?.push([0, node]);
  return { root: node, nodes: nodes ?? NONE };
}

/** The height of the root above the leaves. */
function heightOf(size: number): number {
  let height = 0;
  for (let last = size - 1; last > 0; last = Math.floor(last / 2)) height += 1;
  return height;
}

function equalsAt(hash: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < HASH_LENGTH; i++) if (hash[i] !== bytes[start + i]) return false;
  return true;
}
