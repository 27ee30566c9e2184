/** What holds for any data. */

import { createDetector, MARKERS } from 'contentmark/detect';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../fixtures/runs.ts';

const detector = createDetector();

/** Data as JSON has it, under names that mean something and names that do not. */
const names = fc.oneof(
  fc.constantFrom(
    'email',
    'phone',
    'card_number',
    'url',
    'image',
    'sku',
    'title',
    'value',
    'key',
    'name',
    'test',
  ),
  fc.string({ maxLength: 12 }),
);
const samples = fc.constantFrom(...MARKERS.map(({ found }) => found));
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    samples,
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(names, tie('data'), { maxKeys: 5 }),
  ),
}));

/** Findings as a set of lines. */
const linesOf = (value: unknown) =>
  detector(value)
    .findings.map(({ path, id, severity }) => `${path} ${id} ${severity}`)
    .sort();

/** Every value and container, counted by somebody else. */
function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, member) => sum + count(member), 1);
}

/** The same data with the members of each object turned round. */
function turn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, turn(member)])
      .reverse(),
  );
}

test('looking never throws, changes nothing, and finds the same twice', () => {
  fc.assert(
    fc.property(data, (value) => {
      const before = JSON.stringify(value);
      const first = detector(value);
      expect(detector(value)).toEqual(first);
      expect(JSON.stringify(value)).toBe(before);
    }),
    { numRuns: runs(500) },
  );
});

test('every value is visited once', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(detector(value).visited).toBe(count(value));
    }),
    { numRuns: runs(500) },
  );
});

test('the order of members does not matter, but for which half of a name is told', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(linesOf(turn(value))).toEqual(linesOf(value));
    }),
    { numRuns: runs(500) },
  );
});

test('clean members beside it take nothing away and add nothing', () => {
  const clean = fc.dictionary(
    fc.constantFrom('weight', 'colour', 'price', 'position', 'taxable', 'grams'),
    fc.oneof(fc.integer({ min: 5, max: 90 }), fc.constantFrom('blue', 'large', 'DENY', true, null)),
  );
  fc.assert(
    fc.property(fc.dictionary(names, data, { maxKeys: 5 }), clean, (record, more) => {
      expect(linesOf({ ...record, ...more })).toEqual(linesOf({ ...record }));
      expect(linesOf({ ...more, inner: record })).toEqual(linesOf({ inner: record }));
    }),
    { numRuns: runs(500) },
  );
});

test('what is found in a part is found in the whole', () => {
  fc.assert(
    fc.property(data, data, (value, other) => {
      const whole = linesOf({ first: value, second: other });
      const parts = [...linesOf({ first: value }), ...linesOf({ second: other })];
      expect(whole).toEqual(parts.sort());
    }),
    { numRuns: runs(500) },
  );
});

test('white space and letter case around a whole value hide nothing', () => {
  const wholes = MARKERS.flatMap((marker) =>
    marker.rule.kind === 'whole' ? marker.rule.values.map((value) => [marker, value] as const) : [],
  );
  const NAMES: Readonly<Record<string, string>> = {
    email: 'email',
    name: 'name',
    token: 'token',
    card: 'credit_card_number',
    gateway: 'gateway',
    sku: 'sku',
    barcode: 'barcode',
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...wholes),
      fc.stringMatching(/^[ \t\n]{0,5}$/),
      fc.boolean(),
      ([marker, value], space, isUpper) => {
        const field = Object.keys(marker.severity).find((one) => one in NAMES) ?? 'name';
        const text = space + (isUpper ? value.toUpperCase() : value) + space;
        const found = detector({ [NAMES[field] as string]: text }).findings;
        expect(found.map((one) => one.id)).toContain(marker.id);
      },
    ),
    { numRuns: runs(500) },
  );
});

test('what stands in a long text is found as in a short one, at any place in it', () => {
  const texts = MARKERS.flatMap(({ rule }) => {
    switch (rule.kind) {
      case 'phrase':
        return rule.least === undefined ? rule.phrases : [rule.phrases.join(' ')];
      case 'domain':
        return rule.domains.map((domain) => `see https://a.${domain}/ now`);
      case 'card':
        return rule.numbers.map((number) => number.replace(/(\d{4})(?=\d)/g, '$1 '));
      case 'prefix':
        return rule.prefixes.map((prefix) => `${prefix}abcdefghijklmnopqrst`);
      case 'phone-range':
        return rule.ranges.flatMap(({ country, prefix, digits }) => {
          const number = prefix.padEnd(digits, '7');
          return [`+${country} ${number}`, `0${number.replace(/(\d\d)(?=\d)/g, '$1 ')}`];
        });
      case 'network':
        return rule.networks.map((network) => network.slice(0, network.indexOf('/')));
      default:
        return [];
    }
  });
  const copy =
    'The boots are warm and dry, and the sole is made of soft cork for long walks on wet paths. ';
  const markersOf = (description: string) => detector({ description }).findings.map(({ id }) => id);
  expect(markersOf(copy.repeat(4))).toEqual([]);
  expect(texts.length).toBeGreaterThan(150);
  for (const text of texts) {
    const short = markersOf(`On ${text} .`);
    for (const long of [
      `On ${text} . ${copy.repeat(4)}`,
      `${copy.repeat(4)} On ${text} .`,
      `${copy.repeat(2)} On ${text} . ${copy.repeat(2)}`,
    ]) {
      expect([text, markersOf(long)]).toEqual([text, short]);
    }
  }
});

test('what is remembered of clean texts changes no answer', () => {
  const fresh = createDetector({ cleanCharacters: 0 });
  const little = createDetector({ cleanCharacters: 2_000 });
  const parts = fc.constantFrom(
    'warm and dry ',
    'lorem ipsum ',
    '4242 4242 4242 4242 ',
    'a@example.com ',
    'soft cork soles ',
  );
  const long = fc.array(parts, { minLength: 8, maxLength: 40 }).map((list) => list.join(''));
  fc.assert(
    fc.property(fc.array(long, { minLength: 1, maxLength: 6 }), (list) => {
      for (const description of [...list, ...list]) {
        const wanted = fresh({ description });
        expect(detector({ description })).toEqual(wanted);
        expect(little({ description })).toEqual(wanted);
        // The same text where a host counts for more.
        expect(little({ url: description })).toEqual(fresh({ url: description }));
      }
    }),
    { numRuns: 200 },
  );
});
