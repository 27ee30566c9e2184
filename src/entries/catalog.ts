/** `contentmark/catalog`: signs and verifies every record of a file. Re-exports only. */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export {
  MAX_BATCH,
  type SignCatalogOptions,
  type SignedPiece,
  signCatalog,
} from '../sign/catalog/sign-catalog.ts';
export {
  type CheckedRecord,
  type VerifyCatalogOptions,
  verifyCatalog,
} from '../verify/catalog/verify-catalog.ts';
