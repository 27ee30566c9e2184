/**
 * `contentmark/attestation`: signs and verifies statements of what a detection or a scan found.
 * Re-exports only.
 */

export type { AttestationKey } from '../audit/attestations/attestation-keys.ts';
export {
  ATTESTATION_REASONS,
  type AttestationReason,
  type RejectedAttestation,
} from '../audit/attestations/check-attestation.ts';
export {
  type AttestedFinding,
  type AttestedSearch,
  DETECTION_RESULTS,
  type DetectionAttestation,
  type DetectionResult,
} from '../audit/attestations/detection.ts';
export type { Submitted } from '../audit/attestations/digest-submitted.ts';
export {
  type InspectedAttestation,
  inspectAttestation,
} from '../audit/attestations/inspect-attestation.ts';
export type { Software } from '../audit/attestations/kind.ts';
export {
  type AttestedConfiguration,
  type AttestedGap,
  type AttestedInput,
  type AttestedTechnique,
  CONFIGURATION_ROLES,
  type ConfigurationRole,
  SCAN_RESULTS,
  type ScanAttestation,
} from '../audit/attestations/scan.ts';
export type { SignAttestationOptions } from '../audit/attestations/seal.ts';
export { type AttestationInput, signAttestation } from '../audit/attestations/sign-attestation.ts';
export {
  type ScanAttestationInput,
  type ScanSummary,
  signScanAttestation,
} from '../audit/attestations/sign-scan-attestation.ts';
export {
  type AttestationVerdict,
  type VerifyAttestationOptions,
  verifyAttestation,
} from '../audit/attestations/verify-attestation.ts';
export {
  type ComparedInput,
  type ScanAttestationVerdict,
  type VerifyScanAttestationOptions,
  verifyScanAttestation,
} from '../audit/attestations/verify-scan-attestation.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
