/** `contentmark/attestation`: what a detection found, signed, for whoever asked to show to others. Re-exports only. */

export type { AttestationKey } from '../audit/attestations/attestation-keys.ts';
export type { Submitted } from '../audit/attestations/digest-submitted.ts';
export {
  type AttestedFinding,
  type AttestedSearch,
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
