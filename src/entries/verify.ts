/** `contentmark/verify`: verifies marks. It holds no signing code. Re-exports only. */

export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export type { Backend, Hashing, SignatureCheck } from '../format/crypto/backend.ts';
export type { Claims } from '../format/envelope/claims.ts';
export { REASONS, type Reason } from '../reasons.ts';
export { createRecall, type Recall, type RecallOptions } from '../trust/recall/recall.ts';
export { createTrust, type Trust, type TrustEntry } from '../trust/trust.ts';
export type { CacheStatistics } from '../verify/cache.ts';
export type { ItemOptions, PageItem } from '../verify/item.ts';
export type { MarkInput } from '../verify/mark-input.ts';
export type { VerifierOptions } from '../verify/options.ts';
export { ANY_SUBJECT_DANGEROUS } from '../verify/refusal.ts';
export type { AddedRoot } from '../verify/remembering.ts';
export type {
  Absent,
  CheckState,
  Checks,
  PartResult,
  Rejected,
  Verdict,
  Verified,
} from '../verify/verdict.ts';
export { createVerifier, type Verifier } from '../verify/verifier.ts';
export { type VerifyOptions, verify, verifySync } from '../verify/verify.ts';
