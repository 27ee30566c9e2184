/** Reads texts in this thread or on one of the host, and charges the time to the client. */

import type { Account } from './cost-budget.ts';
import { RequestProblem } from './problem.ts';
import { readTexts, type TextJob, type TextResult } from './read-texts.ts';

export type { TextJob, TextResult } from './read-texts.ts';

/**
 * Reads texts elsewhere, so that nothing waits for them: `createTextThreads()` of
 * `contentmark/http-node`. It charges the account for the time each job took, before it begins another.
 */
export interface TextReader {
  read(job: TextJob, account: Account): Promise<TextReading>;
}

/** What came of a job. */
export type TextReading =
  | { readonly status: 'read'; readonly result: TextResult }
  /**
   * The client's account was used up; the job took too long or too much memory; or too many jobs
   * wait.
   */
  | { readonly status: 'too-many-requests' | 'too-costly' | 'busy' };

/** Reads the texts of a request. */
export type ReadTexts = (job: TextJob, account: Account) => Promise<TextResult>;

/**
 * UTF-16 units that are read here whatever they are: a thread would cost more, and what is light must
 * not wait behind what is heavy. Even work that grew with the square of them would be over in milliseconds.
 */
const LIGHT = 2048;

/** Makes the function that reads. Without a reader all is read here, and measured here. */
export function createTextReading(reader: TextReader | undefined): ReadTexts {
  return async (job, account) => {
    if (reader === undefined || lengthOf(job) <= LIGHT) return readHere(job, account);
    const reading = await reader.read(job, account);
    if (reading.status === 'read') return reading.result;
    throw problemOf(reading.status, account);
  };
}

function lengthOf({ find, canonicalize }: TextJob): number {
  let length = 0;
  // What is looked through is what marks are found in.
  for (const one of find) length += one.length;
  for (const { text } of canonicalize) length += text.length;
  return length;
}

function readHere(job: TextJob, account: Account): TextResult {
  requireWork(account);
  return measure(account, () => readTexts(job));
}

/** @throws RequestProblem `too-many-requests` where the account has room for no other body. */
export function requireRoom(account: Account): void {
  if (account.mayReceive() && account.mayWork()) return;
  throw problemOf('too-many-requests', account);
}

function requireWork(account: Account): void {
  if (account.mayWork()) return;
  throw problemOf('too-many-requests', account);
}

/**
 * The problem for a job that was not done. A text that takes too long has no `Retry-After`, because
 * it will take too long again.
 */
function problemOf(code: Exclude<TextReading['status'], 'read'>, account: Account): RequestProblem {
  const retryAfter = code === 'too-costly' ? undefined : Math.max(1, account.secondsUntilOpen());
  return new RequestProblem(code, [], retryAfter);
}

/** Does work on this thread, at its client's cost. */
export function measure<T>(account: Account, work: () => T): T {
  const begun = performance.now();
  try {
    return work();
  } finally {
    account.charge((performance.now() - begun) / 1000);
  }
}

/** The same for work that may wait for a store, whose time is charged as well. */
export async function measureAll<T>(account: Account, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    account.charge((performance.now() - begun) / 1000);
  }
}
