/** RFC 9162 trees: another implementation's vectors, and what must hold of any tree. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHex, equalBytes } from '../../../src/format/bytes/bytes.ts';
import {
  checkConsistencyProof,
  consistencyProof,
  hashLeaf,
  hashNode,
  inclusionProof,
  merkleRoot,
} from '../../../src/format/bytes/merkle.ts';
import { climb } from '../../../src/format/bytes/merkle-path.ts';
import { native } from '../../fixtures/backends.ts';
import { flipBit, hex } from '../../fixtures/bytes.ts';
import { pathOf } from '../../fixtures/merkle.ts';
import { listVectors, readVectorJson } from '../../fixtures/vectors.ts';

const { sha256 } = native;

/** The root that a path leads to. Hashes of another length are none, and no reader lets them pass. */
function rootOf(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  if (proof.some(({ length }) => length !== 32)) return undefined;
  const [packed, spread] = [0, 2].map((gap) =>
    climb(sha256, leaf, index, size, pathOf(proof, gap)),
  );
  expect(spread?.root).toEqual(packed?.root);
  return packed?.root;
}

interface InclusionVector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly desc: string;
  readonly wantErr: boolean;
}

interface ConsistencyVector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly desc: string;
  readonly wantErr: boolean;
}

const base64 = (text: string | null) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
const path = (proof: readonly string[] | null) => (proof ?? []).map(base64);

function includes(vector: InclusionVector): boolean {
  const { leafIdx, treeSize, proof } = vector;
  const root = rootOf(base64(vector.leafHash), leafIdx, treeSize, path(proof));
  return root !== undefined && equalBytes(root, base64(vector.root));
}

function isConsistent(vector: ConsistencyVector): boolean {
  const { size1, size2, root1, root2, proof } = vector;
  return checkConsistencyProof(sha256, size1, size2, base64(root1), base64(root2), path(proof));
}

function checkAll<T extends { readonly desc: string; readonly wantErr: boolean }>(
  folder: string,
  check: (vector: T) => boolean,
): void {
  const files = listVectors(`transparency-dev-merkle/testdata/${folder}`);
  expect(files).toHaveLength(98);
  let good = 0;
  for (const file of files) {
    const vector = readVectorJson<T>(file);
    if (!vector.wantErr) good += 1;
    expect({ file, accepted: check(vector) }).toEqual({ file, accepted: !vector.wantErr });
  }
  expect(good).toBe(6);
}

describe('the transparency-dev vectors', () => {
  test('of inclusion have the verdicts that they state', () => {
    checkAll('inclusion', includes);
  });

  test('of consistency have the verdicts that they state', () => {
    checkAll('consistency', isConsistent);
  });
});

const anyTree = fc
  .integer({ min: 1, max: 70 })
  .map((size) => Array.from({ length: size }, (_, i) => hashLeaf(sha256, Uint8Array.of(i, size))));
const anyTreeAndLeaf = anyTree.chain((leaves) =>
  fc.tuple(fc.constant(leaves), fc.nat({ max: leaves.length - 1 })),
);

