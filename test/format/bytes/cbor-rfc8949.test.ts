/** The examples of RFC 8949 Appendix A that a closed, deterministic subset must place. */
import { describe, expect, test } from 'vitest';
import { type CborValue, encodeCbor } from '../../../src/format/bytes/cbor-write.ts';
import { hex } from '../../fixtures/bytes.ts';
import { readAny } from '../../fixtures/cbor.ts';

const upTo25 = Array.from({ length: 25 }, (_, index) => index + 1);
const letters = new Map([...'abcde'].map((letter) => [letter, letter.toUpperCase()]));

const ACCEPTED: readonly [string, CborValue][] = [
  ['00', 0],
  ['01', 1],
  ['0a', 10],
  ['17', 23],
  ['1818', 24],
  ['1819', 25],
  ['1864', 100],
  ['1903e8', 1000],
  ['1a000f4240', 1000000],
  ['1b000000e8d4a51000', 1000000000000],
  ['20', -1],
  ['29', -10],
  ['3863', -100],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['40', new Uint8Array(0)],
  ['4401020304', Uint8Array.of(1, 2, 3, 4)],
  ['6161', 'a'],
  ['6449455446', 'IETF'],
  ['62225c', '"\\'],
  ['62c3bc', '\u00fc'],
  ['63e6b0b4', '\u6c34'],
  ['64f0908591', '\u{10151}'],
  ['80', []],
  ['83010203', [1, 2, 3]],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['98190102030405060708090a0b0c0d0e0f101112131415161718181819', upTo25],
  ['a0', new Map()],
  [
    'a201020304',
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  [
    'a26161016162820203',
    new Map<string, CborValue>([
      ['a', 1],
      ['b', [2, 3]],
    ]),
  ],
  ['826161a161626163', ['a', new Map([['b', 'c']])]],
  ['a56161614161626142616361436164614461656145', letters],
];

const REFUSED: readonly [string, string][] = [
  ['1bffffffffffffffff', 'an integer that a number cannot hold'],
  ['3bffffffffffffffff', 'a negative integer that a number cannot hold'],
  ['c249010000000000000000', 'a bignum'],
  ['c349010000000000000000', 'a negative bignum'],
  ['f90000', 'a float, although it is zero'],
  ['f93c00', 'a float, although it is one'],
  ['fb3ff199999999999a', 'a double'],
  ['fa47c35000', 'a single'],
  ['f97c00', 'infinity'],
  ['f97e00', 'not a number'],
  ['f6', 'null'],
  ['f7', 'undefined'],
  ['f0', 'an unassigned simple value'],
  ['f8ff', 'a simple value of two bytes'],
  ['60', 'an empty text, which no schema of ours allows'],
  ['c074323031332d30332d32315432303a30343a30305a', 'a date'],
  ['c11a514b67b0', 'a time'],
  ['d74401020304', 'a tag that asks for base16'],
  ['d818456449455446', 'embedded CBOR'],
  ['d82076687474703a2f2f7777772e6578616d706c652e636f6d', 'a tagged URI'],
  ['5f42010243030405ff', 'bytes in pieces'],
  ['7f657374726561646d696e67ff', 'text in pieces'],
  ['9fff', 'an array of unstated length'],
  ['83018202039f0405ff', 'an array of unstated length inside'],
  ['bf6161016162820203ff', 'a map of unstated length'],
  ['826161bf61626163ff', 'a map of unstated length inside'],
];

describe('accepted, and written back the same:', () => {
  test.each(ACCEPTED)('%s', (encoded, value) => {
    expect(readAny(hex(encoded))).toEqual({ value });
    expect(encodeCbor(value)).toEqual(hex(encoded));
  });
});

describe('refused:', () => {
  test.each(REFUSED)('%s, %s', (encoded) => {
    expect(readAny(hex(encoded))).toHaveProperty('problem');
    expect(readAny(hex(`81${encoded}`))).toHaveProperty('problem');
  });
});

describe('refused for its spelling:', () => {
  test.each([
    ['1800', 'a number that needs no second byte'],
    ['1817', 'the largest of those'],
    ['190018', 'a number in two bytes that fits one'],
    ['1a00000018', 'a number in four bytes that fits one'],
    ['1a0000ffff', 'a number in four bytes that fits two'],
    ['1b00000000ffffffff', 'a number in eight bytes that fits four'],
    ['3817', 'a negative number, likewise'],
    ['5800', 'a length that needs no second byte'],
    ['580141', 'a length of one in two bytes'],
    ['7801 61', 'a text length, likewise'],
    ['9800', 'an array length, likewise'],
    ['b800', 'a map length, likewise'],
    ['a20201 0102', 'integer keys out of order'],
    ['a22000 0100', 'a negative key before a positive one'],
    ['a20101 0102', 'one integer key twice'],
    ['a2 616201 616101', 'text keys out of order'],
    ['a2 62616101 616201', 'a longer key before a shorter one'],
    ['a2 616101 616102', 'one text key twice'],
    ['a2 0101 616101', 'integer and text keys in one map'],
    ['a1 4101 01', 'a key of bytes'],
    ['a1 f4 01', 'a key that is a boolean'],
    ['61ff', 'text that is not UTF-8'],
    ['62c080', 'an overlong NUL'],
    ['63eda080', 'a surrogate in UTF-8'],
    ['64f4908080', 'a character above U+10FFFF'],
    ['62c328', 'a broken sequence'],
    ['0000', 'a second item'],
    ['8201', 'an array that ends early'],
    ['a101', 'a map that ends early'],
    ['4201', 'bytes that end early'],
    ['18', 'a head that ends early'],
    ['1c', 'a reserved head'],
    ['5d', 'a reserved length'],
    ['ff', 'a lone break'],
    ['', 'nothing'],
  ])('%s, %s', (encoded) => {
    expect(readAny(hex(encoded))).toHaveProperty('problem');
  });
});
