/** Marks at the end of a text: the laws of a carrier, and what is refused. */

import { text, verifySync } from 'contentmark';
import { embed, encodeTextForm, extract } from 'contentmark/carrier';
import { invisibleCarrier } from 'contentmark/invisible';
import { carrierKit } from 'contentmark/testing';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  INVISIBLE_MAGIC,
  MAX_INVISIBLE_BYTES,
  stripTrailingCarrier,
} from '../../../src/format/content/trailing-carrier.ts';
import { MAX_ENVELOPE_BYTES } from '../../../src/format/envelope/limits.ts';
import { A8_VECTORS } from '../../fixtures/a8.ts';
import { mark, verifyOptions } from '../../fixtures/claims.ts';
import { invisiblePayload, writeVs16, writeVs256 } from '../../fixtures/invisible.ts';
import { runs } from '../../fixtures/runs.ts';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';

const COPY = 'Merino crew neck';
const ENVELOPE = mark(text(COPY));
const UNREADABLE = new Uint8Array(0);
const encodings = [
  ['vs256', writeVs256],
  ['vs16', writeVs16],
] as const;
const carriers = encodings.map(([encoding]) => invisibleCarrier({ encoding }));
const [vs256, vs16] = carriers as [(typeof carriers)[number], (typeof carriers)[number]];
const ours = writeVs256(invisiblePayload(ENVELOPE));
const ours16 = writeVs16(invisiblePayload(ENVELOPE));
const theirs = A8_VECTORS.find(({ id }) => id === 'X0001')?.text as string;

const hosts = {
  nothing: '',
  copy: COPY,
  'copy with a line end': `${COPY}\r\n`,
  'a family and a flag': 'for everyone \u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u{1f1eb}\u{1f1ee}',
  'a heart that ends in a selector': 'made with \u2764\ufe0f',
  'an ideograph with a selector of plane 14': '\u845b\u{e0100}',
  'stacked marks': 'Z\u0351\u036b\u0343a\u0328\u0308l\u0321\u031f\u0301',
  'right to left': 'סוודר מרינו \u202b(M)\u202c مصنوع',
  'a lone surrogate at its end': 'a\udb40',
  'a byte order mark at both ends': '\ufeffa\ufeff',
  'zero-width characters': 'a\u200b\u200c\u200d\u2060',
  'the manifest of another tool': theirs,
  'a run of another tool': writeVs256(new TextEncoder().encode('OTHERTXT\u0001 and so on')),
  'the beginning of our magic': ours.slice(0, 15),
};

/** Texts whose last character has a selector of its own, or looks as if. */
const selectorEnds = {
  'a heart that ends in a selector': hosts['a heart that ends in a selector'],
  'an ideograph that ends in a selector': hosts['an ideograph with a selector of plane 14'],
  'a heart with two selectors': 'made with \u2764\ufe0e\ufe0f',
  'a digit that ends in a selector': 'No. 1\ufe0f',
};

const checks = carriers.flatMap((carrier) => carrierKit({ carrier, hosts }));

describe('an invisible carrier keeps the laws of the kit', () => {
  it.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => {
    expect(() => check.run()).not.toThrow();
  });
});

