/** docs/performance.md, its picture and its JSON say the same, and the JSON says all that was promised. */
// @ts-nocheck

import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { drawCurves, TITLE } from '../../bench/page/chart.ts';
import { GOALS, judge } from '../../bench/page/goals.ts';
import { writePage } from '../../bench/page/markdown.ts';
import { formatResults, type Results, readResults } from '../../bench/page/results.ts';
import { domainOf, placeOf, ticksOf } from '../../bench/page/scale.ts';
import type { Report } from '../../bench/report.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../docs/performance.${name}`, import.meta.url), 'utf8');
const results: Results = readResults(read('json'));
const curves = results.curves.flatMap((report) => report.curves);

const PROMISED: Readonly<Record<string, readonly string[]>> = {
  verify: [
    'cold/bare',
    'cold/jose',
    'cold/auth0-cose',
    'cold/paseto',
    'cold/fast-jwt',
    'cold/sigstore',
  ],
  hot: ['hot/jose', 'hot/fast-jwt', 'same-string/bare-hash', 'rehash/bare-hash', 'rehash/jose'],
  page: ['page/bare', 'page-batch/bare', 'page/jose-all'],
  batch: ['batch-item/bare', 'batch-sign/single-sign'],
  cold: ['coldstart/bare', 'coldstart/jose'],
};

describe('the page', () => {
  test('is what the script makes from the JSON: `npm run performance -- --from docs/performance.json`', () => {
    expect(writePage(results)).toBe(read('md'));
    expect(drawCurves(curves, TITLE)).toBe(read('svg'));
    expect(formatResults(results)).toBe(read('json'));
  });

  test('has every ratio that was promised, as a positive number', () => {
    for (const [name, ratios] of Object.entries(PROMISED)) {
      const report = results.suites.find(({ suite }) => suite === name);
      for (const ratio of ratios) {
        const { median, min, max } = report?.ratios[ratio] ?? { median: 0, min: 0, max: 0 };
        expect([ratio, min > 0, min <= median, median <= max]).toEqual([ratio, true, true, true]);
      }
    }
  });

  test('judges every goal', () => {
    for (const goal of GOALS) {
      expect([goal.name, judge(goal, results.suites)?.verdict]).toEqual([
        goal.name,
        expect.stringContaining('met'),
      ]);
    }
  });

  test('was not made from a short run', () => {
    for (const { rounds } of [...results.suites, ...results.curves]) {
      expect(rounds).toBeGreaterThanOrEqual(3);
    }
  });

  test('shows each curve to its end', () => {
    const ends = Object.fromEntries(curves.map(({ name, sizes }) => [name, sizes.at(-1)]));
    expect(ends).toEqual({
      'content-size': 1_000_000,
      'batch-item': 1_000_000,
      'batch-sign': 1_000_000,
      'batch-memory': 1_000_000,
      'page-size': 200,
      'cache-hit': 1_000_000,
      'cache-bytes': 1_000_000,
    });
    for (const { sizes, series, ratios } of curves) {
      for (const { values } of [...series, ...ratios]) expect(values).toHaveLength(sizes.length);
    }
  });
});

describe('a goal', () => {
  const [report] = results.suites as readonly [Report];
  const withRatio = (median: number): readonly Report[] => [
    { ...report, suite: 'verify', ratios: { 'cold/bare': { median, min: median, max: median } } },
  ];
  const goal = {
    kind: 'ratio',
    suite: 'verify',
    name: 'cold/bare',
    limit: 1.05,
    what: '',
  } as const;

  test.each([
    [0.84, true, 'met, 20 % below'],
    [1.05, true, 'met, 0.0 % below'],
    [1.0501, false, '**not met**, 0.0 % above'],
    [2.1, false, '**not met**, 100 % above'],
  ])('of at most 1.05 that is measured as %d', (median, isMet, verdict) => {
    expect(judge(goal, withRatio(median))).toMatchObject({ isMet, verdict });
  });

  test('that was not measured is no goal that was met', () => {
    expect(judge(goal, [])).toBeUndefined();
    expect(() => judge({ ...goal, name: 'cold/none' }, withRatio(1))).toThrow('"cold/none"');
  });
});

describe('the picture', () => {
  const svg = read('svg');

  test('has a title and a description for who does not see it', () => {
    expect(svg).toMatch(/role="img" aria-labelledby="title description"/);
    expect(svg).toContain(`<title id="title">${TITLE}</title>`);
    const [, described = ''] = /<desc id="description">([^<]+)<\/desc>/.exec(svg) ?? [];
    for (const { title } of curves) expect(described).toContain(title);
  });

  test('follows the colour scheme, and asks for nothing from elsewhere', () => {
    expect(svg).toContain('@media(prefers-color-scheme:dark)');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|href|<script|@import/,
    );
  });

  test('is well-formed', () => {
    const problems: string[] = [];
    const parser = new DOMParser({
      onError: (level, message) => problems.push(`${level} ${message}`),
    });
    expect(parser.parseFromString(svg, 'image/svg+xml').documentElement?.tagName).toBe('svg');
    expect(problems).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('draws no point outside its panel', () => {
    for (const { sizes, series } of curves) {
      for (const values of [sizes, ...series.map((line) => line.values)]) {
        for (const value of values) {
          const place = placeOf(value, domainOf(values));
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(1);
        }
      }
    }
  });
});

describe('a logarithmic axis', () => {
  test('shows at least one decade, from a 1, 2 or 5 to another', () => {
    expect(domainOf([103, 140])).toEqual({ low: 20, high: 200 });
    expect(domainOf([10, 1_000_000])).toEqual({ low: 10, high: 1_000_000 });
    expect(domainOf([1])).toEqual({ low: 0.1, high: 1 });
  });

  test('marks 1, 2 and 5, or powers of ten alone where those are many', () => {
    expect(ticksOf({ low: 20, high: 200 })).toEqual([20, 50, 100, 200]);
    expect(ticksOf({ low: 10, high: 1_000_000 })).toEqual([10, 100, 1e3, 1e4, 1e5, 1e6]);
  });

  test('has no place for zero', () => {
    expect(() => domainOf([0, 1])).toThrow('zero');
  });
});
