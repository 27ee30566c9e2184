/** The command line of the bench. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCommand } from '../../bench/command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (...args: readonly string[]) => readCommand(args, ['verify', 'hot'], ['cache-size']);

describe('the command line', () => {
  test('names a suite, all of them, or curves', () => {
    expect(read('hot')).toMatchObject({ kind: 'suite', names: ['hot'], json: false });
    expect(read('all', '--json')).toMatchObject({
      kind: 'all',
      names: ['verify', 'hot'],
      json: true,
    });
    expect(read('curves')).toMatchObject({ kind: 'curves', names: ['cache-size'] });
    expect(read('curves', 'cache-size')).toMatchObject({ kind: 'curves', names: ['cache-size'] });
  });

  test('takes an odd number of rounds unless told otherwise, and one where it is short', () => {
    expect(read('hot')).toMatchObject({ rounds: 21, short: false });
    expect(read('hot', '--short')).toMatchObject({ rounds: 1, short: true });
    expect(read('hot', '--short', '--rounds', '4')).toMatchObject({ rounds: 4 });
  });

  test.each([
    [[], 'usage'],
    [['toString'], 'unknown suite "toString"'],
    [['hot', 'verify'], 'usage'],
    [['curves', 'hot'], 'unknown curve "hot"'],
    [['hot', '--rounds', '0'], '"--rounds" expects 1 or more'],
    [['hot', '--rounds', '1.5'], '"--rounds" expects 1 or more'],
    [['hot', '--rounds', 'many'], '"--rounds" expects 1 or more'],
    [['hot', '--catalogue', 'none.json'], 'no catalogue at none.json'],
    [['hot', '--fast'], "Unknown option '--fast'"],
  ])('of %j is refused, with the reason and the usage', (args, reason) => {
    const refused = read(...args);
    expect(refused).toContain(reason);
    expect(refused).toContain('usage: npm run bench');
  });
});

describe('the process', () => {
  const tsx = join(root, 'node_modules', '.bin', 'tsx');

  test.each([
    ['run.ts', 'nothing-of-that-name'],
    ['run.ts', '--what'],
    ['performance.ts', '--from=none.json'],
  ])('%s ends with 64 for %s, and prints nothing but what is wrong', (script, argument) => {
    const { status, stdout, stderr } = spawnSync(tsx, [join('bench', script), argument], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([64, '']);
    expect(stderr).toContain('usage: npm run');
  });
});
