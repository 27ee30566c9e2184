/** A memory of texts changes no text, and spares decoding those that recur. */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createTextMemo } from '../../../src/format/bytes/text-memo.ts';
import { decodeUtf8, encodeUtf8 } from '../../../src/format/bytes/utf8.ts';

afterEach(() => void vi.restoreAllMocks());

test('whatever was read before, a text is what its bytes say', () => {
  // Two letters and two lengths, so that many fall on one place; some are not UTF-8.
  const few = fc
    .uint8Array({ minLength: 1, maxLength: 4 })
    .map((bytes) => bytes.map((byte) => [0x61, 0x62, 0xc3, 0xa9][byte & 3] as number));
  fc.assert(
    fc.property(fc.array(few, { maxLength: 20 }), fc.nat({ max: 3 }), (all, before) => {
      const memo = createTextMemo();
      for (const own of all) {
        const bytes = new Uint8Array(before + own.length + 2).fill(0x61);
        bytes.set(own, before);
        expect(memo.read(bytes, before, before + own.length)).toBe(decodeUtf8(own));
      }
    }),
    { numRuns: 500 },
  );
});

test('the texts of a shop are decoded once, and do not push each other out', () => {
  const memo = createTextMemo();
  const texts = ['shop.example', 'staging.shop.example', 'production', 'staging', 'development'];
  const all = [...texts, 'gpt-5', 'acme-writer/2.1', 'retail', 'fr-FR', 'en'];
  // Between other bytes, as in an envelope.
  const bytes = all.map((one) => encodeUtf8(`xyz${one}x`));
  const readAll = () => bytes.map((one) => memo.read(one, 3, one.length - 1));
  const first = readAll();
  const decode = vi.spyOn(TextDecoder.prototype, 'decode');
  expect(readAll()).toEqual(first);
  expect(decode).not.toHaveBeenCalled();
});

test('a text is not taken for a shorter one that it begins with', () => {
  const memo = createTextMemo();
  // They fall on one place: 9 more in the last byte weigh as much as a byte less.
  for (const text of ['aa', 'aaj', 'aa']) {
    const bytes = encodeUtf8(text);
    expect(memo.read(bytes, 0, bytes.length)).toBe(text);
  }
});

test('a memory keeps no view of the bytes that it was given', () => {
  const memo = createTextMemo();
  const bytes = encodeUtf8('shop');
  expect(memo.read(bytes, 0, 4)).toBe('shop');
  bytes.set(encodeUtf8('spot'));
  expect(memo.read(bytes, 0, 4)).toBe('spot');
});
