/** What an attestation says, without believing any of it. */

import { DETECTION, type DetectionAttestation } from './detection.ts';
import type { AttestationClaims, AttestationKind } from './kind.ts';
import { readAttestation, type Unreadable } from './read-attestation.ts';
import { SCAN, type ScanAttestation } from './scan.ts';

/** An attestation of either kind as it was read. No signature was checked. */
export type InspectedAttestation = {
  /** 16 hexadecimal digits: the key that it says signed it. */
  readonly keyId: string;
  readonly reason?: undefined;
} & (
  | { readonly kind: 'detection'; readonly attestation: DetectionAttestation }
  | { readonly kind: 'scan'; readonly attestation: ScanAttestation }
);

/**
 * Reads an attestation of either kind, as bytes or as unpadded base64url, and checks no signature:
 * anyone can write one that says anything.
 * @returns its kind and what it says, or the `reason` and `detail` of what is none.
 * @throws ContentmarkError `ERR_ARGUMENT` for what is neither bytes nor text.
 * @example
 * ```ts
 * import { inspectAttestation } from 'contentmark/attestation';
 *
 * const found = inspectAttestation('0oRY');
 * console.log(found.reason); // malformed
 * ```
 */
export function inspectAttestation(
  attestation: Uint8Array | string,
): InspectedAttestation | Unreadable {
  const read = readAttestation<AttestationClaims>(attestation, KINDS);
  if ('reason' in read) return read;
  const { keyId, type } = read;
  // Read by the kind of its type.
  return type === SCAN.type
    ? { kind: 'scan', keyId, attestation: read.attestation as ScanAttestation }
    : { kind: 'detection', keyId, attestation: read.attestation as DetectionAttestation };
}

// Each reads into its own members, and the caller is told which.
const KINDS = [DETECTION, SCAN] as unknown as readonly AttestationKind<AttestationClaims>[];
