/**
 * Computes roots, inclusion paths and consistency paths of the Merkle tree of RFC 9162 §2.1: leaf =
 * H(0x00 ‖ entry), node = H(0x01 ‖ left ‖ right), split at the largest power of two below n. Signed
 * batches and the audit log both use it. The hash function is an argument, because this folder uses
 * nothing of the runtime.
 *
 * Inclusion paths are checked by merkle-path.ts.
 */
import { equalBytes } from './bytes.ts';

/** A hash function of byte strings; SHA-256 throughout this package. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** The byte before an entry in its hash (§2.1.1). */
export const LEAF = 0;
const NODE = 1;

/** Bytes of a hash. A leaf or a root of another length is no hash, and must not pass for one. */
export const HASH_LENGTH = 32;

/** Hash of a leaf (§2.1.1). */
export function hashLeaf(hash: Hash, entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length);
  bytes[0] = LEAF;
  bytes.set(entry, 1);
  return hash(bytes);
}

/** Hash of an inner node (§2.1.1). The prefix keeps a node from passing as a leaf. */
export function hashNode(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return hash(bytes);
}

/** The largest power of two below n, for n of 2 and more: where its tree is split (§2.1.1). */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Root of the tree over leaf hashes; of no leaves, the hash of nothing (§2.1.1). */
export function merkleRoot(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hash(new Uint8Array(0));
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = splitPoint(leaves.length);
  return hashNode(hash, merkleRoot(hash, leaves.slice(0, k)), merkleRoot(hash, leaves.slice(k)));
}

/** Leaves from `start` up to and without `end`: a part of a tree whose root stands in a proof. */
export type LeafRange = readonly [start: number, end: number];

/** What the inclusion path of leaf `index` holds the roots of, from the leaf upwards (§2.1.3.1). */
export function inclusionRanges(size: number, index: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  for (let [start, end] = [0, size]; end - start > 1; ) {
    const split = start + splitPoint(end - start);
    if (index < split) {
      ranges.push([split, end]);
      end = split;
    } else {
      ranges.push([start, split]);
      start = split;
    }
  }
  return ranges.reverse();
}

/** What the consistency path from the first `oldSize` leaves to `size` holds the roots of (§2.1.4.1). */
export function consistencyRanges(size: number, oldSize: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (oldSize !== end) {
    const split = start + splitPoint(end - start);
    if (oldSize <= split) {
      ranges.push([split, end]);
      end = split;
    } else {
      ranges.push([start, split]);
      start = split;
    }
  }
  // The old tree itself, where it is one part of the new one, is known to whoever asks.
  if (start > 0) ranges.push([start, end]);
  return ranges.reverse();
}

/** The inclusion path of leaf `index`, from the leaf upwards. */
export function inclusionProof(
  hash: Hash,
  leaves: readonly Uint8Array[],
  index: number,
): Uint8Array[] {
  return inclusionRanges(leaves.length, index).map((range) => rootOf(hash, leaves, range));
}

/** The consistency path from the first `oldSize` leaves to all of them. */
export function consistencyProof(
  hash: Hash,
  leaves: readonly Uint8Array[],
  oldSize: number,
): Uint8Array[] {
  return consistencyRanges(leaves.length, oldSize).map((range) => rootOf(hash, leaves, range));
}

function rootOf(hash: Hash, leaves: readonly Uint8Array[], [start, end]: LeafRange): Uint8Array {
  return merkleRoot(hash, leaves.slice(start, end));
}

/** Whether a number can be the size of a tree that has a leaf: whole, and held exactly in double precision. */
function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n > 0;
}

/** Whether all of these have the length of a hash. */
function areHashes(hashes: readonly Uint8Array[]): boolean {
  for (const { length } of hashes) if (length !== HASH_LENGTH) return false;
  return true;
}

/** Whether a consistency path leads from the old root to the new one (§2.1.4.2). */
export function checkConsistencyProof(
  hash: Hash,
  oldSize: number,
  newSize: number,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (!areHashes([oldRoot, newRoot]) || !areHashes(proof)) return false;
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  // When the old tree is complete its root starts the path and is not sent.
  const path = fn === 0 ? [oldRoot, ...proof] : proof;
  const first = path[0];
  if (first === undefined) return false;
  let oldNode = first;
  let newNode = first;
  for (const sibling of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      oldNode = hashNode(hash, sibling, oldNode);
      newNode = hashNode(hash, sibling, newNode);
      // Not 0: it is odd, or equal to sn, which is not.
      while (fn % 2 === 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      newNode = hashNode(hash, newNode, sibling);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(oldNode, oldRoot) && equalBytes(newNode, newRoot);
}
