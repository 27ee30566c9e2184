/** The measuring code itself: a ruler that is bent measures everything wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measure } from '../../bench/measure.ts';
import { quantile, spreadOf } from '../../bench/quantile.ts';
import type { Case } from '../../bench/suite.ts';

/** A clock that moves only when a case says so, in milliseconds. */
function createClock() {
  let time = 0;
  return {
    now: () => time,
    pass(ms: number) {
      time += ms;
    },
  };
}

/** A case that takes as long as it is told. */
function taking(name: string, clock: { pass(ms: number): void }, ms: (turn: number) => number) {
  return { name, run: (turn: number) => clock.pass(ms(turn)) } satisfies Case;
}

const resultOf = (outcome: Awaited<ReturnType<typeof measure>>, name: string) =>
  outcome.results.find((result) => result.name === name);

describe('quantiles', () => {
  test('of an odd number of values, the median is one of them', () => {
    expect(quantile([9, 1, 5], 0.5)).toBe(5);
  });

  test('of an even number, it is the middle of two', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  });

  test('the ends are the least and the greatest', () => {
    expect([quantile([3, 1, 2], 0), quantile([3, 1, 2], 1)]).toEqual([1, 3]);
  });

  test('p99 of a thousand values leaves ten above', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i + 1);
    const p99 = quantile(values, 0.99);
    expect(values.filter((value) => value > p99)).toHaveLength(10);
  });

  test('numbers are sorted as numbers, and the values stay as they were', () => {
    const values = [10, 9, 100];
    expect(quantile(values, 0.5)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  test('lie between the ends and rise with the share', () => {
    const doubles = fc.array(fc.double({ noNaN: true, min: 0, max: 1e9 }), { minLength: 1 });
    const share = fc.double({ noNaN: true, min: 0, max: 1 });
    fc.assert(
      fc.property(doubles, share, share, (values, p, q) => {
        const [low, high] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))];
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });

  test('of nothing there are none', () => {
    expect(() => quantile([], 0.5)).toThrow('no values');
  });

  test('a spread is median, least and greatest', () => {
    expect(spreadOf([3, 1, 8])).toEqual({ median: 3, min: 1, max: 8 });
  });
});

describe('a measurement', () => {
  test('gives the median and p99 of each case in nanoseconds', async () => {
    const clock = createClock();
    const cases = [taking('even', clock, () => 2), taking('odd', clock, (turn) => turn % 3)];
    const outcome = await measure({ cases, turns: 9, ratios: [] }, 3, clock);
    expect(resultOf(outcome, 'even')).toEqual({ name: 'even', medianNs: 2e6, p99Ns: 2e6 });
    expect(resultOf(outcome, 'odd')).toEqual({ name: 'odd', medianNs: 1e6, p99Ns: 2e6 });
  });

  test('divides within a round, so that a slow round moves both alike', async () => {
    const clock = createClock();
    // 4 runs a round, one round thrown away: the machine is ten times slower in the second that counts.
    const slowness = (turn: number) => (Math.floor(turn / 4) === 2 ? 10 : 1);
    const cases = [
      taking('ours', clock, (turn) => slowness(turn)),
      taking('theirs', clock, (turn) => 2 * slowness(turn)),
    ];
    const contest = { cases, turns: 4, ratios: [['ours', 'theirs']], warmUps: 1 } as const;
    const { ratios } = await measure(contest, 3, clock);
    expect(ratios).toEqual({ 'ours/theirs': { median: 0.5, min: 0.5, max: 0.5 } });
  });

  test('reports the middle ratio of the rounds, the least and the greatest', async () => {
    const clock = createClock();
    const cases = [
      taking('ours', clock, (turn) => [1, 4, 2][turn] as number),
      taking('theirs', clock, () => 2),
    ];
    const contest = { cases, turns: 1, ratios: [['ours', 'theirs']], warmUps: 0 } as const;
    const { ratios } = await measure(contest, 3, clock);
    expect(ratios['ours/theirs']).toEqual({ median: 1, min: 0.5, max: 2 });
  });

  test('throws the warm-up away, and never gives an input twice', async () => {
    const clock = createClock();
    const turns: number[] = [];
    const slowAtFirst: Case = {
      name: 'slow at first',
      run(turn) {
        turns.push(turn);
        clock.pass(turn < 30 ? 1000 : 1);
      },
    };
    const outcome = await measure({ cases: [slowAtFirst], turns: 10, ratios: [] }, 2, clock);
    expect(outcome.results[0]?.p99Ns).toBe(1e6);
    expect(turns).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  test('lets the cases take turns, and turns their order round each time', async () => {
    const order: string[] = [];
    const cases = ['a', 'b', 'c'].map((name) => ({ name, run: () => void order.push(name) }));
    const contest = { cases, turns: 4, stint: 2, ratios: [], warmUps: 0 };
    await measure(contest, 2);
    expect(order.join('')).toBe('aabbccccbbaa' + 'ccbbaaaabbcc');
  });

  test('a case that goes first as often as last gains nothing by its place', async () => {
    const clock = createClock();
    // Whoever runs after another finds warm caches: only the first of a turn pays.
    let last = '';
    const paying = (name: string): Case => ({
      name,
      run() {
        clock.pass(last === name ? 1 : 3);
        last = name;
      },
    });
    const cases = [paying('a'), paying('b')];
    const contest = { cases, turns: 64, ratios: [['a', 'b']] } as const;
    const { ratios } = await measure(contest, 4, clock);
    expect(ratios['a/b']?.median).toBe(1);
  });

  test('awaits a promise before the clock stops', async () => {
    const clock = createClock();
    const late: Case = {
      name: 'late',
      async run() {
        await Promise.resolve();
        clock.pass(7);
      },
    };
    const { results } = await measure({ cases: [late], turns: 1, ratios: [] }, 1, clock);
    expect(results[0]?.medianNs).toBe(7e6);
  });

  test('takes the time that a case has measured itself, at once or later', async () => {
    const clock = createClock();
    const cases: readonly Case[] = [
      {
        name: 'at once',
        run() {
          clock.pass(1);
          return 5;
        },
      },
      { name: 'later', run: async () => 6 },
    ];
    const { results } = await measure({ cases, turns: 2, ratios: [] }, 1, clock);
    expect(results.map(({ medianNs }) => medianNs)).toEqual([5, 6]);
  });

  test('does not time what a case makes ready, and divides by the checks of a run', async () => {
    const clock = createClock();
    const ready: number[] = [];
    const many: Case = {
      name: 'many',
      checks: 100,
      before(turn) {
        ready.push(turn);
        clock.pass(1000);
      },
      run: () => clock.pass(2),
    };
    const { results } = await measure(
      { cases: [many], turns: 2, ratios: [], warmUps: 0 },
      1,
      clock,
    );
    expect(results[0]?.medianNs).toBe(20_000);
    expect(ready).toEqual([0, 1]);
  });

  test('runs the control loop once a round, and only where threads are used', async () => {
    const scalings = [1.9, 1.2, 2];
    const scaling = async () => scalings.shift() as number;
    const cases = [{ name: 'any', run: () => undefined }];
    const contest = { cases, turns: 1, ratios: [] };
    expect((await measure(contest, 3, { scaling })).scaling).toBeUndefined();
    const outcome = await measure({ ...contest, usesThreads: true }, 3, { scaling });
    expect(outcome.scaling).toEqual({ median: 1.9, min: 1.2, max: 2 });
  });

  test('a failing check ends it', async () => {
    const failing: Case = {
      name: 'failing',
      run() {
        throw new Error('a check that must pass has failed');
      },
    };
    await expect(measure({ cases: [failing], turns: 1, ratios: [] }, 1)).rejects.toThrow('failed');
  });

  test('a ratio of a case that is not there is a mistake', async () => {
    const cases = [{ name: 'a', run: () => undefined }];
    await expect(measure({ cases, turns: 1, ratios: [['a', 'b']] }, 1)).rejects.toThrow('"b"');
  });
});
