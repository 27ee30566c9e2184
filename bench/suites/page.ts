/** A page of fifty products, cold: alone on the thread pool, and as items of one batch. */
import { at, bare, type Inputs, openVerifier, prepareInputs, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import type { Case, Contest, Suite } from '../suite.ts';

const PAGE = 50;

/** Fifty bare verifications and hashes, one after the other. */
function barePage(inputs: Inputs): Case {
  const { run } = bare(inputs);
  return {
    name: 'bare',
    run(turn) {
      for (let i = 0; i < PAGE; i++) run(turn * PAGE + i);
    },
  };
}

/** `verifyAll`, by a verifier that has seen none of the marks. */
function page(name: string, inputs: Inputs, marks: readonly string[]): Case {
  const { items } = inputs;
  const { text } = inputs.built.content;
  return {
    name,
    async run(turn) {
      const verifier = openVerifier(inputs, { cacheSize: 0 });
      const shown = Array.from({ length: PAGE }, (_, i) => {
        const item = at(items, turn * PAGE + i);
        return {
          content: text(item.text),
          evidence: at(marks, turn * PAGE + i),
          subject: item.subject,
        };
      });
      const verdicts = await verifier.verifyAll(shown);
      require(verdicts.every(({ status }) => status === 'verified'));
    },
  };
}

export const suite: Suite = {
  name: 'page',
  notes: [
    `Times are of a page of ${PAGE} products. bare: ${PAGE} bare verifications and hashes on one thread.`,
    'page: verifyAll over single marks, on the thread pool: it falls with every free core. page-batch: the same over items of one batch, whose signature is checked once a page.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), settings);
    const singles = inputs.items.map(({ textForm }) => textForm);
    return [
      {
        cases: [
          barePage(inputs),
          page('page', inputs, singles),
          page('page-batch', inputs, await inputs.signMany(inputs.items)),
        ],
        turns: settings.short ? 8 : 32,
        ratios: [
          ['page', 'bare'],
          ['page-batch', 'bare'],
        ],
      },
    ];
  },
};
