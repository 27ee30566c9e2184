/** A page of fifty products, cold: alone on the thread pool, and as items of one batch. */

import { prepareInputs } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { barePage, barePageAside, joseAll, page } from '../page-cases.ts';
import type { Contest, Suite } from '../suite.ts';

const PAGE = 50;

export const suite: Suite = {
  name: 'page',
  notes: [
    `Times are of a page of ${PAGE} products, of which none has been seen. bare: ${PAGE} bare verifications and hashes on one thread.`,
    'page: verifyAll over single marks, on the thread pool: it falls with every free core. page-batch: the same over items of one batch, whose signature is checked once a page; its verifier is new, so nothing is remembered from the page before.',
    'bare-all: the bare verifications all given to the thread pool by callback, the hashes meanwhile: the limit of page. jose-all: as many checks of jose in flight at once.',
  ],
  async prepare({ short, catalogue }): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), { short, catalogue });
    const singles = inputs.items.map(({ textForm }) => textForm);
    return [
      {
        cases: [
          barePage(inputs, PAGE),
          page('page', inputs, singles, PAGE),
          page('page-batch', inputs, await inputs.signMany(inputs.items), PAGE),
          barePageAside(inputs, PAGE),
          await joseAll(inputs, PAGE),
        ],
        turns: short ? 8 : 32,
        ratios: [
          ['page', 'bare'],
          ['page-batch', 'bare'],
          ['page', 'bare-all'],
          ['page', 'jose-all'],
        ],
        usesThreads: true,
      },
    ];
  },
};
