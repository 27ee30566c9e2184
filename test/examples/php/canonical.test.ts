/** text-1 and json-1 in PHP: the same bytes for any text, any number and any document. */
import { readFileSync } from 'node:fs';
import { jsonText, type SingleContent, text } from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { canonicalBytes } from '../../../src/format/content/digest.ts';
import { native } from '../../fixtures/backends.ts';
import { mark } from '../../fixtures/claims.ts';
import { invisiblePayload, writeVs16, writeVs256 } from '../../fixtures/invisible.ts';
import { askPhp, hasPhp, runPhp } from '../../fixtures/php.ts';

function digestHere(content: SingleContent): string | null {
  const { bytes } = canonicalBytes(content);
  return bytes === undefined ? null : encodeHex(native.sha256(bytes));
}

/** Holds PHP's digests of these sources against ours. */
async function compare(
  kind: 'text' | 'jsonText',
  sources: readonly string[],
  settings: readonly string[] = [],
): Promise<void> {
  const lines = sources.map((source, id) => ({ id, canonical: { [kind]: source } }));
  const answers = await askPhp(lines, settings);
  const make = kind === 'text' ? text : jsonText;
  const differing = sources.filter(
    (source, id) => answers[id]?.sha256 !== digestHere(make(source)),
  );
  expect(differing.slice(0, 5)).toEqual([]);
  expect(answers).toHaveLength(sources.length);
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...[
        'a',
        'e',
        '\u0301',
        '\u0327',
        '\u0345',
        '\u1161',
        '\u1100',
        '\u11a8',
        '\r',
        '\n',
        '\ufeff',
      ],
      ...['\ufe0f', '\u180b', '\u{e0100}', '\u{1f9f6}', '\u212b', '\u2126', '\ufb2c', '\u0958'],
    ),
    maxLength: 40,
  }),
);

/** Doubles by their bits, so that every exponent and the edges between them come up. */
const anyDouble = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff }))
  .map(([high, low]) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setUint32(0, high);
    view.setUint32(4, low);
    return view.getFloat64(0);
  })
  .filter(Number.isFinite);

const EDGES: readonly number[] = [
  ...Array.from({ length: 2098 }, (_, i) => 2 ** (i - 1074)),
  ...Array.from({ length: 640 }, (_, i) => Number(`1e${i - 323}`)),
  ...[
    5e-324,
    Number.MAX_VALUE,
    Number.MIN_VALUE,
    2 ** 53,
    2 ** 53 + 2,
    1e21,
    1e-6,
    1e-7,
    123456789012345680000,
  ],
  ...[
    0.1 + 0.2,
    333333333.3333333,
    4.5,
    2e-3,
    1e-27,
    9007199254740994,
    295147905179352830000,
    0.000001,
  ],
].flatMap((number) => [number, -number]);

