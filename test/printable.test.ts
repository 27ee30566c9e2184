/** Text from outside as it may be shown: nothing in it is unseen, and JSON means what it meant. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, toJson } from '../src/printable.ts';

/** Of each kind one: controls, bidi, zero-width, tags, separators, fillers, variation selectors. */
const UNSEEN = [
  ...'\u0000\u0007\n\u001b\u007f\u0085\u009b\u061c\u200b\u200d\u200e\u202e\u2066\u2069\u2028\u2029',
  ...'\u00ad\u034f\u115f\u180e\u2060\u2064\u3164\ufeff\ufe0f\uffa0\ufff9\u{e0001}\u{e0041}\u{e0100}\u{1d173}',
];

test.each(
  UNSEEN.map((character) => [(character.codePointAt(0) as number).toString(16), character]),
)('U+%s is shown as what it is', (hex, character) => {
  expect(printable(`a${character}b`)).toBe(`a\\u{${hex}}b`);
  const json = toJson({ [`k${character}`]: [character] });
  expect(json).not.toContain(character);
  expect(JSON.parse(json)).toEqual({ [`k${character}`]: [character] });
});

test('text of every script stays as it is', () => {
  const text = 'Wanderschuh “Größe 42” – 登山靴 حذاء ботинки नमूना 👢 e\u0301';
  expect(printable(text)).toBe(text);
  expect(toJson(text)).toBe(JSON.stringify(text));
});

test('whatever the text, JSON says the same and nothing in it is unseen', () => {
  const any = fc.string({
    unit: fc.oneof(fc.constantFrom(...UNSEEN), fc.string({ unit: 'binary' })),
  });
  fc.assert(
    fc.property(any, (text) => {
      const json = toJson(text);
      expect(JSON.parse(json)).toBe(text);
      expect(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(json + printable(text))).toBe(false);
    }),
    { numRuns: 50 },
  );
});
