/** The golden verdicts: what apps have written and Functions will read does not move. */

import { REASONS } from 'contentmark';
import { ACTIONS, BASES } from 'contentmark/policy';
import {
  createVerdictReader,
  readVerdict,
  type ShownRecord,
  VERDICT_REASONS,
  writeVerdict,
} from 'contentmark/verdict';
import { describe, expect, test } from 'vitest';
import { readVerdictVectors } from '../../../fixtures/verdict-vectors.ts';

const { written, read } = readVerdictVectors();

describe('the golden file', () => {
  test('holds no name twice', () => {
    for (const vectors of [written, read]) {
      expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
    }
  });

  test('reaches every reason, closed and open, and everything that can be written', () => {
    const reached = read.flatMap(({ reading }) => ('reason' in reading ? [reading.reason] : []));
    expect(VERDICT_REASONS.filter((reason) => !reached.includes(reason))).toEqual([]);
    const members = written.map(({ text }) => JSON.parse(text));
    const values = (member: string) => new Set(members.map((each) => each[member]));
    expect(REASONS.filter((reason) => !values('reason').has(reason))).toEqual([]);
    expect(ACTIONS.filter((action) => !values('action').has(action))).toEqual([]);
    expect(BASES.filter((basis) => !values('basis').has(basis))).toEqual([]);
  });
});

test.each(written)('$name is written byte for byte', ({ verdict, options, text }) => {
  expect(writeVerdict(verdict, options)).toBe(text);
});

test.each(read)('$name reads as it always has', ({ value, options, reading }) => {
  expect(readVerdict(value, options)).toEqual(reading);
  const { subject, ownerId, ...place } = options;
  const reader = createVerdictReader(place);
  for (let again = 0; again < 2; again++) {
    expect(reader.read(value, { subject, ownerId } as ShownRecord)).toEqual(reading);
  }
});
