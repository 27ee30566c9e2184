/** One job, done in whatever runtime this is. */
// @ts-nocheck

import { checkAcceptance } from './acceptance.ts';
import { checkCarriers } from './carriers.ts';
import { checkSets, signSet } from './exchange.ts';
import { checkGolden } from './golden.ts';
import { createHarness } from './harness.ts';
import type { Answer, Job } from './job.ts';
import { checkLacks } from './lacks.ts';
import type { Package } from './package.ts';
import { checkSigning } from './signing.ts';
import { checkStoredVerdicts } from './stored-verdicts.ts';
import type { Vectors } from './vectors.ts';

export async function runJob(job: Job, subject: Package, vectors: Vectors): Promise<Answer> {
  const harness = createHarness();
  const { capabilities } = job;
  if (job.kind === 'exchange') {
    await checkSets(harness, subject, job.sets, capabilities);
    return { kind: 'exchange', results: harness.results };
  }
  await checkLacks(harness, subject, capabilities);
  await checkAcceptance(harness, subject, vectors);
  await checkGolden(harness, subject, vectors.golden, capabilities);
  await checkSigning(harness, subject, vectors.golden);
  await checkCarriers(harness, subject);
  await checkStoredVerdicts(harness, subject, vectors.stored);
  return {
    kind: 'suite',
    defaultBackend: (await subject.rule.loadDefaultBackend()).name,
    results: harness.results,
    verdicts: harness.verdicts,
    envelopes: harness.envelopes,
    set: await signSet(subject, job),
  };
}
