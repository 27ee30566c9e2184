/** Text that holds a place and was meant to be replaced. */
// @ts-nocheck

import type { Marker } from '../marker.ts';

const SEVERITY = { text: 'block', name: 'block' } as const;

/** Shopify's own demo catalogues, which are copied into new shops. */
const DEMO = 'https://github.com/shopifypartners/product-csvs';

export const FILLER: readonly Marker[] = [
  {
    id: 'filler.lorem-ipsum',
    class: 'filler',
    what: 'the two words with which the filler begins',
    rule: { kind: 'phrase', phrases: ['lorem ipsum'] },
    severity: SEVERITY,
    sources: ['Cicero, De finibus bonorum et malorum 1.10.32, as printers cut it', DEMO],
    falsePositives: 'A book or a poster about typography.',
    found: { body_html: '<p>Lorem\n ipsum, and so on.</p>' },
    clean: { body_html: '<p>A lorem is no ipsum.</p>' },
  },
  {
    id: 'filler.dolor-sit-amet',
    class: 'filler',
    what: 'its next three words',
    rule: { kind: 'phrase', phrases: ['dolor sit amet'] },
    severity: SEVERITY,
    sources: ['Cicero, De finibus bonorum et malorum 1.10.32', DEMO],
    falsePositives: 'An edition of Cicero, who wrote them.',
    found: { description: 'Ipsum dolor sit amet.' },
    clean: { description: 'El dolor sin fin.' },
  },
  {
    id: 'filler.latin-word',
    class: 'filler',
    what: 'words of the filler that product copy has no use for',
    rule: { kind: 'phrase', phrases: ['consectetur', 'praesent', 'vestibulum'] },
    severity: SEVERITY,
    sources: ['https://www.lipsum.com/', DEMO],
    falsePositives:
      'Latin prose; "vestibulum" is a term of anatomy. A shop of medical books sets this row to warn.',
    found: { description: 'Praesent sapien massa.' },
    clean: { description: 'A chest for the vestibule, at present in oak.' },
  },
  {
    id: 'filler.demonstration-store',
    class: 'filler',
    what: 'the sentence of Shopify’s demo products',
    rule: { kind: 'phrase', phrases: ['this is a demonstration store'] },
    severity: SEVERITY,
    sources: [DEMO],
    falsePositives:
      'None known: 1,214 of 1,603 products of the demo files carry it, no other catalogue does.',
    found: {
      body_html: '<em>This is a demonstration store. You can purchase products elsewhere.</em>',
    },
    clean: { body_html: 'Visit our demonstration store in Lyon.' },
  },
];
