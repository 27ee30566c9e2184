/** Reader and writer against each other, and both against two independent CBOR libraries. */

import { Decoder } from 'cbor-x/index-no-eval';
import { decode, encode, rfc8949EncodeOptions, Tagged } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHead } from '../../../src/format/bytes/cbor-head.ts';
import { type CborValue, encodeCbor } from '../../../src/format/bytes/cbor-write.ts';
import { flipBit, hex } from '../../fixtures/bytes.ts';
import { anyReadable, anyWritable, readAny } from '../../fixtures/cbor.ts';
import { runs } from '../../fixtures/runs.ts';

/** The same value in cborg's types. */
function toCborg(value: CborValue): unknown {
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [key, toCborg(item)]));
  }
  if (Array.isArray(value)) return value.map(toCborg);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const { tag, value: inner } = value as { tag: number; value: CborValue };
  return new Tagged(tag, toCborg(inner));
}

/** What the libraries spell differently: BigInt for long integers, Buffer for bytes. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [plain(key), plain(item)]));
  return value;
}

const strictCborg = {
  strict: true,
  useMaps: true,
  rejectDuplicateMapKeys: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
};
const cborX = new Decoder({ mapsAsObjects: false, useRecords: false });

/** cborg drops a leading BOM where the RFC keeps it, so texts with one are compared by bytes only. */
const hasBom = (bytes: Uint8Array) => Buffer.from(bytes).includes(Buffer.from('efbbbf', 'hex'));

describe('the writer', () => {
  test('prints what cborg prints by the deterministic rules of RFC 8949', () => {
    fc.assert(
      fc.property(anyWritable, (value) => {
        expect(encodeCbor(value)).toEqual(
          new Uint8Array(encode(toCborg(value), rfc8949EncodeOptions)),
        );
      }),
      { numRuns: runs(1000) },
    );
  });

  test('does not depend on the order in which a map was filled', () => {
    const keys = [1, -1, 24, -25, 256, 65536, 2 ** 32, -(2 ** 32) - 1, 'z', 'aa', 'é', '\u{10000}'];
    const fill = (order: readonly (number | string)[]) =>
      encodeCbor(new Map(order.map((key) => [key, true])));
    const expected = fill(keys);
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (order) => {
        expect(fill(order)).toEqual(expected);
      }),
    );
  });

  test('prints integers at each end of a head as cborg does', () => {
    const ends = [23, 24, 255, 256, 65535, 65536, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1];
    for (const end of ends) {
      for (const value of [end, -1 - end].filter(Number.isSafeInteger)) {
        expect(encodeCbor(value)).toEqual(new Uint8Array(encode(value)));
        expect(readAny(encodeCbor(value))).toEqual({ value });
      }
    }
  });

  test('gives bytes of its own, not a view of a buffer that it fills again', () => {
    const first = encodeCbor([1, 2, 3]);
    const copy = first.slice();
    encodeCbor(new Uint8Array(5000));
    expect(first).toEqual(copy);
    expect(first.buffer.byteLength).toBe(first.length);
  });

  test.each<[string, unknown]>([
    ['a fraction', 1.5],
    ['a number above 2^53', 2 ** 53],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', 'a\ud800'],
    ['undefined', undefined],
    ['a hole in an array', new Array(1)],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a BigInt', 1n],
    ['a fraction as a key', new Map([[1.5, 1]])],
  ])('refuses %s', (_name, value) => {
    expect(() => encodeCbor(value as CborValue)).toThrow(TypeError);
    expect(() => encodeCbor([new Map([[1, value as CborValue]])])).toThrow(TypeError);
  });
});

test('a head written for finished bytes is the head that cborg prints', () => {
  const lengths = [0, 23, 24, 255, 256, 65535, 65536, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1];
  for (const argument of lengths) {
    expect(encodeHead(0, argument)).toEqual(new Uint8Array(encode(argument)));
    expect(encodeHead(1, argument)).toEqual(new Uint8Array(encode(-1n - BigInt(argument))));
  }
  for (const length of lengths.filter((one) => one <= 65536)) {
    const bytes = new Uint8Array(length);
    expect(Buffer.concat([encodeHead(2, length), bytes])).toEqual(Buffer.from(encode(bytes)));
  }
});

