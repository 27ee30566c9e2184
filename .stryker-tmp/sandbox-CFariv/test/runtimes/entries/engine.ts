/** The suite in an engine that has the language and nothing else: a function from text to text. */
// @ts-nocheck

import { run } from './portable.ts';

(globalThis as { runJob?: (job: string) => Promise<string> }).runJob = async (job) =>
  JSON.stringify(await run(JSON.parse(job)));
