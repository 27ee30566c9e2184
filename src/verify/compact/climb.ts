/** Computes the root of a tree from a leaf and its path (RFC 9162 §2.1.3.2), awaiting each hash. */
import { concatBytes } from '../../format/bytes/bytes.ts';
import { digestSoon } from '../../format/crypto/awaited.ts';
import type { ReadPath } from './read-envelope.ts';

/** Stand before a leaf and before a node in their hashes (§2.1.1). */
const LEAF = 0;
const NODE = 1;

/** The root. The path has the length of the leaf's place, or read-envelope.ts had refused it. */
export async function climbSoon(
  entry: Uint8Array,
  { leafIndex, treeSize, hashes }: ReadPath,
): Promise<Uint8Array> {
  let node = await digestSoon(concatBytes(Uint8Array.of(LEAF), entry));
  let at = leafIndex;
  let used = 0;
  // Arithmetic, not bit operators: sizes may pass 2^32.
  for (let last = treeSize - 1; last > 0; last = Math.floor(last / 2)) {
    const isRight = at % 2 === 1;
    // A last node without a sibling is carried up as it is.
    if (isRight || at < last) {
      const sibling = hashes[used++] as Uint8Array;
      const pair = isRight ? [sibling, node] : [node, sibling];
      node = await digestSoon(concatBytes(Uint8Array.of(NODE), ...pair));
    }
    at = Math.floor(at / 2);
  }
  return node;
}