describe('the reader', () => {
  test('reads what the writer prints', () => {
    fc.assert(
      fc.property(anyReadable, (value) => {
        const read = readAny(encodeCbor(value));
        expect(read).toEqual({ value });
      }),
      { numRuns: runs(1000) },
    );
  });

  test('accepts of damaged bytes only what the writer would print, and reads what others read', () => {
    let accepted = 0;
    const damage = fc.tuple(
      anyReadable,
      fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      fc.constantFrom<'flip' | 'cut' | 'insert'>('flip', 'flip', 'cut', 'insert'),
    );
    fc.assert(
      fc.property(damage, ([value, places, how]) => {
        let bytes: Uint8Array = encodeCbor(value);
        for (const place of places) bytes = damageAt(bytes, place, how);
        const read = readAny(bytes);
        if ('problem' in read) return;
        accepted += 1;
        expect(encodeCbor(read.value)).toEqual(bytes);
        expect(plain(cborX.decode(bytes.slice()))).toEqual(plain(read.value));
        if (!hasBom(bytes)) expect(plain(decode(bytes, strictCborg))).toEqual(plain(read.value));
      }),
      { numRuns: runs(5000) },
    );
    expect(accepted).toBeGreaterThan(runs(500));
  });

  test('keeps a leading byte order mark, which others drop', () => {
    expect(readAny(hex('64 efbbbf 61'))).toEqual({ value: '\ufeffa' });
  });

  test('reads integers up to 2^53 - 1 and no further', () => {
    expect(readAny(hex('1b 001fffffffffffff'))).toEqual({ value: Number.MAX_SAFE_INTEGER });
    for (const beyond of ['1b 0020000000000000', '1b 0020000000000001', '1b ffffffffffffffff']) {
      expect(readAny(hex(beyond))).toHaveProperty('problem');
    }
  });

  test.each<[string, number[], boolean]>([
    ['0, 1, -1, -2', [0x00, 0x01, 0x20, 0x21], true],
    ['0, -1', [0x00, 0x20], true],
    ['0, 0', [0x00, 0x00], false],
    ['1, 0', [0x01, 0x00], false],
    ['-1, -1', [0x20, 0x20], false],
    ['-2, -1', [0x21, 0x20], false],
    ['-1, 0', [0x20, 0x00], false],
    ['-1, 1', [0x20, 0x01], false],
    ['"a", "b"', [0x6161, 0x6162], true],
    ['"b", "aa"', [0x6162, 0x626161], true],
    ['"a", "a"', [0x6161, 0x6161], false],
    ['"b", "a"', [0x6162, 0x6161], false],
    ['"aa", "b"', [0x626161, 0x6162], false],
  ])('takes map keys in the order of their encoded bytes, each once: %s', (_name, keys, isGood) => {
    const entries = keys.map((key) => `${key.toString(16).padStart(2, '0')}00`).join('');
    const read = readAny(hex(`a${keys.length}${entries}`));
    expect('value' in read).toBe(isGood);
  });

  test('names the first problem and where it stands', () => {
    expect(readAny(hex('82 01 1817'))).toEqual({
      problem: 'number not in its shortest form at byte 2',
    });
  });
});

function damageAt(bytes: Uint8Array, place: number, how: 'flip' | 'cut' | 'insert'): Uint8Array {
  if (bytes.length === 0) return bytes;
  if (how === 'flip') return flipBit(bytes, place % (bytes.length * 8));
  const at = place % bytes.length;
  return how === 'cut'
    ? bytes.slice(0, at)
    : Uint8Array.of(...bytes.subarray(0, at), place & 0xff, ...bytes.subarray(at));
}
