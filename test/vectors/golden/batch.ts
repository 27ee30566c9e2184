/** Vectors of batches: items with their receipt, thin items, and what is wrong with others. */
import { createMerkleTree } from '../../../src/format/bytes/merkle-tree.ts';
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { encodeSigStructure, encodeStatement } from '../../../src/format/bytes/cose.ts';
import { hashLeaf } from '../../../src/format/bytes/merkle.ts';
import { isParts } from '../../../src/format/content/content.ts';
import { encodeItemHeader, encodePayload } from '../../../src/format/envelope/encode.ts';
import {
  encodeBatchItem,
  encodeRootHeader,
  encodeSignedRoot,
  encodeThinItem,
  type ItemProof,
  type RootClaims,
} from '../../../src/format/envelope/encode-batch.ts';
import { digestPayload } from '../../../src/sign/digest-payload.ts';
import { native } from '../../fixtures/backends.ts';
import { hex } from '../../fixtures/bytes.ts';
import { ISSUER, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { type GoldenContent, type GoldenVector, readContent } from '../../fixtures/golden.ts';
import {
  keyOf,
  make,
  product,
  SHOP,
  STAGING,
  STRANGER,
  shopTrust,
  stagingTrust,
  title,
} from './recipe.ts';

const { sha256 } = native;

/** Three statements of the shop, the first about the title that is shown. */
const CONTENTS: readonly (GoldenContent | { readonly parts: Record<string, GoldenContent> })[] = [
  title,
  { text: 'Merino scarf' },
  { parts: product },
];

const statements = CONTENTS.map((content, index) => {
  const payload = digestPayload('content', readContent(content));
  const claims = {
    issuer: ISSUER,
    subject: index === 0 ? SUBJECT : `${SUBJECT}-${index}`,
    environment: 'production',
    issuedAt: NOW,
    id: `0190a3c2-7b5e-4c1d-9e2f-00000000000${index}`,
    sourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    purpose: 'content' as const,
  };
  return { protectedHeader: encodeItemHeader(claims, payload), payload: encodePayload(payload) };
});
const leaves = new Uint8Array(statements.length * 32);
statements.forEach(({ protectedHeader, payload }, index) => {
  leaves.set(hashLeaf(sha256, encodeStatement(protectedHeader, payload)), index * 32);
});
const tree = createMerkleTree(sha256, leaves);

export function seal(changed: Partial<RootClaims> = {}, seed = SHOP) {
  const signing = keyOf(seed);
  const claims = { issuer: ISSUER, subject: 'batch', issuedAt: NOW, expiresAt: undefined, treeSize: 3 };
  const header = encodeRootHeader(hex(signing.keyId), { ...claims, ...changed });
  return { header, signature: signing.signMessage(encodeSigStructure(header, tree.root)) };
}

/** One item, its batch and its path as they are, or changed. */
export function batchItem(
  index: number,
  root: Partial<RootClaims> = {},
  proof: Partial<ItemProof> = {},
): Uint8Array {
  const own = { treeSize: 3, leafIndex: index, path: tree.proof(index) };
  return encodeBatchItem(statements[index] as never, seal(root), { ...own, ...proof });
}

export const thinItem = (index: number): Uint8Array =>
  encodeThinItem(statements[index] as never, {
    treeSize: 3,
    leafIndex: index,
    path: tree.proof(index),
  });

export const signedRoot: string = encodeBase64url(encodeSignedRoot(seal(), tree.root));
/** The same tree under the key of staging, and under one of the shop's that has been revoked. */
const stagingRoot = encodeBase64url(encodeSignedRoot(seal({}, STAGING), tree.root));
const strangerRoot = encodeBase64url(encodeSignedRoot(seal({}, STRANGER), tree.root));
const revoked = {
  publicKey: encodeHex(keyOf(STRANGER).publicKey),
  issuers: [ISSUER],
  environments: ['production'],
  revokedAt: NOW,
};
const third = {
  content: { parts: product },
  options: { environment: 'production', subject: `${SUBJECT}-2`, now: NOW + 3600 },
};

export function batchVectors(): GoldenVector[] {
  if (!isParts(readContent(third.content))) throw new Error('the third item is a manifest');
  return [
    make('batch: the first of three', { mark: () => [batchItem(0)] }),
    make('batch: the last of three, a manifest without a sibling', {
      ...third,
      mark: () => [batchItem(2)],
    }),
    make('batch: a thin item, its signed root at hand', {
      mark: () => [thinItem(0)],
      roots: [signedRoot],
    }),
    make('batch: a thin item, the root of another key at hand before its own', {
      mark: () => [thinItem(0)],
      roots: [stagingRoot, strangerRoot, signedRoot],
      trust: [shopTrust, stagingTrust, revoked],
    }),
    make('batch: a thin item, the root of another key at hand after its own', {
      mark: () => [thinItem(0)],
      roots: [signedRoot, strangerRoot, stagingRoot],
      trust: [shopTrust, stagingTrust, revoked],
    }),
    make('environment-not-allowed: a thin item, no key of its roots may speak for it', {
      mark: () => [thinItem(0)],
      roots: [strangerRoot, stagingRoot],
      trust: [shopTrust, stagingTrust, revoked],
      expect: 'environment-not-allowed',
    }),
    make('digest-mismatch: a batch item with other content', {
      content: { text: 'Merino crew necks' },
      mark: () => [batchItem(0)],
      expect: 'digest-mismatch',
    }),
    make('unknown-root: a thin item without its signed root', {
      mark: () => [thinItem(0)],
      expect: 'unknown-root',
    }),
    make('bad-signature: a path to another root', {
      mark: () => [batchItem(0, {}, { path: tree.proof(0).map((hash) => hash.toReversed()) })],
      expect: 'bad-signature',
    }),
    make('receipt-mismatch: the root of another issuer', {
      mark: () => [batchItem(0, { issuer: `${ISSUER}/other` })],
      expect: 'receipt-mismatch',
    }),
    // The root alone would not tell: the last leaf of three is also the last of two.
    make('receipt-mismatch: the same root under another size', {
      ...third,
      mark: () => [batchItem(2, {}, { treeSize: 2, leafIndex: 1 })],
      expect: 'receipt-mismatch',
    }),
    make('expired: the root of the batch', {
      mark: () => [batchItem(0, { expiresAt: NOW + 60 })],
      expect: 'expired',
    }),
    make('malformed: a path that is too long for its tree', {
      mark: () => [batchItem(0, {}, { path: [...tree.proof(0), ...tree.proof(0)] })],
      expect: 'malformed',
    }),
    make('malformed: a path that is too long, and a root of an unknown key', {
      mark: () => [
        encodeBatchItem(statements[0] as never, seal({}, STRANGER), {
          treeSize: 3,
          leafIndex: 0,
          path: [...tree.proof(0), ...tree.proof(0)],
        }),
      ],
      expect: 'malformed',
    }),
    make('malformed: a tree of one', {
      mark: () => [batchItem(0, {}, { treeSize: 1, path: [] })],
      expect: 'malformed',
    }),
  ];
}
