import { describe, expect, it } from 'vitest';
import { printRate, rateOf, textsOf } from '../../bench/near-texts.ts';

describe('a rate', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i lies within the published interval', (hits, of, low, high) => {
    const rate = rateOf(hits, of);
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });

  it('of nothing says nothing', () => {
    expect(rateOf(0, 0)).toMatchObject({ low: 0, high: 1 });
  });

  it('is printed with its counts', () => {
    expect(printRate(rateOf(81, 263))).toBe('81 of 263, 31 % (26 to 37)');
    expect(printRate(rateOf(84, 8_256_016))).toBe('84 of 8256016, 0.0010 % (0.00082 to 0.0013)');
  });
});

it('each long text of nested records counts once', () => {
  const words = (text: string) => text.split(' ').length;
  const long = 'a '.repeat(12);
  expect(textsOf([{ a: long, b: [{ c: long }, 'short', 5, null] }], words)).toEqual([long]);
});
