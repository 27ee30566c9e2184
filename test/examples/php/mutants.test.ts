/**
 * Whether the golden vectors have teeth: the verifier in PHP, broken in one way at a time, fails at
 * least one of them. A few ways here, all 226 with MUTANTS=all, in about two minutes.
 */
import { describe, expect, test } from 'vitest';
import { hasPhp } from '../../fixtures/php.ts';
import { findFailed, isEdited, MUTANTS } from '../../vectors/golden/mutants.ts';

/** A prime, so that no chapter of the list is left out. */
const STEP = process.env['MUTANTS'] === 'all' ? 1 : 37;

const edited = MUTANTS.filter(isEdited);

test('there are 226, and of those without an edit each says why', () => {
  expect(MUTANTS).toHaveLength(226);
  expect(new Set(MUTANTS.map(({ what }) => what)).size).toBe(226);
  const others = MUTANTS.filter((mutant) => !isEdited(mutant));
  for (const mutant of others) {
    const why =
      'equivalent' in mutant ? mutant.equivalent : 'elsewhere' in mutant && mutant.elsewhere;
    expect(why, mutant.what).toMatch(/\.$|\.ts/);
  }
  // Of 345 at least 330 are noticed: the 119 that are not listed, and of these all but 15.
  expect(others.length).toBeLessThan(15);
});

describe.runIf(hasPhp)('a golden vector notices', { timeout: 600_000 }, () => {
  test('nothing in the verifier as it is', () => {
    expect(findFailed([])).toEqual([]);
  });

  test.each(edited.filter((_, place) => place % STEP === 0).map((mutant) => [mutant.what, mutant]))(
    '%s',
    (_what, { edits }) => {
      expect(findFailed(edits)).not.toEqual([]);
    },
  );
});
