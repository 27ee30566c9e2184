/** `contentmark/receipt`: what a detection found, signed, for whoever asked to show to others. Re-exports only. */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export type { Submitted } from '../receipt/digest-submitted.ts';
export type { ReceiptKey } from '../receipt/receipt-keys.ts';
export {
  DETECTION_RESULTS,
  type DetectionReceipt,
  type DetectionResult,
  type ReceiptEvidence,
  type Software,
} from '../receipt/schema.ts';
export {
  type ReceiptInput,
  type SignReceiptOptions,
  signReceipt,
} from '../receipt/sign-receipt.ts';
export {
  RECEIPT_REASONS,
  type ReceiptReason,
  type ReceiptVerdict,
  type VerifyReceiptOptions,
  verifyReceipt,
} from '../receipt/verify-receipt.ts';
