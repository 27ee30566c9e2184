/** Profile json-1: which values have one canonical form, and what is refused rather than guessed. */

import { json, jsonText, parseJson, raw, verifySync } from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../src/format/content/digest.ts';
import { mark, verifyOptions } from '../../fixtures/claims.ts';
import { isLong, runs } from '../../fixtures/runs.ts';

const canonical = (value: unknown) => {
  const { bytes, problem } = canonicalBytes(json(value));
  return bytes === undefined ? { problem } : new TextDecoder().decode(bytes);
};
const canonicalText = (source: string) => {
  const { bytes, problem } = canonicalBytes(jsonText(source));
  return bytes === undefined ? { problem } : new TextDecoder().decode(bytes);
};
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Whether no number in a value is a whole one beyond 2^53 - 1. */
const isExact = (value: unknown) => canonicalBytes(json(value)).problem === undefined;

describe('a JSON value', () => {
  test('is one with its text, however that is written', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter(isExact),
        fc.constantFrom(undefined, 1, '\t'),
        (value, indent) => {
          const source = JSON.stringify(value, null, indent);
          expect(canonicalText(source)).toBe(canonical(JSON.parse(source)));
          expect(canonical(JSON.parse(canonical(JSON.parse(source)) as string))).toBe(
            canonical(JSON.parse(source)),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('does not depend on the order of keys', () => {
    expect(canonical({ b: 1, a: { d: [], c: {} } })).toBe('{"a":{"c":{},"d":[]},"b":1}');
    expect(canonicalText('{"b":1,"a":{"d":[],"c":{}}}')).toBe('{"a":{"c":{},"d":[]},"b":1}');
  });

  test('may have whole numbers up to 2^53 - 1, and larger ones that no reader takes for whole', () => {
    expect(canonicalText('[9007199254740991,-9007199254740991.0,1E21,1e300,-0,-0.0]')).toBe(
      '[9007199254740991,-9007199254740991,1e+21,1e+300,0,0]',
    );
    expect(canonical(2 ** 53)).toHaveProperty('problem');
    expect(canonical([-1e20])).toHaveProperty('problem');
    expect(canonical(1e21)).toBe('1e+21');
  });

  test('may have a key __proto__, which is a key', () => {
    const source = '{"__proto__":{"isAdmin":true},"constructor":1}';
    expect(canonicalText(source)).toBe(source);
    expect(canonical(JSON.parse(source))).toBe(source);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(canonical({ __proto__: null, a: 1 })).toBe('{"a":1}');
  });

  test('takes nothing from its prototype, polluted or not', () => {
    Object.assign(Object.prototype, { polluted: 1, toJSON: () => 'polluted' });
    try {
      expect(canonical({ a: [1] })).toBe('{"a":[1]}');
      expect(canonicalText('{"a":[1]}')).toBe('{"a":[1]}');
    } finally {
      const prototype = Object.prototype as { polluted?: unknown; toJSON?: unknown };
      delete prototype.polluted;
      delete prototype.toJSON;
    }
  });

  test('may nest 128 deep and no deeper', () => {
    expect(canonicalText(nested(129))).toBe(nested(129));
    expect(canonicalText(nested(130))).toHaveProperty('problem');
    expect(canonicalText(nested(1_000_000))).toHaveProperty('problem');
    expect(canonical(JSON.parse(nested(129)))).toBe(nested(129));
    expect(canonical(JSON.parse(nested(130)))).toHaveProperty('problem');
  });
});

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
const wide: unknown[] = [];
wide.push(wide, wide);
const revoked = Proxy.revocable({}, {});
revoked.revoke();

const NO_JSON: readonly [string, unknown][] = [
  ['undefined', undefined],
  ['a member that is undefined', { a: undefined }],
  ['a hole', new Array(1)],
  ['a sparse array of four billion', Object.assign([], { length: 4294967295 })],
  ['NaN', Number.NaN],
  ['infinity', [Number.NEGATIVE_INFINITY]],
  ['a BigInt', 1n],
  ['a symbol', Symbol('a')],
  ['a symbol key', { [Symbol('a')]: 1 }],
  ['a function', () => 1],
  ['a Date', new Date(0)],
  ['a Map', new Map([['a', 1]])],
  ['a Set', new Set()],
  ['a boxed string', Object('a')],
  ['a regular expression', /a/],
  ['bytes', Uint8Array.of(1)],
  ['an error', new Error('a')],
  ['a promise', Promise.resolve()],
  ['an instance of a class', new (class Product {})()],
  ['an object with its own prototype', Object.create({ a: 1 })],
  ['an object with a toJSON of its own', { toJSON: () => 1 }],
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate as a key', { '\udfff': 1 }],
  ['a cycle', cyclic],
  ['a cycle with two ways round', wide],
  [
    'a getter that throws',
    Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('secret of the getter');
      },
    }),
  ],
  [
    'a getter that throws what is no error',
    Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw undefined;
      },
    }),
  ],
  ['a revoked proxy', revoked.proxy],
  [
    'a proxy that throws',
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new TypeError('no keys');
        },
      },
    ),
  ],
];

