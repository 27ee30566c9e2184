/** Of all that is wrong the first check in the order of REASONS speaks; nothing behind it was looked at. */

import { REASONS, type Reason } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { checkSpoiled } from '../fixtures/scenario.ts';

/**
 * Pairs that no mark can have: createTrust refuses a key that begins after it ended,
 * an item of a batch names no algorithm, and a thin one no key and no root.
 */
const IMPOSSIBLE: readonly (readonly [Reason, Reason])[] = [
  ['key-not-yet-valid', 'key-expired'],
  ['unsupported-algorithm', 'unknown-root'],
  ['unsupported-algorithm', 'receipt-mismatch'],
  ['unknown-key', 'unknown-root'],
];

const pairs = REASONS.flatMap((first, index) =>
  REASONS.slice(index + 1).map((second): [Reason, Reason] => [first, second]),
).filter(([first, second]) => !IMPOSSIBLE.some((pair) => pair[0] === first && pair[1] === second));

const AXES = ['integrity', 'signer', 'environment', 'time', 'subject', 'content'] as const;

test('with nothing wrong the check passes, on every axis', () => {
  const verdict = checkSpoiled();
  expect(verdict.status).toBe('verified');
  expect(AXES.map((axis) => verdict.checks[axis])).toEqual(AXES.map(() => 'passed'));
});

describe('one thing wrong:', () => {
  test.each(REASONS)('%s is found, and the axes say how far the check came', (reason) => {
    const verdict = checkSpoiled(reason);
    expect(verdict).toMatchObject({ status: 'rejected', reason });
    expect(verdict).not.toHaveProperty('claims');
    const states = AXES.map((axis) => verdict.checks[axis]);
    const failed = states.indexOf('failed');
    const isKeyless = reason === 'unknown-key' || reason === 'unknown-root';
    const before = isKeyless ? 'not-reached' : 'passed';
    expect(states).toEqual(
      AXES.map((_, index) =>
        index < failed ? before : index === failed ? 'failed' : 'not-reached',
      ),
    );
  });
});

describe('two things wrong:', () => {
  test('every pair that can be is tried', () => {
    expect(pairs).toHaveLength((REASONS.length * (REASONS.length - 1)) / 2 - IMPOSSIBLE.length);
  });

  test.each(pairs)('%s is found before %s', (first, second) => {
    expect(checkSpoiled(first, second)).toMatchObject({ status: 'rejected', reason: first });
    expect(checkSpoiled(second, first)).toMatchObject({ status: 'rejected', reason: first });
  });
});

test('with everything wrong that can be, each check speaks once those before it are mended', () => {
  const apart = ['key-expired', 'unknown-root', 'receipt-mismatch'];
  const wrong = REASONS.filter((reason) => !apart.includes(reason));
  for (const [index, reason] of wrong.entries()) {
    expect(checkSpoiled(...wrong.slice(index))).toMatchObject({ status: 'rejected', reason });
  }
});
