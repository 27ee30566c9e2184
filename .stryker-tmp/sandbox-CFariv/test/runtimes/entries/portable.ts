/** The suite over the built package and the embedded vectors. ../bundle.ts leads `contentmark/…` to dist. */
// @ts-nocheck


import vectors from 'virtual:vectors';
import * as contentmark from 'contentmark';
import * as carrier from 'contentmark/carrier';
import * as html from 'contentmark/html';
import * as noble from 'contentmark/noble';
import * as testing from 'contentmark/testing';
import * as verdict from 'contentmark/verdict';
import type { Answer, Job } from '../suite/job.ts';
import * as rule from '../suite/rule.ts';
import { runJob } from '../suite/run.ts';

/** What a runtime sends back. */
export interface Reply {
  readonly answer: Answer;
  /** Whether this runtime makes code out of strings. */
  readonly makesCode: boolean;
  /** What was done against a content security policy, or was trapped: nothing, as it should be. */
  readonly violations: readonly string[];
}

/** @param listViolations asked when the job is done, and before code is tried on purpose. */
export async function run(
  job: Job,
  listViolations: () => readonly string[] | Promise<readonly string[]> = () => [],
): Promise<Reply> {
  const answer = await runJob(
    job,
    { contentmark, carrier, html, noble, testing, verdict, rule },
    vectors,
  );
  const violations = await listViolations();
  return { answer, violations, makesCode: canMakeCode() };
}

/** By way of a function's own constructor, so that the bundle names no global that evaluates. */
function canMakeCode(): boolean {
  try {
    Reflect.construct(Object.getPrototypeOf(canMakeCode).constructor, ['return 1']);
    return true;
  } catch {
    return false;
  }
}
