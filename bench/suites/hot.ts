/**
 * A mark that the verifier has seen before: on a page that is asked for again. Every hit still
 * checks time, key state, subject and content.
 */
import { hash } from 'node:crypto';
import { at, type Inputs, openVerifier, prepareInputs, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { jose } from '../peer-cases.ts';
import type { Case, Contest, Suite } from '../suite.ts';

/** Too short to time one by one: the clock itself takes as long. */
const AT_ONCE = 100;

/** Each run is {@link AT_ONCE} checks. */
function hot(name: string, inputs: Inputs, isFresh: boolean): Case {
  const { items } = inputs;
  const verifier = openVerifier(inputs, { cacheSize: 2 * items.length });
  const { text } = inputs.built.content;
  // Strings as a JSON response brings them: equal, and never the same object.
  const fresh = items.map((item) => JSON.parse(JSON.stringify(item)) as typeof item);
  return {
    name,
    run(turn) {
      for (let i = 0; i < AT_ONCE; i++) {
        const item = at(items, turn * AT_ONCE + i);
        const shown = isFresh ? at(fresh, turn * AT_ONCE + i) : item;
        const verdict = verifier.verifySync(text(shown.text), shown.textForm, {
          subject: item.subject,
        });
        require(verdict.status === 'verified');
      }
    },
  };
}

function bareHash({ items }: Inputs): Case {
  return {
    name: 'bare-hash',
    run(turn) {
      for (let i = 0; i < AT_ONCE; i++) {
        require(hash('sha256', at(items, turn * AT_ONCE + i).bytes, 'hex').length === 64);
      }
    },
  };
}

/** jose has no cache; it does its whole job each time. */
async function joseEach(inputs: Inputs): Promise<Case> {
  const { run } = await jose(inputs);
  return {
    name: 'jose',
    async run(turn) {
      for (let i = 0; i < AT_ONCE; i++) await run(turn * AT_ONCE + i);
    },
  };
}

export const suite: Suite = {
  name: 'hot',
  notes: [
    `Times are of ${AT_ONCE} checks at once.`,
    'hot: strings parsed anew from JSON, compared with what matched before. same-string: the very same string objects.',
    'bare-hash: SHA-256 of the content alone. jose: a whole check without a cache, so hot/jose compares a cached case with an uncached one.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), settings);
    return [
      {
        cases: [
          hot('hot', inputs, true),
          hot('same-string', inputs, false),
          bareHash(inputs),
          await joseEach(inputs),
        ],
        turns: settings.short ? 16 : 64,
        ratios: [
          ['hot', 'jose'],
          ['same-string', 'bare-hash'],
        ],
      },
    ];
  },
};
