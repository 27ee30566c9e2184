/** Every argument and option of every public function, given every kind of wrong value. */

import * as contentmark from 'contentmark';
import * as verdict from 'contentmark/verdict';
import { describe, expect, test } from 'vitest';
import { WRONG_VALUES } from '../fixtures/wrong-values.ts';
import { ROWS as OWN_ROWS, type Row } from './rows.ts';
import { VERDICT_ROWS } from './verdict-rows.ts';

const ROWS: Readonly<Record<string, readonly Row[]>> = { ...OWN_ROWS, ...VERDICT_ROWS };

const { ERROR_CODES, isContentmarkError } = contentmark;

/** Functions that take nothing, and the error, which only this package makes. */
const WITHOUT_ROWS = ['generateKey', 'ContentmarkError'];

test('every public function has its rows', () => {
  const functions = Object.entries({ ...contentmark, ...verdict }).flatMap(([name, value]) =>
    typeof value === 'function' && !WITHOUT_ROWS.includes(name) ? [name] : [],
  );
  expect(Object.keys(ROWS).sort()).toEqual(functions.sort());
  expect(contentmark.generateKey).toHaveLength(0);
});

describe.each(Object.keys(ROWS))('%s', (name) => {
  const rows = ROWS[name] as readonly Row[];

  test.each(rows.map((each, index): [string, number] => [each.argument, index]))(
    'answers every wrong "%s" (row %i) with an error that names it',
    async (_argument, index) => {
      const { argument, pass, isRight } = rows[index] as Row;
      const surprises: string[] = [];
      for (const [label, value] of WRONG_VALUES) {
        const found = await tryValue(pass, value, argument);
        const wanted = isRight(value) ? 'answered' : 'refused';
        if (found !== wanted) surprises.push(`${label}: ${found}, expected it ${wanted}`);
      }
      expect(surprises).toEqual([]);
    },
  );
});

async function tryValue(pass: Row['pass'], value: unknown, argument: string): Promise<string> {
  try {
    await pass(value as never);
    return 'answered';
  } catch (error) {
    if (!isContentmarkError(error)) return `threw ${String(error)}`;
    if (!ERROR_CODES.includes(error.code)) return `threw the unknown code ${error.code}`;
    if (error.message.length > 300) return `threw ${error.message.length} characters`;
    const isNamed = argument.split('|').some((name) => error.argument?.startsWith(name));
    return isNamed ? 'refused' : `blamed "${error.argument}"`;
  }
}
