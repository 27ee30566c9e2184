/**
 * `contentmark/verdict`: writes and reads stored verdicts, for places that cannot verify.
 * Re-exports only.
 */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { endOfDate } from '../platforms/shopify/verdict/end-of-date.ts';
export { MAX_VERDICT_BYTES, VERDICT_METAFIELD } from '../platforms/shopify/verdict/format.ts';
export { type ReadVerdictOptions, readVerdict } from '../platforms/shopify/verdict/read-verdict.ts';
export {
  type UnverifiedReading,
  VERDICT_REASONS,
  type VerdictReading,
  type VerdictReason,
  type VerifiedReading,
} from '../platforms/shopify/verdict/reading.ts';
export {
  createVerdictReader,
  type ShownRecord,
  type VerdictReader,
  type VerdictReaderOptions,
  type VerdictTime,
} from '../platforms/shopify/verdict/verdict-reader.ts';
export {
  type WriteVerdictOptions,
  writeVerdict,
} from '../platforms/shopify/verdict/write-verdict.ts';
