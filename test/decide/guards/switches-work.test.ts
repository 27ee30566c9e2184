/** Many switches among many settings, in time of the processor: a busy machine lengthens the wait, not the work. */
import { expect, test } from 'vitest';
import { changedIn } from '../../../src/decide/guards/changed.ts';

test('four times the switches take no more than ten times as long', () => {
  const settings = (count: number, state: boolean) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        [`service_${at}_key`, 'a'],
        [`service_${at}_enabled`, state],
      ]).flat() as [string, unknown][],
    );
  const time = (count: number): number => {
    const [before, after] = [settings(count, false), settings(count, true)];
    const runs = Array.from({ length: 3 }, () => {
      const start = process.cpuUsage();
      expect(changedIn(before, after)).toBeDefined();
      const { user, system } = process.cpuUsage(start);
      return user + system;
    });
    return Math.min(...runs);
  };
  time(500);
  expect(time(2000) / time(500)).toBeLessThan(10);
});