describe.each(encodings)('%s', (encoding, write) => {
  const carrier = invisibleCarrier({ encoding });

  it('writes what docs/format.md spells', () => {
    expect(embed(COPY, ENVELOPE, carrier)).toBe(COPY + write(invisiblePayload(ENVELOPE)));
  });

  it('reads what the other encoding wrote, and writes in its place', () => {
    for (const other of carriers) {
      const marked = embed(COPY, Uint8Array.of(1), other);
      expect(extract(marked, carrier)).toEqual([Uint8Array.of(1)]);
      expect(embed(marked, ENVELOPE, carrier)).toBe(embed(COPY, ENVELOPE, carrier));
    }
  });

  it('leaves the text what it was to the profile text-1, so the mark verifies', () => {
    const marked = embed(COPY, ENVELOPE, carrier);
    const verdict = verifySync(text(marked), extract(marked, carrier), verifyOptions);
    expect(verdict.status).toBe('verified');
    const edited = `Mohair${marked.slice('Merino'.length)}`;
    expect(verifySync(text(edited), extract(edited, carrier), verifyOptions)).toMatchObject({
      reason: 'digest-mismatch',
    });
  });

  it.each<[string, string]>([
    ['two marks in a row', COPY + ours + ours],
    ['a mark of each encoding', COPY + ours16 + ours],
    ['a mark in front and one at the end', ours + COPY + ours],
    ['a mark in front', write(invisiblePayload(ENVELOPE)) + COPY],
    ['a letter behind the mark', `${COPY}${write(invisiblePayload(ENVELOPE))}.`],
    ['a line end behind the mark', `${COPY}${write(invisiblePayload(ENVELOPE))}\n`],
    ['a selector behind the mark', `${COPY}${write(invisiblePayload(ENVELOPE))}\ufe0f`],
    ['the run of another tool behind the mark', COPY + write(invisiblePayload(ENVELOPE)) + theirs],
    ['a letter inside of the mark', `${COPY}${ours.slice(0, 99)}x${ours.slice(99)}`],
    ['a mark cut short', [...COPY, ...ours].slice(0, -1).join('')],
    ['a mark cut behind its magic', COPY + write(invisiblePayload(ENVELOPE).subarray(0, 8))],
    ['a run shorter than declared', COPY + write(invisiblePayload(ENVELOPE, ENVELOPE.length + 1))],
    ['a run longer than declared', COPY + write(invisiblePayload(ENVELOPE, ENVELOPE.length - 1))],
    ['a length of four gigabytes', COPY + write(invisiblePayload(ENVELOPE, 0xffffffff))],
    ['nothing in the mark', COPY + write(invisiblePayload(new Uint8Array(0)))],
    ['more than an envelope can be', COPY + write(invisiblePayload(new Uint8Array(8193)))],
    ['another version', COPY + write(invisiblePayload(ENVELOPE).with(8, 2))],
    ['no U+FEFF before the mark', COPY + write(invisiblePayload(ENVELOPE)).slice(1)],
    ...Object.entries(selectorEnds).flatMap(([name, text]) =>
      encodings.map(([encoding, write]): [string, string] => [
        `${name} and no U+FEFF before the mark (${encoding})`,
        text + write(invisiblePayload(ENVELOPE)).slice(1),
      ]),
    ),
    ['a space where U+FEFF was', `${COPY} ${write(invisiblePayload(ENVELOPE)).slice(1)}`],
  ])('with %s a mark is refused and never missed', (_what, damaged) => {
    expect(extract(damaged, carrier)).toEqual([UNREADABLE]);
    const verdict = verifySync(text(damaged), extract(damaged, carrier), verifyOptions);
    expect(verdict).toMatchObject({ status: 'rejected', reason: 'malformed' });
    expect(() => embed(damaged, ENVELOPE, carrier)).toThrow(
      expect.objectContaining({ code: 'ERR_HOST', argument: 'host' }),
    );
  });

  it.each<[string, string]>([
    ['a text', COPY],
    ['another magic', COPY + write(invisiblePayload(ENVELOPE).with(0, 0x43))],
    ['no more than U+FEFF', `${COPY}\ufeff`],
    ['our magic in letters', 'contmark'],
    // What a run of another tool carries is its own business, a mark of ours included.
    [
      'our magic inside of another run',
      COPY + write(Uint8Array.of(9, 9, ...invisiblePayload(ENVELOPE))),
    ],
    [
      'our magic inside of another run behind a heart',
      `\u2764${write(Uint8Array.of(9, 9, ...invisiblePayload(ENVELOPE)))}`,
    ],
    [
      'our magic inside of another run without U+FEFF, behind a letter',
      COPY + write(Uint8Array.of(9, 9, ...invisiblePayload(ENVELOPE))).slice(1),
    ],
  ])('%s is none of ours', (_what, source) => {
    expect(extract(source, carrier)).toEqual([]);
    expect(extract(embed(source, ENVELOPE, carrier), carrier)).toEqual([ENVELOPE]);
  });

  it('carries 1 to 8,192 bytes, as an envelope may be', () => {
    expect(MAX_INVISIBLE_BYTES).toBe(MAX_ENVELOPE_BYTES);
    for (const size of [1, 24, 8192]) {
      const bytes = new Uint8Array(size).fill(0xa5);
      expect(extract(embed(COPY, bytes, carrier), carrier)).toEqual([bytes]);
    }
    for (const textForm of ['', '=', 'a', `${encodeTextForm(new Uint8Array(8192))}AA`]) {
      expect(() => carrier.write(COPY, textForm)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'textForm' }),
      );
    }
  });
});

