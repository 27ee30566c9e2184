/** Golden verdicts for metafields: written and read alike in an app, a Function and a page. */
// @ts-nocheck

import type { VerdictVectors } from '../../fixtures/verdict-vectors.ts';
import { equal, type Harness } from './harness.ts';
import type { Package } from './package.ts';

export async function checkStoredVerdicts(
  harness: Harness,
  { verdict }: Package,
  { written, read }: VerdictVectors,
): Promise<void> {
  await harness.check('golden verdicts are written byte for byte', () => {
    for (const { name, verdict: given, options, text } of written) {
      equal(name, verdict.writeVerdict(given, options), text);
    }
  });
  await harness.check('golden verdicts are read as they always were', () => {
    for (const { name, value, options, reading } of read) {
      const found = verdict.readVerdict(value, options);
      harness.recordVerdict(`stored: ${name}`, found);
      equal(name, found, reading);
    }
  });
}
