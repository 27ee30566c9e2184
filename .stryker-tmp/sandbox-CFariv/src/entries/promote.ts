/** `contentmark/promote`: from staging to production, with an approver and a record. Re-exports only. */
// @ts-nocheck

export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { type Promotion, promote } from '../promotion/promote.ts';
export type {
  PromotedClaims,
  PromoteOptions,
  PromotionReview,
} from '../promotion/promote-options.ts';
export type { PromotionRecord, RecordedMark } from '../promotion/record.ts';
export { PROMOTION_REFUSALS, type PromotionRefusal } from '../promotion/refusals.ts';
export { statementDigest } from '../promotion/statement-digest.ts';
