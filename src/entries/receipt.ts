/** `contentmark/receipt`: what a detection found, signed, for whoever asked to show to others. Re-exports only. */

export type { Submitted } from '../audit/attestations/digest-submitted.ts';
export type { ReceiptKey } from '../audit/attestations/receipt-keys.ts';
export {
  DETECTION_RESULTS,
  type DetectionReceipt,
  type DetectionResult,
  type ReceiptEvidence,
  type Software,
} from '../audit/attestations/schema.ts';
export {
  type ReceiptInput,
  type SignReceiptOptions,
  signReceipt,
} from '../audit/attestations/sign-receipt.ts';
export {
  RECEIPT_REASONS,
  type ReceiptReason,
  type ReceiptVerdict,
  type VerifyReceiptOptions,
  verifyReceipt,
} from '../audit/attestations/verify-receipt.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
