/** Markers of placeholder text that was meant to be replaced. */
import type { Marker } from './marker.ts';

const SEVERITY = { text: 'block', name: 'block' } as const;

/** Shopify's own demo catalogues, which are copied into new shops. */
const DEMO = 'https://github.com/shopifypartners/product-csvs';

export const FILLER: readonly Marker[] = [
  {
    id: 'filler.lorem-ipsum',
    class: 'filler',
    what: 'Lorem ipsum, the words with which filler text begins',
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
    what: 'dolor sit amet, the next words of the same filler text',
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
    what: 'two words of Lorem ipsum filler that product copy has no use for',
    rule: {
      kind: 'phrase',
      phrases: [
        'adipiscing condimentum consectetur curabitur dignissim fermentum hendrerit lobortis',
        'maecenas malesuada pellentesque phasellus praesent pulvinar sapien scelerisque',
        'sollicitudin suspendisse tincidunt ullamcorper vestibulum vivamus viverra vulputate',
      ].flatMap((line) => line.split(' ')),
      least: 2,
    },
    severity: SEVERITY,
    sources: ['https://www.lipsum.com/', DEMO],
    falsePositives:
      'Latin prose. One word alone is no filler: "Praesent" is a gift where umlauts are spelled out, "vestibulum" a term of anatomy.',
    found: { description: 'Praesent sapien massa.' },
    clean: { name: 'Wein-Praesent 3er', description: 'Praesent mit drei Flaschen, als Praesent.' },
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
