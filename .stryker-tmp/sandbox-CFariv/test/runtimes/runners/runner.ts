/** How a runtime is run: once for each job, from start to end. */
// @ts-nocheck

import type { BundleName } from '../bundle.ts';
import type { Reply } from '../entries/portable.ts';
import type { Job } from '../suite/job.ts';

export type { Job, Reply };

/** The suite as each kind of runtime loads it: a file for programs, the text for the others. */
export type Bundles = Readonly<
  Record<BundleName, { readonly file: string; readonly text: string }>
>;

export interface Outcome {
  /** As the runtime names itself. */
  readonly version: string;
  readonly reply: Reply;
}

/**
 * Starts the runtime, gives it the job, and ends it.
 * @throws MissingRuntime where this machine cannot have it; Error where it fails to answer.
 */
export type Runner = (job: Job, bundles: Bundles) => Promise<Outcome>;

/** The suite takes seconds; a machine shared with others may take minutes. */
export const TIMEOUT_MS = 300_000;

/** What a promise gives, or an error when it takes longer than {@link TIMEOUT_MS}. */
export async function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} gave no answer in ${TIMEOUT_MS / 1000} s`)),
      TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