describe('a mistake of the caller is named:', () => {
  const requireRefusal = (run: () => unknown, argument: string) =>
    expect(run).toThrow(
      expect.objectContaining({
        code: 'ERR_ARGUMENT',
        argument: expect.stringMatching(`^${argument}`),
      }),
    );

  test.each(WRONG_VALUES)('%s', (_label, value) => {
    if (value !== undefined) {
      requireRefusal(() => invisibleCarrier({ encoding: value as never }), 'options.encoding');
      const isEmpty = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (!isEmpty || Object.keys(value).length > 0) {
        requireRefusal(() => invisibleCarrier(value as never), 'options');
      }
    }
    // A word of base64url is the text form of something, whatever it is.
    if (value !== 'merino') requireRefusal(() => vs256.write(COPY, value as never), 'textForm');
    if (typeof value !== 'string') {
      requireRefusal(() => vs256.write(value as never, encodeTextForm(ENVELOPE)), 'host');
      expect(vs256.read(value as never)).toEqual([]);
    }
  });

  test('an option that nobody reads', () => {
    requireRefusal(() => invisibleCarrier({ selectors: 'vs16' } as never), 'options.selectors');
  });
});

describe('an envelope may hold what a mark begins with', () => {
  const nested = invisiblePayload(invisiblePayload(ENVELOPE));

  it.each(encodings)('%s: it is read to its end, once', (encoding, write) => {
    const carrier = invisibleCarrier({ encoding });
    expect(extract(COPY + write(nested), carrier)).toEqual([invisiblePayload(ENVELOPE)]);
    expect(stripTrailingCarrier(COPY + write(nested), () => true)).toBe(COPY);
  });

  it('also where vs256 spells the nibbles of the magic in vs16', () => {
    const nibbles = [...INVISIBLE_MAGIC].flatMap((byte) => [byte >> 4, byte & 15]);
    const bytes = Uint8Array.from([0x80, ...nibbles, ...nibbles]);
    expect(extract(embed(COPY, bytes, vs256), vs16)).toEqual([bytes]);
  });
});

