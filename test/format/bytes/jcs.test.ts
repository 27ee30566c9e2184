/** RFC 8785: the documents of its author, its numbers, and a million-line list by its hash. */

import { createHash } from 'node:crypto';
import { json, jsonText } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { canonicalBytes } from '../../../src/format/content/digest.ts';
import { canonicalizeJson } from '../../../src/format/content/json.ts';
import { hex } from '../../fixtures/bytes.ts';
import { listVectors, readVectorText } from '../../fixtures/vectors.ts';

/** As RFC 8785 has it: json-1 refuses some numbers, which ECMAScript prints as its rule says. */
const canonical = (value: unknown) =>
  isInexact(value) ? String(value) : (canonicalizeJson(value).form ?? '');

/** What json-1 refuses beyond RFC 8785: whole numbers that have neighbours a double cannot tell from them. */
const isInexact = (value: unknown) =>
  typeof value === 'number' && Math.abs(value) >= 2 ** 53 && Math.abs(value) < 1e21;

describe('the six documents', () => {
  const names = listVectors('jcs/testdata/input').map((path) => path.replace(/^.*\//, ''));

  test('are all here', () => {
    expect(names).toEqual([
      'arrays.json',
      'french.json',
      'structures.json',
      'unicode.json',
      'values.json',
      'weird.json',
    ]);
  });

  test.each(names)(
    '%s has the canonical bytes of its author, from a value and from text',
    (name) => {
      const source = readVectorText(`jcs/testdata/input/${name}`);
      const expected = hex(readVectorText(`jcs/testdata/outhex/${name.replace('.json', '.txt')}`));
      const output = readVectorText(`jcs/testdata/output/${name}`);
      expect(encodeHex(expected)).toBe(Buffer.from(output, 'utf8').toString('hex'));
      expect(canonicalBytes(json(JSON.parse(source)))).toEqual({ bytes: expected });
      expect(canonicalBytes(jsonText(source))).toEqual({ bytes: expected });
    },
  );
});

/** RFC 8785 Appendix B: IEEE 754 bits, and the text. */
const NUMBERS: readonly [string, string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

describe('a number', () => {
  test.each(NUMBERS)('of bits %s is %s', (bits, expected) => {
    const value = Buffer.from(bits, 'hex').readDoubleBE();
    expect(canonical(value)).toBe(expected);
    const { form } = canonicalizeJson([value]);
    expect(form).toBe(isInexact(value) ? undefined : `[${expected}]`);
    expect(jsonText(`[${expected}]`).canonicalize().form).toBe(form);
  });

  test.each([
    ['-0', '0'],
    ['1e21', '1e+21'],
    ['1E21', '1e+21'],
    ['1e-7', '1e-7'],
    ['0.0000001', '1e-7'],
    ['5e-324', '5e-324'],
    ['2e-324', '0'],
    ['1.0', '1'],
    ['100e-2', '1'],
    ['9007199254740991', '9007199254740991'],
  ])('written %s is %s', (written, expected) => {
    expect(new TextDecoder().decode(canonicalBytes(jsonText(written)).bytes)).toBe(expected);
  });

  test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])(
    'of bits %s is not finite, and refused',
    (bits) => {
      expect(canonicalizeJson(Buffer.from(bits, 'hex').readDoubleBE())).toHaveProperty('problem');
    },
  );

  test('too large for a double is refused, not rounded to infinity', () => {
    expect(canonicalBytes(jsonText('1e400'))).toHaveProperty('problem');
  });

  test('from the published sequence of 10,000 prints as the published hash says', () => {
    // jcs/testdata/README.md: fixed values, then 2,000 serial ones, then SHA-256 chained.
    const { statics, hash } = readSequence();
    const lines = createHash('sha256');
    let count = 0;
    const print = (value: number) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value);
      lines.update(`${view.getBigUint64(0).toString(16)},${canonical(value)}\n`);
      count += 1;
    };
    for (const bits of statics) print(fromBits(bits));
    for (let i = 0n; i < 2000n; i++) print(fromBits(0x0010000000000000n + i));
    let block: Buffer = Buffer.alloc(32);
    while (count < 10_000) {
      block = createHash('sha256').update(block).digest();
      for (let at = 0; at < 32 && count < 10_000; at += 8) {
        const value = block.readDoubleLE(at);
        if (value !== 0 && Number.isFinite(value)) print(value);
      }
    }
    expect(lines.digest('hex')).toBe(hash);
  });
});

function fromBits(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** The fixed values and the hash of the first 10,000 lines, as the README of the vectors states them. */
function readSequence(): { statics: bigint[]; hash: string } {
  const readme = readVectorText('jcs/testdata/README.md');
  const list = /staticU64s = new BigUint64Array\(\[([^\]]+)\]/.exec(readme)?.[1] ?? '';
  const hash = /\| ([0-9a-f]{64}) \| 10000 /.exec(readme)?.[1] ?? '';
  return {
    statics: [...list.matchAll(/0x([0-9a-f]{16})n/g)].map(([, bits]) => BigInt(`0x${bits}`)),
    hash,
  };
}
