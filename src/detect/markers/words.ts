/**
 * Words that are frequent in test data, and in real catalogues too, such as "QWERTY" and "test".
 * They are only reported; no option raises them to `block`.
 */
import type { Marker } from './marker.ts';

const SEVERITY = { text: 'info', name: 'info', sku: 'info' } as const;

export const WORDS: readonly Marker[] = [
  {
    id: 'word.test',
    class: 'word',
    what: 'words such as test, demo and sample, which people write to try something out',
    rule: { kind: 'phrase', phrases: ['test', 'demo', 'sample', 'todo'] },
    severity: SEVERITY,
    sources: ['docs/markers.md'],
    falsePositives:
      'Many. "test" stands in 4 of 3,291 products of one real shop, in 7 of 10,000 books.',
    found: { title: 'Test product' },
    clean: { title: 'Tested and attested by democrats' },
  },
  {
    id: 'word.dummy',
    class: 'word',
    what: 'the words for what is not the real thing',
    rule: { kind: 'phrase', phrases: ['dummy', 'fake', 'placeholder'] },
    severity: SEVERITY,
    sources: ['docs/markers.md'],
    falsePositives: 'Many: fake fur, baby’s dummies, crash-test dummies.',
    found: { title: 'A fake lemon' },
    clean: { title: 'For Dummies' },
  },
  {
    id: 'word.keyboard',
    class: 'word',
    what: 'what fingers type that must type something',
    rule: { kind: 'phrase', phrases: ['foo', 'asdf', 'qwerty'] },
    severity: SEVERITY,
    sources: ['docs/markers.md'],
    falsePositives: '"QWERTY" stands in 7 of 3,291 products of one real shop: keyboards.',
    found: { title: 'asdf' },
    clean: { title: 'Food, afoot' },
  },
];
