/** The flat tree is the recursive one of RFC 9162. */
import { expect, test } from 'vitest';
import { inclusionProof, merkleRoot, rootFromInclusionProof } from '../../src/bytes/merkle.ts';
import { createMerkleTree } from '../../src/bytes/merkle-tree.ts';
import { native } from '../fixtures/backends.ts';

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
      expect(rootFromInclusionProof(sha256, hash, i, size, tree.proof(i))).toEqual(tree.root);
    }
  },
);
