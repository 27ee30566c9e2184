/** `contentmark/verdict`: a verdict on a metafield, written by an app and read where nothing can be checked. Re-exports only. */
// @ts-nocheck

export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { endOfDate } from '../verdict/end-of-date.ts';
export { MAX_VERDICT_BYTES, VERDICT_METAFIELD } from '../verdict/format.ts';
export { type ReadVerdictOptions, readVerdict } from '../verdict/read-verdict.ts';
export {
  type UnverifiedReading,
  VERDICT_REASONS,
  type VerdictReading,
  type VerdictReason,
  type VerifiedReading,
} from '../verdict/reading.ts';
export {
  createVerdictReader,
  type ShownRecord,
  type VerdictReader,
  type VerdictReaderOptions,
  type VerdictTime,
} from '../verdict/verdict-reader.ts';
export { type WriteVerdictOptions, writeVerdict } from '../verdict/write-verdict.ts';
