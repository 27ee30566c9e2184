/** Trees of any size, signed in a process of its own: a million leaves do not share a heap with what is timed. */
import { runChild } from './child.ts';
import { subjectAt } from './children/products.js';
import { at, type Inputs, openVerifier, require } from './inputs.ts';
import type { Product } from './peers/peer.ts';
import type { Case } from './suite.ts';

/** An item of a tree, at a random place of it. */
export interface TreeItem extends Product {
  readonly mark: string;
}

/** Signs one tree of `count` leaves and gives back `sample` of its items, or all of a smaller one. */
export async function signTree(
  { items, seed }: Inputs,
  count: number,
  sample: number,
): Promise<readonly TreeItem[]> {
  const texts = items.map(({ text }) => text);
  const request = { seed: Buffer.from(seed).toString('base64url'), count, sample, texts };
  // A tree is held in memory whole: about a kilobyte a leaf, beside what the garbage collector is behind.
  const heap = `--max-old-space-size=${1024 + Math.ceil(count / 250)}`;
  // Exactly what the child answers.
  const signed = (await runChild('sign-tree', request, [heap])) as readonly {
    readonly place: number;
    readonly mark: string;
  }[];
  return signed.map(({ place, mark }) => ({
    mark,
    subject: subjectAt(place),
    text: at(texts, place),
  }));
}

/** Checks of items whose root has been seen. */
export function batchItem(inputs: Inputs, tree: readonly TreeItem[]): Case {
  const verifier = openVerifier(inputs, { cacheSize: 0 });
  const { text } = inputs.built.content;
  return {
    name: 'batch-item',
    run(turn) {
      const item = at(tree, turn);
      const verdict = verifier.verifySync(text(item.text), item.mark, { subject: item.subject });
      require(verdict.status === 'verified');
    },
  };
}

/** Bytes by which a process grows between its first thousand items of a tree and all of them. */
export async function measureTreeMemory(
  { publicKey }: Inputs,
  tree: readonly TreeItem[],
): Promise<number> {
  const request = {
    publicKey: Buffer.from(publicKey).toString('base64url'),
    first: Math.ceil(tree.length / 16),
    items: tree,
  };
  const answer = (await runChild('tree-memory', request, ['--expose-gc'])) as {
    readonly growthBytes: number;
  };
  return answer.growthBytes;
}

/** What streaming a batch takes. */
export interface StreamMeasure {
  readonly nsPerItem: number;
  /** The most that the process ever held, Node itself included. */
  readonly peakBytes: number;
}

/** Signs `count` items in chunks of `chunkSize`, streamed, in a process of its own. */
export async function measureStream(
  texts: readonly string[],
  count: number,
  chunkSize: number,
): Promise<StreamMeasure> {
  // Exactly what the child answers.
  return (await runChild('sign-stream', { count, chunkSize, texts })) as StreamMeasure;
}
