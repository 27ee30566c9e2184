/** Batches: an item whose root is known against a bare verification, and signing in chunks against one by one. */
import { createPrivateKey, hash, sign as nodeSign } from 'node:crypto';
import { batchItem, measureStream, measureTreeMemory, signTree } from '../batch-tree.ts';
import { at, bare, type Inputs, prepareInputs, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { claimsOf } from '../peers/claims.js';
import { privateJwk } from '../peers/keys.js';
import type { Case, Contest, Suite } from '../suite.ts';

/** The default of signBatch. */
const CHUNK = 4096;
/** Signatures made one by one in a run, enough for the clock. */
const SINGLES = 64;
/** Items taken from the tree: more than a full run checks, so none is seen twice. */
const SAMPLE = 16_384;

/** Leaves of the tree, and items of the stream, unless short. */
const LEAVES = 1_000_000;

function singleSign({ items, signOne }: Inputs): Case {
  return {
    name: 'single-sign',
    checks: SINGLES,
    run(turn) {
      for (let i = 0; i < SINGLES; i++) {
        require(signOne(at(items, turn * SINGLES + i)).length > 0);
      }
    },
  };
}

/** A native signature and the hash of the content, with nothing to encode. */
function bareSign(inputs: Inputs): Case {
  const { items } = inputs;
  const key = createPrivateKey({ format: 'jwk', key: privateJwk(inputs) });
  return {
    name: 'bare-sign',
    checks: SINGLES,
    run(turn) {
      for (let i = 0; i < SINGLES; i++) {
        const { message, bytes } = at(items, turn * SINGLES + i);
        require(hash('sha256', bytes, 'binary').length === 32);
        require(nodeSign(null, message, key).length === 64);
      }
    },
  };
}

function batchSign({ built, items, signer }: Inputs): Case {
  const { content, sign } = built;
  const { subject: _subject, ...claims } = claimsOf('');
  // The inputs repeat within a chunk; each still becomes a leaf with an id of its own.
  const chunk = Array.from({ length: CHUNK }, (_, i) => at(items, i));
  return {
    name: 'batch-sign',
    checks: CHUNK,
    async run() {
      const batch = chunk.map(({ text, subject }) => ({ content: content.text(text), subject }));
      let signed = 0;
      for await (const { envelope } of sign.signBatch(batch, {
        signer,
        claims,
        chunkSize: CHUNK,
      })) {
        if (envelope.length > 0) signed += 1;
      }
      require(signed === CHUNK);
    },
  };
}

export const suite: Suite = {
  name: 'batch',
  notes: [
    'batch-item: verifySync of an item whose root has been checked before, from a random place of one tree of 1,000,000 leaves (4,096 with --short); none is checked twice, and nothing but the root and the upper part of its tree is remembered. bare: a bare verification and hash.',
    `batch-sign: ${CHUNK} items under one signature, each to its bytes. single-sign: an envelope each. bare-sign: node:crypto.sign of the same message and SHA-256 of the content, nothing else. Times are of one item.`,
    'peak memory: the most that a process held which signed 1,000,000 items (8,192 with --short) in chunks of 4,096, streamed, Node and its own code included.',
    'growth: how much more a process needs after all sampled items of the tree than after a sixteenth of them.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const { short } = settings;
    const inputs = prepareInputs(await importBuilt(), settings);
    const tree = await signTree(inputs, short ? CHUNK : LEAVES, SAMPLE);
    const texts = inputs.items.map(({ text }) => text);
    return [
      {
        cases: [batchItem(inputs, tree), bare(inputs)],
        turns: short ? 64 : 512,
        ratios: [['batch-item', 'bare']],
        async figures() {
          const growth = await measureTreeMemory(inputs, tree);
          return [{ name: 'growth', value: growth / 1e3, unit: 'KB' }];
        },
      },
      {
        cases: [batchSign(inputs), singleSign(inputs), bareSign(inputs)],
        turns: short ? 2 : 8,
        stint: 1,
        ratios: [
          ['batch-sign', 'single-sign'],
          ['batch-sign', 'bare-sign'],
        ],
        async figures() {
          const { peakBytes } = await measureStream(texts, short ? 2 * CHUNK : LEAVES, CHUNK);
          return [{ name: 'peak memory', value: peakBytes / 1e6, unit: 'MB' }];
        },
      },
    ];
  },
};
