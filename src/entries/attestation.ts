/**
 * `contentmark/attestation`: signs and verifies statements of what a detection found. Re-exports
 * only.
 */

export type { AttestationKey } from '../audit/attestations/attestation-keys.ts';
export type { Submitted } from '../audit/attestations/digest-submitted.ts';
export {
  type AttestedFinding,
  DETECTION_RESULTS,
  type DetectionAttestation,
  type DetectionResult,
  type Software,
} from '../audit/attestations/schema.ts';
export {
  type AttestationInput,
  type SignAttestationOptions,
  signAttestation,
} from '../audit/attestations/sign-attestation.ts';
export {
  ATTESTATION_REASONS,
  type AttestationReason,
  type AttestationVerdict,
  type VerifyAttestationOptions,
  verifyAttestation,
} from '../audit/attestations/verify-attestation.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
