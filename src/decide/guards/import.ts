/** `guardImport`: decides whether a row may be imported into the catalogue. */
import type { Decision } from '../policy/decision.ts';
import { decideBy, deciderFor } from './decider.ts';
import { look, publishedLists } from './look.ts';
import {
  DEFAULT_POLICIES,
  MARKED_OPTIONS,
  type MarkedOptions,
  readMarkedOptions,
} from './options.ts';

/** Options of {@link guardImport}. */
export type ImportOptions = MarkedOptions;

/**
 * Decides whether a row may be imported: by the mark it bears, and by test data in it.
 * @param row a record by column or member name: of CSV, JSON, JSONL, an API.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options, `ERR_POLICY`; never for the row.
 * @example
 * ```ts
 * import { guardImport } from 'contentmark/guards';
 *
 * const row = { sku: 'TB-1', title: 'Trail Boot', description: 'Lorem ipsum dolor sit amet.' };
 * const options = { environment: 'production', verdict: undefined } as const;
 * console.log(guardImport(row, options).action); // block
 * ```
 */
export function guardImport(row: unknown, options: ImportOptions): Decision {
  const own = readMarkedOptions(options, MARKED_OPTIONS);
  const {
    environment,
    verdict,
    policy = DEFAULT_POLICIES.import,
    detectors = publishedLists('test-data'),
  } = own;
  const looked = look(row, detectors, 'import');
  return decideBy(deciderFor(policy, 'import', environment), verdict, looked);
}
