/** Reads what stands around an attestation's payload. */
import {
  readStatementHeader,
  type StatementHeader,
} from '../../format/envelope/statement-header.ts';
import { ATTESTATION_CLAIMS, type AttestationClaims } from './kind.ts';

/** What the protected header says. Nothing is believed before the signature holds. */
export interface AttestationHeader extends StatementHeader {
  /** With the time, in Unix seconds. */
  readonly claims: AttestationClaims & { readonly at: number } & StatementHeader['claims'];
}

/** Reads the protected header, or gives its problem. */
export function readAttestationHeader(bytes: Uint8Array): AttestationHeader | string {
  const header = readStatementHeader(bytes, ATTESTATION_CLAIMS);
  // Every claim is required, or there would be a problem.
  return header as AttestationHeader | string;
}
