/** Batches: an item whose root is known against a bare verification, and signing in chunks against one by one. */
import { at, bare, type Inputs, openVerifier, prepareInputs, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import type { Case, Contest, Suite } from '../suite.ts';

/** Items signed in one run. */
const CHUNK = 256;

async function batchItem(inputs: Inputs): Promise<Case> {
  const { items } = inputs;
  const marks = await inputs.signMany(items);
  const verifier = openVerifier(inputs, { cacheSize: 0 });
  const { text } = inputs.built.content;
  return {
    name: 'batch-item',
    run(turn) {
      const item = at(items, turn);
      const verdict = verifier.verifySync(text(item.text), at(marks, turn), {
        subject: item.subject,
      });
      require(verdict.status === 'verified');
    },
  };
}

function singleSign({ items, signOne }: Inputs): Case {
  return {
    name: 'single-sign',
    run(turn) {
      for (let i = 0; i < CHUNK; i++) require(signOne(at(items, turn * CHUNK + i)).length > 0);
    },
  };
}

function batchSign({ items, signMany }: Inputs): Case {
  return {
    name: 'batch-sign',
    async run(turn) {
      const chunk = Array.from({ length: CHUNK }, (_, i) => at(items, turn * CHUNK + i));
      require((await signMany(chunk)).length === CHUNK);
    },
  };
}

export const suite: Suite = {
  name: 'batch',
  notes: [
    'batch-item: verifySync of an item whose root has been checked before. bare: a bare verification and hash.',
    `batch-sign and single-sign: ${CHUNK} items, under one signature or one each (native signatures).`,
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), settings);
    return [
      {
        cases: [await batchItem(inputs), bare(inputs)],
        turns: settings.short ? 64 : 512,
        ratios: [['batch-item', 'bare']],
      },
      {
        cases: [batchSign(inputs), singleSign(inputs)],
        turns: settings.short ? 4 : 16,
        ratios: [['batch-sign', 'single-sign']],
      },
    ];
  },
};
