/** The server's time for a listing of fifty products, in the example shop, with verification on and off. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareShop } from '../../examples/storefront/prepare.ts';
import { seed } from '../../examples/storefront/seed/seed.ts';
import type { Case, Contest, Suite } from '../suite.ts';

const PAGE = 50;
/** As much of a label as no other part of the page has. */
const LABEL = 'data-contentmark-label="ai-generated"';

export const suite: Suite = {
  name: 'render',
  notes: [
    'examples/storefront, its production build: from the request to the last byte of the HTML, in one process, without a socket. React Router and React render it; the loader reads a catalogue in memory. A shop that asks an API first takes longer, and verification is then a smaller part.',
    `on: one verifyAll over the marks of ${PAGE} products and ${PAGE} pictures, items of four batches, which the verifier has seen before, as after the first visitor; decisions of the guards are kept beside the verdicts they rest on.`,
    'off: the same page, its labels taken on trust. unlabelled: without them, so that on/unlabelled has the cost of showing labels in it.',
  ],
  async prepare({ short }): Promise<readonly Contest[]> {
    const { MEDIA, openShop } = await prepareShop();
    const folder = mkdtempSync(join(tmpdir(), 'contentmark-render-'));
    await seed(folder, { leaks: false });
    const cases: Case[] = [];
    for (const verification of ['on', 'off', 'unlabelled'] as const) {
      const log = join(folder, `${verification}.jsonl`);
      const shop = await openShop({ folder, media: MEDIA, log, verification });
      const labels = verification === 'unlabelled' ? 0 : PAGE;
      cases.push({
        name: verification,
        async run() {
          const response = await shop(new Request('http://127.0.0.1/'));
          const html = await response.text();
          const isMeant = count(html, '<article') === PAGE && count(html, LABEL) === labels;
          if (!isMeant) throw new Error(`"${verification}" made another page than the one meant`);
        },
      });
    }
    return [
      {
        cases,
        turns: short ? 16 : 96,
        ratios: [
          ['on', 'off'],
          ['on', 'unlabelled'],
        ],
      },
    ];
  },
};

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) found += 1;
  return found;
}
