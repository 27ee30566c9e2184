/** `contentmark/sign`: signs marks. Re-exports only. */

export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export type {
  ExtensionValue,
  Generator,
  Review,
  SoftBinding,
} from '../format/envelope/claims.ts';
export {
  KINDS,
  type Kind,
  PURPOSES,
  type Purpose,
  REVIEW_KINDS,
  type ReviewKind,
  SOURCE_TYPES,
  TOPICS,
  type Topic,
} from '../format/envelope/vocabulary.ts';
export type { BatchItem } from '../sign/chunk.ts';
export type { ClaimsInput } from '../sign/claims-input.ts';
export { type SignOptions, sign, signSync } from '../sign/sign.ts';
export {
  type SignBatchOptions,
  type SignedItem,
  signBatch,
} from '../sign/sign-batch.ts';
