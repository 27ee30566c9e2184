/** Joining, comparing and trimming, held against the runtime's own. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, decodeHex, encodeHex, equalBytes } from '../../../src/format/bytes/bytes.ts';
import { trim, trimEnd } from '../../../src/format/bytes/trim.ts';

const anyBytes = fc.uint8Array({ maxLength: 20 });

test('byte strings are joined in their order, into bytes of their own', () => {
  fc.assert(
    fc.property(fc.array(anyBytes, { maxLength: 4 }), (parts) => {
      const joined = concatBytes(...parts);
      expect(joined).toEqual(new Uint8Array(Buffer.concat(parts)));
      expect(parts).not.toContain(joined);
    }),
  );
});

test('byte strings are equal if they have the same bytes, and no others are', () => {
  const few = fc.uint8Array({ maxLength: 3, max: 2 });
  fc.assert(
    fc.property(few, few, (a, b) => {
      expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
      expect(equalBytes(a, a.slice())).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('hexadecimal is written in lower case and read in both', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const text = encodeHex(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('hex'));
      expect(decodeHex(text)).toEqual(bytes);
      expect(decodeHex(text.toUpperCase())).toEqual(bytes);
    }),
  );
});

test.each(['0', '000', 'g0', '0g', '0x', ' 00', '0 ', '00\n0', '\uff11\uff11', '-1', '00 0'])(
  'no hexadecimal: %j',
  (text) => {
    expect(decodeHex(text)).toBeUndefined();
  },
);

test('a text is trimmed of the given characters at its ends, and of no others', () => {
  const letters = fc.constantFrom(' ', '\t', '\n', '\u00a0', 'a', 'b');
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 8 }), (text) => {
      expect(trimEnd(text, ' \t')).toBe(text.replace(/[ \t]+$/, ''));
      expect(trim(text, ' \t')).toBe(text.replace(/^[ \t]+|[ \t]+$/g, ''));
      expect(trim(text, '')).toBe(text);
    }),
    { numRuns: 500 },
  );
});
