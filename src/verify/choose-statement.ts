/**
 * Which of several signed roots speaks for a thin item. It names none, and all of them hold
 * its tree: one that may speak for it here is enough. So the answer does not depend on
 * which was at hand first, and a root of staging cannot keep out one of production.
 */
import { REASONS } from '../reasons.ts';
import { findRecall } from '../trust/recall.ts';
import type { Statement } from './prepare.ts';
import { type Expectations, findRefusal } from './refusal.ts';

/** The statement that refuses nothing, or the one whose check comes furthest. */
export function chooseStatement(
  first: Statement,
  others: readonly Statement[],
  expected: Expectations,
): Statement {
  // Nearly always: there is nothing to choose, and what refuses it is found once.
  if (others.length === 0) return first;
  let chosen = first;
  let reached = reach(first, expected);
  for (let i = 0; i < others.length; i++) {
    const other = others[i] as Statement;
    const reachedToo = reach(other, expected);
    if (reachedToo <= reached) continue;
    chosen = other;
    reached = reachedToo;
  }
  return chosen;
}

function reach(statement: Statement, expected: Expectations): number {
  const refusal = findRefusal(statement, expected, findRecall);
  return refusal === undefined ? REASONS.length : REASONS.indexOf(refusal);
}
