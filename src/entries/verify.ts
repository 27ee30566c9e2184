/** `contentmark/verify`: check marks. Nothing here can sign. Re-exports only. */
export type { Claims } from '../envelope/claims.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { REASONS, type Reason } from '../reasons.ts';
export type { CacheStatistics } from '../verify/cache.ts';
export { ANY_SUBJECT_DANGEROUS } from '../verify/conclude.ts';
export type { Evidence } from '../verify/evidence.ts';
export { type Explanation, explain } from '../verify/explain.ts';
export {
  type Inspected,
  type InspectedDigest,
  type InspectedPayload,
  type Inspection,
  inspect,
  type Uninspectable,
} from '../verify/inspect.ts';
export type { ItemOptions, VerifierOptions } from '../verify/options.ts';
export { createTrust, type Trust, type TrustEntry } from '../verify/trust.ts';
export type {
  Absent,
  CheckState,
  Checks,
  PartResult,
  Rejected,
  Verdict,
  Verified,
} from '../verify/verdict.ts';
export { createVerifier, type PageItem, type Verifier } from '../verify/verifier.ts';
export { type VerifyOptions, verify, verifySync } from '../verify/verify.ts';