describe.runIf(hasPhp)('PHP and TypeScript come to the same bytes', { timeout: 180_000 }, () => {
  test('of any text', async () => {
    await compare('text', fc.sample(anyText, { numRuns: 20_000, seed: 1 }));
  });

  test('of texts at the bound for combining marks, variation selectors aside', async () => {
    const marks = (count: number) => '\u0301\u0327'.repeat(count).slice(0, count);
    const sources = [127, 128, 129, 300].flatMap((count) => [
      `a${marks(count)}`,
      `a${marks(count)}\ufe0f${marks(count)}`,
      `a${marks(count)}\u180f${marks(count)}b`,
      `a${'\u{e0100}'.repeat(count)}${marks(128)}`,
      `a${'\u{1e8d0}'.repeat(count)}`,
      marks(count).repeat(2),
    ]);
    await compare('text', [...sources, '\u0301'.repeat(100_000), '\ufe00'.repeat(100_000)]);
    expect(
      sources.map((source) => digestHere(text(source))).filter((one) => one === null),
    ).not.toEqual([]);
  });

  test('of texts with an invisible carrier at their end, and of those that only look like it', async () => {
    const payload = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
    const envelope = mark(text('Boots'));
    const payloads = [
      ...[
        envelope,
        envelope.subarray(1),
        Uint8Array.of(...envelope, 0),
        payload.subarray(0, 24),
      ].map((bytes) => invisiblePayload(bytes)),
      ...[
        payload,
        payload.subarray(0, 1),
        new Uint8Array(8192),
        new Uint8Array(8193),
        new Uint8Array(0),
      ].map((bytes) => invisiblePayload(bytes)),
      invisiblePayload(payload, 299),
      invisiblePayload(payload).with(8, 2),
      invisiblePayload(payload).with(0, 0x43),
    ];
    const carriers = [writeVs256, writeVs16].flatMap((write) => payloads.map(write));
    const sources = carriers.flatMap((carrier) => [
      `Boots${carrier}`,
      carrier,
      `Boots${carrier} `,
      `Boots${carrier}${carrier}`,
      `\ufeffBoots${carrier}`,
      `Boots${carrier.slice(0, -1)}`.toWellFormed(),
      `Boots${carrier}\ufe00`,
    ]);
    await compare('text', sources);
    const stripped = sources.filter(
      (source) => digestHere(text(source)) === digestHere(text('Boots')),
    );
    expect(stripped).toHaveLength(4);
  });

  test.each([[[]], [['-d', 'serialize_precision=17', '-d', 'precision=5']]])(
    'of any number, whatever php.ini says (%j)',
    async (settings) => {
      const random = fc.sample(anyDouble, {
        numRuns: settings.length === 0 ? 50_000 : 2_000,
        seed: 2,
      });
      const short = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), {
        numRuns: 5_000,
        seed: 3,
      });
      const numbers = [...EDGES, ...random, ...short];
      const documents: string[] = [];
      // A few hundred a document, so that a single wrong one is found all the same.
      for (let at = 0; at < numbers.length; at += 200) {
        documents.push(JSON.stringify(numbers.slice(at, at + 200)));
      }
      await compare('jsonText', documents, settings);
    },
  );

  test('of numbers as people and machines write them', async () => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: 1,
      maxLength: 40,
    });
    const spelt = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits,
        fc.option(digits),
        fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E-'), fc.nat({ max: 400 }))),
      )
      .map(([sign, whole, fraction, exponent]) =>
        [sign, whole, fraction === null ? '' : `.${fraction}`, exponent?.join('') ?? ''].join(''),
      );
    const strange = [
      '01',
      '+1',
      '.5',
      '1.',
      '1e',
      '-',
      '--1',
      '0x1',
      'Infinity',
      'NaN',
      '1e999',
      '-0',
      '-0.0e5',
      '1_0',
      ...[
        '9007199254740991',
        '9007199254740992',
        '-9007199254740993',
        '9007199254740993.0',
        '1e20',
        '1e21',
      ],
      ...[
        '9007199254740991.4',
        '9007199254740991.5',
        '123456789012345678901234567890',
        '999999999999999999999e0',
      ],
    ];
    await compare('jsonText', [...strange, ...fc.sample(spelt, { numRuns: 10_000, seed: 4 })]);
  });

  test('of any document, with its white space, its escapes and its order of members', async () => {
    const documents = fc.sample(fc.json({ stringUnit: 'binary' }), { numRuns: 10_000, seed: 5 });
    const spaced = fc
      .sample(fc.json({ maxDepth: 4 }), { numRuns: 3_000, seed: 6 })
      .map((json) => JSON.stringify(JSON.parse(json), null, '\t').replaceAll('\n', '\r\n '));
    const keys = fc.sample(fc.dictionary(anyText, fc.nat()), { numRuns: 5_000, seed: 7 });
    await compare('jsonText', [
      ...documents,
      ...spaced,
      ...keys.map((object) => JSON.stringify(object)),
      ...['arrays', 'french', 'structures', 'unicode', 'values', 'weird'].map((name) =>
        readFileSync(`test/vectors/jcs/testdata/input/${name}.json`, 'utf8'),
      ),
    ]);
  });

  test('of what is nearly a document: neither takes it', async () => {
    const broken = [
      ...[
        '',
        ' ',
        '{',
        '[',
        '"',
        '"\\',
        '"\\"',
        '{"a"}',
        '{"a":}',
        '{,}',
        '[,]',
        '[1,]',
        '{"a":1,}',
        '[1 2]',
      ],
      ...[
        '{"a":1,"a":1}',
        '{"a":1,"\\u0061":2}',
        '{a:1}',
        "{'a':1}",
        '[1]x',
        '[1]]',
        'nul',
        'truefalse',
        '\ufeff[]',
      ],
      ...[
        '"\\ud800"',
        '"\\udc00"',
        '"\\ud83d\\ude00"',
        '"\\ud83d"',
        '{"\\ud800":1}',
        '"\\x41"',
        '"\t"',
        '"\u0000"',
        '"\\u0000"',
      ],
      ...[
        '\u00a0[]',
        '[\u000b]',
        '/**/[]',
        '"\u2028"',
        '"/"',
        '"\\/"',
        '{"":{"":{}}}',
        '{"__proto__":1}',
        '{"1":1,"0":2}',
      ],
      ...[127, 128, 129, 130, 5000].flatMap((depth) => [
        '['.repeat(depth) + ']'.repeat(depth),
        `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
      ]),
    ];
    await compare('jsonText', broken);
    const good = fc.sample(fc.json(), { numRuns: 2_000, seed: 8 });
    const cut = good.map((json, index) => json.slice(0, index % Math.max(json.length, 1)));
    await compare(
      'jsonText',
      cut.map((json) => json.toWellFormed()),
    );
  });

  test('of bytes that are no text: content-invalid, not an error', () => {
    const code = `foreach (["\\xff", "a\\xed\\xa0\\x80", "\\xc0\\xaf", "\\xf4\\x90\\x80\\x80"] as $bytes) {
      foreach (['text', 'json', 'html', 'htmlText'] as $make) {
        try { Contentmark\\Content::$make($bytes)->canonicalDigest(); echo 'x'; }
        catch (Contentmark\\NoCanonicalForm) { echo '.'; }
      }
    }`;
    expect(runPhp(code)).toBe('.'.repeat(16));
  });
});
