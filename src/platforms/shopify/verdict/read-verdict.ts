/** `readVerdict`: reads one stored verdict, without making a reader first. */
import { readOptions } from '../../../errors.ts';
import type { VerdictReading } from './reading.ts';
import {
  createVerdictReader,
  type ShownRecord,
  type VerdictReaderOptions,
} from './verdict-reader.ts';

/** Options of {@link readVerdict}: where, when and how it is read, and what is shown. */
export type ReadVerdictOptions = VerdictReaderOptions & ShownRecord;

const OPTIONS = [
  'subject',
  'ownerId',
  'environment',
  'audience',
  'fail',
  'now',
  'isExpired',
] as const;

/**
 * Reads the verdict that the app has written onto what is shown. Whatever the metafield
 * holds, the answer is a reading. For the lines of a cart, `createVerdictReader` takes half
 * the work.
 * @param value the metafield's `value` or `jsonValue`; `undefined` or `null` where there is none.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options.
 * @example
 * ```ts
 * import { readVerdict } from 'contentmark/verdict';
 *
 * const options = { environment: 'production', subject: 'boots', now: 1_800_000_000, fail: 'closed' } as const;
 * const reading = readVerdict(null, options);
 * console.log(reading.status === 'unverified' && reading.reason); // absent
 * ```
 */
export function readVerdict(value: unknown, options: ReadVerdictOptions): VerdictReading {
  const { subject, ownerId, ...place } = readOptions('options', options, OPTIONS);
  // Taken apart, the two unions are no longer seen to be whole; `read` and the reader check both.
  const reader = createVerdictReader(place as VerdictReaderOptions);
  return reader.read(value, { subject, ownerId } as ShownRecord);
}
