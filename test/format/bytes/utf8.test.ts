/** UTF-8 by hand, for engines without a codec, is the UTF-8 of engines with one. */

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  decodeByHand,
  decodeUtf8,
  encodeByHand,
  encodeUtf8,
} from '../../../src/format/bytes/utf8.ts';
import { runs } from '../../fixtures/runs.ts';

test('every well-formed text has the same bytes, and reads back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = encodeByHand(text);
      expect(bytes).toEqual(encodeUtf8(text));
      expect(decodeByHand(bytes)).toBe(text);
      expect(decodeUtf8(bytes)).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test('at every edge of a sequence length', () => {
  for (const code of [
    0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfeff, 0xffff, 0x10000, 0x10ffff,
  ]) {
    const text = String.fromCodePoint(code);
    expect(encodeByHand(text)).toEqual(encodeUtf8(text));
    expect(decodeByHand(encodeUtf8(text))).toBe(text);
  }
});

test('all byte strings of one and two bytes, and many longer ones, are read alike or refused alike', () => {
  const agree = (bytes: Uint8Array) => expect(decodeByHand(bytes)).toBe(decodeUtf8(bytes));
  for (let a = 0; a < 256; a++) {
    agree(Uint8Array.of(a));
    for (let b = 0; b < 256; b++) agree(Uint8Array.of(a, b));
  }
  const lead = fc.constantFrom(
    0xc0,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xed,
    0xef,
    0xf0,
    0xf4,
    0xf5,
    0xff,
    0x41,
  );
  const next = fc.constantFrom(0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff);
  fc.assert(
    fc.property(fc.array(fc.oneof(lead, next), { maxLength: 8 }), (bytes) => {
      agree(Uint8Array.from(bytes));
    }),
    { numRuns: runs(5000) },
  );
});

test('no byte but those of RFC 3629 begins a sequence, and no surrogate is one', () => {
  const sequences = [...Array(256).keys()].flatMap((first) => [
    [first, 0x80],
    [first, 0x90, 0x80],
    [first, 0x90, 0x80, 0x80],
    [first, 0x8f, 0xbf, 0xbf],
    [first, 0x80, 0x80, 0x80, 0x80],
  ]);
  const edges = [0x9f, 0xa0, 0xaf, 0xb0, 0xbf].flatMap((next) => [
    [0xed, next, 0x80],
    [0xed, next, 0xbf],
    [0xed, next],
  ]);
  for (const bytes of [...sequences, ...edges].map((one) => Uint8Array.from(one))) {
    expect(decodeByHand(bytes)).toBe(decodeUtf8(bytes));
  }
});

test('an engine without a codec reads and writes by hand', async () => {
  vi.stubGlobal('TextEncoder', undefined);
  vi.stubGlobal('TextDecoder', undefined);
  vi.resetModules();
  const bare = await import('../../../src/format/bytes/utf8.ts');
  vi.unstubAllGlobals();
  // What other tests import is to find the codecs again.
  vi.resetModules();
  expect(bare.encodeUtf8).toBe(bare.encodeByHand);
  expect(bare.decodeUtf8).toBe(bare.decodeByHand);
  expect(encodeUtf8).not.toBe(encodeByHand);
  expect(decodeUtf8).not.toBe(decodeByHand);
});