describe('a tree', () => {
  test('of nothing has the hash of nothing as its root, and one leaf is its own root', () => {
    expect(encodeHex(merkleRoot(sha256, []))).toBe(encodeHex(sha256(new Uint8Array(0))));
    const leaf = hashLeaf(sha256, hex(''));
    expect(encodeHex(leaf)).toBe(encodeHex(sha256(hex('00'))));
    expect(merkleRoot(sha256, [leaf])).toEqual(leaf);
  });

  test('proves each leaf at its own place', () => {
    fc.assert(
      fc.property(anyTreeAndLeaf, ([leaves, index]) => {
        const leaf = leaves[index] as Uint8Array;
        const proof = inclusionProof(sha256, leaves, index);
        const root = rootOf(leaf, index, leaves.length, proof);
        expect(root).toEqual(merkleRoot(sha256, leaves));
      }),
    );
  });

  test('proves no leaf with a flipped bit, a lost or an added hash, or for another leaf', () => {
    fc.assert(
      fc.property(anyTreeAndLeaf, fc.nat(), ([leaves, index], place) => {
        const leaf = leaves[index] as Uint8Array;
        const root = merkleRoot(sha256, leaves);
        const proof = inclusionProof(sha256, leaves, index);
        const leadsTo = (hashes: readonly Uint8Array[], from = leaf, at = index) => {
          const reached = rootOf(from, at, leaves.length, hashes);
          return reached !== undefined && equalBytes(reached, root);
        };
        expect(leadsTo(proof)).toBe(true);
        expect(leadsTo(proof, flipBit(leaf, place % 256))).toBe(false);
        expect(leadsTo([...proof, root])).toBe(false);
        if (proof.length === 0) return;
        expect(leadsTo(proof.slice(1))).toBe(false);
        const flipped = proof.map((hash, i) =>
          i === place % proof.length ? flipBit(hash, place % 256) : hash,
        );
        expect(leadsTo(flipped)).toBe(false);
        expect(leadsTo(proof, leaf, (index + 1) % leaves.length)).toBe(false);
      }),
    );
  });

  test('of another size needs a proof of another length, or leads to another root', () => {
    // Not for every size: RFC 9162 proves (index, size) only together with a signed size.
    fc.assert(
      fc.property(anyTreeAndLeaf, ([leaves, index]) => {
        const leaf = leaves[index] as Uint8Array;
        const proof = inclusionProof(sha256, leaves, index);
        for (const size of [0, index, leaves.length * 2 + 2, -1, 1.5, Number.NaN, 2 ** 53]) {
          if (size > index && Math.ceil(Math.log2(size)) === Math.ceil(Math.log2(leaves.length))) {
            continue;
          }
          const reached = rootOf(leaf, index, size, proof);
          expect(reached).not.toEqual(merkleRoot(sha256, leaves));
        }
      }),
    );
  });

  test('that grew is consistent with each of its pasts, and with no other', () => {
    fc.assert(
      fc.property(anyTreeAndLeaf, fc.nat(), ([leaves, last], place) => {
        const oldSize = last + 1;
        const oldRoot = merkleRoot(sha256, leaves.slice(0, oldSize));
        const newRoot = merkleRoot(sha256, leaves);
        const proof = consistencyProof(sha256, leaves, oldSize);
        const holds = (hashes: readonly Uint8Array[], from = oldRoot, to = newRoot) =>
          checkConsistencyProof(sha256, oldSize, leaves.length, from, to, hashes);
        expect(holds(proof)).toBe(true);
        expect(holds(proof, flipBit(oldRoot, place % 256))).toBe(false);
        expect(holds(proof, oldRoot, flipBit(newRoot, place % 256))).toBe(false);
        expect(holds([...proof, newRoot])).toBe(false);
        if (proof.length > 0) expect(holds(proof.slice(1))).toBe(false);
        const flipped = proof.map((hash, i) =>
          i === place % proof.length ? flipBit(hash, place % 256) : hash,
        );
        if (proof.length > 0) expect(holds(flipped)).toBe(false);
      }),
    );
  });

  test('of no size or at no place is climbed by no path', () => {
    const leaf = hashLeaf(sha256, hex('01'));
    const paths = [0, 1, 2].map((length) => new Array<Uint8Array>(length).fill(leaf));
    const wrong = [-1, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53];
    for (const path of paths) {
      for (const one of wrong) {
        expect(climb(sha256, leaf, one, 4, pathOf(path))).toBeUndefined();
        expect(climb(sha256, leaf, 0, one, pathOf(path))).toBeUndefined();
      }
      expect(climb(sha256, leaf, 4, 4, pathOf(path))).toBeUndefined();
    }
  });

  describe('is consistent with no past where', () => {
    const [a, b, c, d, other] = [1, 2, 3, 4, 5].map((i) => sha256(Uint8Array.of(i))) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const node = (left: Uint8Array, right: Uint8Array) => hashNode(sha256, left, right);
    const ab = node(a, b);
    const whole = node(ab, node(c, d));
    const check = (
      [oldSize, newSize]: readonly [number, number],
      [oldRoot, newRoot]: readonly [Uint8Array, Uint8Array],
      proof: readonly Uint8Array[],
    ) => checkConsistencyProof(sha256, oldSize, newSize, oldRoot, newRoot, proof);

    test('a size is none, also where the hashes would lead to both roots', () => {
      expect(check([1, 2], [a, ab], [b])).toBe(true);
      for (const wrong of [-1, 0, 0.5, 1.5, 3, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(check([wrong, 2], [a, ab], [a, b])).toBe(false);
        expect(check([wrong, 2], [a, ab], [b])).toBe(false);
      }
      for (const wrong of [-1, 0, 0.5, 1.5, Number.NaN]) {
        expect(check([1, wrong], [a, ab], [b])).toBe(false);
      }
    });

    test('one hash is a byte longer and its neighbour a byte shorter', () => {
      expect(check([3, 4], [node(ab, c), whole], [c, d, ab])).toBe(true);
      const longer = Uint8Array.of(...c, d[0] as number);
      const shorter = d.slice(1);
      expect(node(longer, shorter)).toEqual(node(c, d));
      expect(check([3, 4], [node(ab, longer), whole], [longer, shorter, ab])).toBe(false);
      expect(check([1, 2], [longer, node(longer, b)], [b])).toBe(false);
      expect(check([1, 2], [longer, node(c, d)], [shorter])).toBe(false);
    });

    test('the path is empty, or goes on beyond the root', () => {
      const [old, grown] = [node(ab, c), whole];
      expect(check([3, 4], [old, grown], [])).toBe(false);
      expect(check([3, 4], [node(other, old), node(other, grown)], [c, d, ab, other])).toBe(false);
    });
  });

  test('has sizes beyond 32 bits without losing the place', () => {
    const leaf = hashLeaf(sha256, hex('01'));
    const proof = Array.from({ length: 41 }, (_, i) => sha256(Uint8Array.of(i)));
    const size = 2 ** 40 + 1;
    const roots = [0, 1, 2 ** 32, 2 ** 39].map((index) => rootOf(leaf, index, size, proof));
    expect(roots.every((root) => root?.length === 32)).toBe(true);
    expect(new Set(roots.map((root) => encodeHex(root as Uint8Array))).size).toBe(4);
    expect(rootOf(leaf, 2 ** 40, size, proof)).toBeUndefined();
    expect(rootOf(leaf, 2 ** 40, size, proof.slice(0, 1))).toBeDefined();
  });
});
