import { fingerprintText, MIN_WORDS } from 'contentmark/registry';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, type Hash64 } from '../../../src/detect/registry/simhash.ts';
import { wordsOf } from '../../../src/detect/registry/words.ts';

const hashOf = (value: string): Hash64 => {
  const near = fingerprintText(value);
  if (near === undefined) throw new Error('too short');
  return near.hash;
};
const BOOTS =
  'These boots keep your feet dry on wet paths, weigh less than a kilogram and dry within one night beside the stove';

describe('words', () => {
  it.each([
    ['<p>Dry <b>feet</b></p>', ['dry', 'feet']],
    ['a<br>b', ['a', 'b']],
    ['Caf&#233; &amp; bar', ['café', 'bar']],
    ['ﬁt ＡＢ', ['fit', 'ab']],
    ['ガス 12½', ['ガス', '121', '2']],
    ['&nosuchentity; &#0; &#x110000; &#xffffffff;', []],
    ['<<<<', []],
  ])('%s', (value, words) => {
    expect(wordsOf(value)).toEqual(words);
  });
});

describe('a fingerprint', () => {
  it('is the same without mark-up, case, punctuation and spaces', () => {
    const marked = `<div class="x"><p>${BOOTS.toUpperCase().replaceAll(' ', '&nbsp;\n ')}!</p></div>`;
    expect(hashOf(marked)).toEqual(hashOf(BOOTS));
  });

  it('is not made of fewer words than it takes', () => {
    const words = BOOTS.split(' ');
    expect(fingerprintText(words.slice(0, MIN_WORDS - 1).join(' '))).toBeUndefined();
    expect(fingerprintText(words.slice(0, MIN_WORDS).join(' '))).toBeDefined();
    expect(fingerprintText('')).toBeUndefined();
  });

  it('is near that of the text with one word added, and far from that of another text', () => {
    const other =
      'A lamp of brass with a shade of linen that turns the light of the evening warm in every room of a home';
    expect(distance(hashOf(BOOTS), hashOf(`${BOOTS} now`))).toBeLessThanOrEqual(7);
    expect(distance(hashOf(BOOTS), hashOf(other))).toBeGreaterThan(14);
  });

  it('has halves of 32 bits and no sign, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 60 }), (words) => {
        const near = fingerprintText(words.join(' '));
        for (const half of near ? [near.hash.high, near.hash.low] : [])
          expect(half === half >>> 0).toBe(true);
      }),
    );
  });
});
