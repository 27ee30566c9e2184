/**
 * `contentmark/promote`: promotes a mark from staging to production, with an approver and a record.
 * Re-exports only.
 */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { type Promotion, promote } from '../sign/promote/promote.ts';
export type {
  PromotedClaims,
  PromoteOptions,
  PromotionReview,
} from '../sign/promote/promote-options.ts';
export type { PromotionRecord, RecordedMark } from '../sign/promote/record.ts';
export { PROMOTION_REFUSALS, type PromotionRefusal } from '../sign/promote/refusals.ts';
export { statementDigest } from '../sign/promote/statement-digest.ts';
