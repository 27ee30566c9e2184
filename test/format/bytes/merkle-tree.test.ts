/** The flat tree is the recursive one of RFC 9162. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inclusionProof, merkleRoot } from '../../../src/format/bytes/merkle.ts';
import {
  type Climb,
  climb,
  createKnownNodes,
  type KnownNodes,
  learnNodes,
} from '../../../src/format/bytes/merkle-path.ts';
import { createMerkleTree } from '../../../src/format/bytes/merkle-tree.ts';
import { native } from '../../fixtures/backends.ts';
import { pathOf } from '../../fixtures/merkle.ts';
import { runs } from '../../fixtures/runs.ts';

const { sha256 } = native;

test.each(Array.from({ length: 70 }, (_, i) => i + 1))(
  'of %i leaves has the same root and paths',
  (size) => {
    const hashes = Array.from({ length: size }, (_, i) => sha256(Uint8Array.of(i)));
    const leaves = new Uint8Array(size * 32);
    for (const [i, hash] of hashes.entries()) leaves.set(hash, i * 32);
    const tree = createMerkleTree(sha256, leaves);
    expect(tree.root).toEqual(merkleRoot(sha256, hashes));
    for (const [i, hash] of hashes.entries()) {
      expect(tree.proof(i)).toEqual(inclusionProof(sha256, hashes, i));
      expect(climb(sha256, hash, i, size, pathOf(tree.proof(i)))?.root).toEqual(tree.root);
    }
  },
);

/** A tree of so many leaves, with its hashes. */
function plant(size: number) {
  const hashes = Array.from({ length: size }, (_, i) => sha256(Uint8Array.of(i, i >> 8)));
  const leaves = new Uint8Array(size * 32);
  for (const [i, hash] of hashes.entries()) leaves.set(hash, i * 32);
  return { hashes, tree: createMerkleTree(sha256, leaves) };
}

/** A climb, remembered as a verifier does. */
function remember(known: KnownNodes, found: Climb | undefined): void {
  if (found !== undefined) learnNodes(known, found);
}

test('a climb over known ground reaches the root that hashing reaches, whatever the path', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 300 }),
      fc.constantFrom(1, 7, 31, 1000),
      fc.array(fc.nat(), { maxLength: 6 }),
      fc.nat(),
      fc.record({
        size: fc.integer({ min: -2, max: 2 }),
        index: fc.integer({ min: -2, max: 2 }),
        flip: fc.option(fc.nat(), { nil: undefined }),
        cut: fc.integer({ min: -1, max: 1 }),
      }),
      (size, room, climbed, place, change) => {
        const { hashes, tree } = plant(size);
        const known = createKnownNodes(size, room);
        const climbOf = (i: number) =>
          climb(sha256, hashes[i] as Uint8Array, i, size, pathOf(tree.proof(i)), known);
        for (const i of climbed) remember(known, climbOf(i % size));
        const at = place % size;
        expect(climbOf(at)?.root).toEqual(tree.root);
        const proof = tree.proof(at).map((hash) => hash.slice());
        const { flip, cut } = change;
        const flipped = flip === undefined ? undefined : proof[flip % proof.length];
        if (flipped !== undefined) flipped[(flip ?? 0) % 32] = 0xff ^ (flipped[0] as number);
        const path = pathOf(cut < 0 ? proof.slice(1) : cut > 0 ? [...proof, tree.root] : proof);
        const changed = (memory?: KnownNodes) =>
          climb(
            sha256,
            hashes[at] as Uint8Array,
            at + change.index,
            size + change.size,
            path,
            memory,
          )?.root;
        expect(changed(known)).toEqual(changed());
      },
    ),
    { numRuns: runs(2000) },
  );
});

test('a hash of zeros in a path is not taken for a node that is not known', () => {
  const { hashes, tree } = plant(3);
  const known = createKnownNodes(3, 1000);
  const last = hashes[2] as Uint8Array;
  remember(known, climb(sha256, last, 2, 3, pathOf(tree.proof(2)), known));
  // In a tree of four the last leaf but one has a sibling, where the tree of three has none.
  const path = pathOf([new Uint8Array(32), ...tree.proof(2)]);
  const { root } = climb(sha256, last, 2, 4, path, known) ?? {};
  expect(root).toEqual(climb(sha256, last, 2, 4, path)?.root);
  expect(root).not.toEqual(tree.root);
});

test('there is room for as many whole rows of nodes as are allowed, and for no more than 2^16', () => {
  const roomOf = (size: number, maxNodes: number) => createKnownNodes(size, maxNodes);
  for (const [size, maxNodes, nodes] of [
    [1, 1000, 1],
    [2, 1000, 3],
    [5, 1000, 15],
    [5, 15, 15],
    [5, 14, 7],
    [300, 1000, 511],
    [300, 7, 7],
    [300, 6, 3],
    [300, 1, 1],
    [300, 0.5, 1],
    [2 ** 40, 2 ** 20, 2 ** 16 - 1],
  ] as const) {
    const { isKnown, hashes, rows } = roomOf(size, maxNodes);
    expect([isKnown.length, hashes.length, 2 ** (rows + 1) - 1]).toEqual([
      nodes,
      nodes * 32,
      nodes,
    ]);
  }
});

test('in a tree of 2^40 leaves the rows near the root are remembered, and no others', () => {
  const size = 2 ** 40;
  const upper = Array.from({ length: 39 }, (_, i) => sha256(Uint8Array.of(i)));
  const [left, right] = [sha256(Uint8Array.of(1, 1)), sha256(Uint8Array.of(2, 2))];
  const known = createKnownNodes(size, 2 ** 20);
  for (const index of [0, 2 ** 39 + 2]) {
    const first = climb(sha256, left, index, size, pathOf([right, ...upper]));
    if (index === 0) remember(known, first);
    let count = 0;
    const counting = (bytes: Uint8Array) => {
      count += 1;
      return sha256(bytes);
    };
    const again = climb(counting, right, index + 1, size, pathOf([left, ...upper]), known);
    expect(again?.root).toEqual(
      climb(sha256, right, index + 1, size, pathOf([left, ...upper]))?.root,
    );
    // Of the first path all rows from the fifteenth below the root on.
    expect(count).toBe(index === 0 ? 25 : 40);
    expect(first?.trail?.pairs.length).toBeLessThanOrEqual(15 * 64);
  }
});

test('over ground that is known to the root, nothing is hashed', () => {
  const { hashes, tree } = plant(37);
  const known = createKnownNodes(37, 1000);
  for (const [i, leaf] of hashes.entries()) {
    remember(known, climb(sha256, leaf, i, 37, pathOf(tree.proof(i)), known));
  }
  let count = 0;
  const counting = (bytes: Uint8Array) => {
    count += 1;
    return sha256(bytes);
  };
  for (const [i, leaf] of hashes.entries()) {
    expect(climb(counting, leaf, i, 37, pathOf(tree.proof(i)), known)?.root).toEqual(tree.root);
  }
  expect(count).toBe(0);
  for (const [i, leaf] of hashes.entries()) climb(counting, leaf, i, 37, pathOf(tree.proof(i)));
  expect(count).toBeGreaterThan(150);
});