describe('what is no JSON value', () => {
  test.each(NO_JSON)(
    '%s is refused when signing, and content-invalid when shown',
    (_name, value) => {
      for (const wrong of [value, [value], { a: { b: value } }]) {
        const { problem = '' } = canonicalBytes(json(wrong));
        expect(problem).toMatch(/^not canonical JSON: /);
        expect(problem).not.toContain('secret');
        expect(() => mark(json(wrong))).toThrow(expect.objectContaining({ code: 'ERR_CONTENT' }));
        expect(verifySync(json(wrong), mark(json(1)), verifyOptions)).toMatchObject({
          reason: 'content-invalid',
        });
      }
    },
  );
});

describe('what is no JSON text', () => {
  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['a duplicate key', '{"a":1,"a":1}'],
    ['a duplicate key in another spelling', '{"a":1,"\\u0061":2}'],
    ['a duplicate key further in', '[{"b":{"a":1,"a":2}}]'],
    ['a duplicate __proto__', '{"__proto__":1,"__proto__":2}'],
    ['a comma at the end of an array', '[1,]'],
    ['a comma at the end of an object', '{"a":1,}'],
    ['a key without quotes', '{a:1}'],
    ['single quotes', "{'a':1}"],
    ['a comment', '[1] // one'],
    ['two values', '1 2'],
    ['a leading zero', '01'],
    ['a leading plus', '+1'],
    ['a leading point', '.5'],
    ['a trailing point', '1.'],
    ['hexadecimal', '0x10'],
    ['NaN', 'NaN'],
    ['Infinity', '-Infinity'],
    ['undefined', 'undefined'],
    ['a byte order mark', '\ufeff1'],
    ['a no-break space', '\u00a01'],
    ['a raw line end in a string', '"a\nb"'],
    ['a raw NUL in a string', '"\0"'],
    ['an unknown escape', '"\\x41"'],
    ['half an escape', '"\\u12"'],
    ['a string without end', '"abc'],
    ['a string that ends in a backslash', '"abc\\'],
    ['an array without end', '[1'],
    ['an object without end', '{"a":1'],
    ['an object with a value only', '{1}'],
    ['a whole number beyond 2^53 - 1', '9007199254740992'],
    ['its negative', '[-9007199254740993]'],
    ['a whole number of thirty digits', '100000000000000000000000000000'],
    ['a number to be written as such', '9007199254740993.0'],
    ['another', '1e20'],
    ['a number that is not finite', '1e400'],
    ['an escaped lone surrogate', '"\\ud800"'],
    ['a word cut short', 'tru'],
    ['a word that goes on', 'trues'],
  ])('%s is refused', (_name, source) => {
    expect(canonicalText(source)).toHaveProperty('problem');
    expect(verifySync(jsonText(source), mark(json(1)), verifyOptions)).toMatchObject({
      reason: 'content-invalid',
    });
  });

  test('is what JSON.parse refuses, and duplicates beside', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      'e',
      '.',
      ' ',
      'null',
      '"',
      '\\',
    );
    let parsed = 0;
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (drawn) => {
        const source = drawn.join('');
        const ours = parseJson(source, 128);
        const theirs = parseWithRuntime(source);
        if (ours.problem === undefined) {
          parsed += 1;
          expect(ours.value).toEqual(theirs);
        } else if (theirs !== undefined) expect(ours.problem).toMatch(/duplicate key/);
      }),
      { numRuns: runs(20_000) },
    );
    expect(parsed).toBeGreaterThan(runs(200));
  });

  function parseWithRuntime(source: string): unknown {
    try {
      return JSON.parse(source);
    } catch {
      return undefined;
    }
  }

  test('says where, and repeats little of the content', () => {
    const key = 'k'.repeat(1_000_000);
    const { problem = '' } = canonicalBytes(jsonText(`{"${key}":1,"${key}":2}`));
    expect(problem).toMatch(/duplicate key "k{40}" at character/);
    expect(problem.length).toBeLessThan(150);
  });
});

const LENGTH = isLong ? 10_000_000 : 2_000_000;

describe(`${LENGTH / 1_000_000} MB of JSON`, () => {
  test.each([
    ['spaces', `${' '.repeat(LENGTH)}1`],
    ['digits', `0.${'1'.repeat(LENGTH)}`],
    ['one string', `"${'a'.repeat(LENGTH)}"`],
    ['backslashes', `"${'\\\\'.repeat(LENGTH / 2)}"`],
    ['numbers', `[${'1,'.repeat(LENGTH / 2)}1]`],
  ])('of %s is canonicalized without running out of stack', (_name, source) => {
    expect(typeof canonicalText(source)).toBe('string');
  });

  test('without an end is refused', () => {
    expect(canonicalText(`"${'a'.repeat(LENGTH)}`)).toHaveProperty('problem');
    expect(canonicalText('['.repeat(LENGTH))).toHaveProperty('problem');
  });
});

test('raw bytes are taken as they are, under any media type', () => {
  const bytes = Uint8Array.of(0xff, 0, 0xd8);
  expect(canonicalBytes(raw(bytes))).toEqual({ bytes });
  expect(raw(bytes, { mediaType: 'image/svg+xml' }).mediaType).toBe('image/svg+xml');
  for (const mediaType of [
    '',
    'image',
    'Image/PNG',
    'image/png; charset=x',
    'a/b/c',
    `a/${'b'.repeat(200)}`,
  ]) {
    expect(() => raw(bytes, { mediaType })).toThrow(/media type/);
  }
});
