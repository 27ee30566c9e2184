/** One text for one byte string: every other spelling is refused. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { ascii } from '../../fixtures/bytes.ts';

test('the vectors of RFC 4648 §10 hold without their padding', () => {
  const vectors = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE' };
  for (const [plain, encoded] of Object.entries({ ...vectors, foobar: 'Zm9vYmFy' })) {
    expect(encodeBase64url(ascii(plain))).toBe(encoded);
    expect(decodeBase64url(encoded)).toEqual(ascii(plain));
  }
});

test('62 and 63 are the URL-safe letters', () => {
  expect(encodeBase64url(Uint8Array.of(0xfb, 0xff, 0xbf))).toBe('-_-_');
});

test('bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64url(text)).toEqual(bytes);
    }),
  );
});

test('any text that decodes is the text that its bytes encode to', () => {
  const letters = fc.constantFrom(
    ...'AZaz09-_+/=. \n\u00c1\u0141\uff21\u{1f642}'.split(''),
    'A',
    'B',
    'Q',
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 6 }), (drawn) => {
      const text = drawn.join('');
      const bytes = decodeBase64url(text);
      if (bytes === undefined) return;
      accepted += 1;
      expect(encodeBase64url(bytes)).toBe(text);
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test('of the 64 last letters a short group could have, only those without spare bits decode', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
  const decoding = (prefix: string) =>
    letters.filter((letter) => decodeBase64url(prefix + letter) !== undefined);
  expect(decoding('A')).toEqual(['A', 'Q', 'g', 'w']);
  expect(decoding('AA')).toEqual([...'AEIMQUYcgkosw048']);
});

test.each([
  ['padding', 'Zg=='],
  ['one padding character', 'Zm8='],
  ['padding in the middle', 'Zg==Zg'],
  ['a length of 1 modulo 4', 'Zm9vY'],
  ['one letter', 'A'],
  ['the letters of plain base64', '+/+/'],
  ['a space before', ' Zm9v'],
  ['a line end after', 'Zm9v\n'],
  ['a line end inside', 'Zm\n9v'],
  ['NUL', 'Zm9\0'],
  ['a full-width letter', '\uff21AAA'],
  ['a letter whose low 7 bits are in the alphabet', '\u00c1AAA'],
  ['a letter whose low 8 bits are in the alphabet', '\u0141AAA'],
  ['a lone surrogate', 'AAA\ud800'],
  ['an emoji', 'AA\u{1f642}'],
  ['a percent escape', 'Zm9v%3D'],
])('%s is refused', (_name, text) => {
  expect(decodeBase64url(text)).toBeUndefined();
});