/** Pieces that texts with marks, damaged marks and foreign runs are put together from. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({
    unit: fc.integer({ min: 0xd800, max: 0xdfff }).map((c) => String.fromCharCode(c)),
    maxLength: 3,
  }),
  fc.constantFrom(...Object.values(hosts), '\ufeff', '\ufe0f', '\u{e01ef}', '\udb40', '\udd53'),
  fc
    .tuple(
      fc.constantFrom(...encodings),
      fc.uint8Array({ maxLength: 40 }),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([[, write], bytes, off]) =>
      write(invisiblePayload(bytes, Math.max(0, bytes.length + off))),
    ),
  fc.constantFrom(
    ours,
    ours.slice(1),
    ours.slice(0, 40),
    ours16,
    ours16.slice(1),
    ours16.slice(0, 33),
  ),
);
const hostile = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

/** The rule of docs/format.md once more, by regular expressions over whole characters. */
function readByRule(source: string): 'none' | 'refused' | Uint8Array {
  const magics = encodings.map(([, write]) => write(INVISIBLE_MAGIC));
  const openings = magics.reduce((sum, magic) => sum + source.split(magic).length - 1, 0);
  if (openings === 0) {
    const selector = '\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}';
    const owner = `(?:[0-9#*]|[^\\0-\\x7f\\s\\ufeff${selector}])`;
    const bare = magics.flatMap((magic) => [
      `(?<![${selector}])${magic.slice(1)}`,
      `(?<=${owner}[${selector}]+)${magic.slice(1)}`,
    ]);
    return new RegExp(bare.join('|'), 'u').test(source) ? 'refused' : 'none';
  }
  const run = /\ufeff([\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+)$/u.exec(source)?.[1];
  if (openings > 1 || run === undefined) return 'refused';
  const codes = [...run].map((character) => character.codePointAt(0) as number);
  const values = codes.map((code) => (code > 0xffff ? code - 0xe0100 + 16 : code - 0xfe00));
  const isWide = (values[0] as number) > 15;
  if (!isWide && (values.length % 2 === 1 || values.some((value) => value > 15))) return 'refused';
  const bytes = isWide
    ? values
    : values.flatMap((value, i) => (i % 2 === 0 ? [value * 16 + (values[i + 1] as number)] : []));
  const carried = Uint8Array.from(bytes.slice(13));
  const isWhole = carried.length > 0 && carried.length <= 8192;
  const expected = [...invisiblePayload(carried)];
  return isWhole && expected.every((byte, i) => byte === bytes[i]) ? carried : 'refused';
}

describe('whatever a text holds', () => {
  it('reading it never throws and follows the rule', () => {
    const seen = { none: 0, refused: 0, read: 0 };
    fc.assert(
      fc.property(hostile, fc.constantFrom(...carriers), (source, carrier) => {
        const found = extract(source, carrier);
        const rule = readByRule(source);
        seen[typeof rule === 'string' ? rule : 'read'] += 1;
        expect(found).toEqual(rule === 'none' ? [] : [rule === 'refused' ? UNREADABLE : rule]);
      }),
      { numRuns: runs(4000) },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(runs(50));
  });

  it('a mark is read back from it, written once, and leaves the rest as it was, or it is refused', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.constantFrom(...carriers),
        fc.constantFrom(...carriers),
        (source, bytes, carrier, reader) => {
          if (readByRule(source) === 'refused') {
            expect(() => embed(source, bytes, carrier)).toThrow(
              expect.objectContaining({ code: 'ERR_HOST' }),
            );
            return;
          }
          const marked = embed(source, bytes, carrier);
          expect(extract(marked, reader)).toEqual([bytes]);
          expect(embed(marked, bytes, carrier)).toBe(marked);
          expect(stripTrailingCarrier(marked, () => true)).toBe(
            stripTrailingCarrier(source, () => true),
          );
          expect(marked.startsWith(stripTrailingCarrier(source, () => true))).toBe(true);
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it('a mark that is changed anywhere reads as itself or not at all, never as another', () => {
    const forms = encodings.flatMap(([, write]) => [COPY + write(invisiblePayload(ENVELOPE))]);
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.nat(700),
        fc.nat(40),
        fc.oneof(fc.constant(''), piece),
        (marked, at, length, put) => {
          const changed = marked.slice(0, at) + put + marked.slice(at + length);
          for (const found of extract(changed, vs256)) {
            const verdict = verifySync(text(changed), found, verifyOptions);
            const isSame = stripTrailingCarrier(changed, () => true).normalize() === COPY;
            if (verdict.status === 'verified') expect([isSame, found]).toEqual([true, ENVELOPE]);
          }
        },
      ),
      { numRuns: runs(4000) },
    );
  });

  it('cut at any length, the text reads as marked only where it is whole', () => {
    for (const [, write] of encodings) {
      const marked = COPY + write(invisiblePayload(ENVELOPE));
      for (let length = 0; length < marked.length; length++) {
        const found = extract(marked.slice(0, length), vs256);
        expect([[], [UNREADABLE]]).toContainEqual(found);
      }
      expect(extract(marked, vs256)).toEqual([ENVELOPE]);
    }
  });
});
