/**
 * Checks a detection attestation: that a key bound to the solution it names signed exactly these
 * findings, and, where the content is at hand, that it is the content they are about.
 */

import { readOptions, wrongArgument } from '../../errors.ts';
import { equalBytes } from '../../format/bytes/bytes.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import {
  type CheckOptions,
  checkAttestation,
  type RejectedAttestation,
  reject,
} from './check-attestation.ts';
import { DETECTION, type DetectionAttestation } from './detection.ts';
import { digestSubject, digestSubmitted, type Submitted } from './digest-submitted.ts';
import type { Unchecked } from './read-attestation.ts';

/** What {@link verifyAttestation} finds. The attestation exists on the verified branch only. */
export type AttestationVerdict =
  | {
      readonly status: 'verified';
      readonly attestation: DetectionAttestation;
      /** 16 hexadecimal digits. */
      readonly keyId: string;
      /** Whether content was given and is what the attestation is about. */
      readonly content: 'matches' | 'not-given';
      /** Whether a record was given and is the one that marks were compared with. */
      readonly subject: 'matches' | 'not-given';
      /** The solution's own clock; nobody else witnessed the time. */
      readonly time: 'self-asserted';
    }
  | RejectedAttestation;

/**
 * Options of {@link verifyAttestation}: the accepted keys, and what the attestation should be
 * about.
 */
export interface VerifyAttestationOptions extends CheckOptions {
  /** What was submitted, in its order. Default: not compared, and the verdict says so. */
  readonly content?: readonly Submitted[];
  /** Name of the record it should be about. Default: not compared, and the verdict says so. */
  readonly subject?: string;
}

const OPTIONS = [
  'keys',
  'content',
  'subject',
  'now',
] as const satisfies readonly (keyof VerifyAttestationOptions)[];

/**
 * Checks an attestation of a detection, as bytes or as unpadded base64url.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST` for mistakes in the arguments; whatever
 * the attestation holds, the answer is a verdict.
 * @example
 * ```ts
 * import { generateKey } from 'contentmark';
 * import { verifyAttestation } from 'contentmark/attestation';
 *
 * const keys = [{ publicKey: generateKey().publicKey, solutions: ['https://shop.example/provenance'] }];
 * const verdict = await verifyAttestation('not an attestation', { keys });
 * if (verdict.status === 'rejected') console.log(verdict.reason); // malformed
 * ```
 */
export async function verifyAttestation(
  attestation: Uint8Array | string,
  options: VerifyAttestationOptions,
): Promise<AttestationVerdict> {
  if (typeof attestation !== 'string' && !(attestation instanceof Uint8Array))
    throw wrongArgument('attestation', 'Uint8Array or its base64url', attestation);
  const { content, subject, ...whom } = readOptions('options', options, OPTIONS);
  const backend = getNativeBackend() ?? (await loadBackend());
  const shown: Shown = {
    content:
      content === undefined ? undefined : digestSubmitted('options.content', content, backend),
    subject: subject === undefined ? undefined : digestSubject('options.subject', subject, backend),
  };
  const checked = await checkAttestation(attestation, DETECTION, whom, backend);
  return 'reason' in checked ? checked : compare(checked, shown);
}

/** Digests of the content and record that the caller gave, if any. */
interface Shown {
  readonly content: readonly Uint8Array[] | undefined;
  readonly subject: Uint8Array | undefined;
}

function compare(
  { attestation, keyId }: Unchecked<DetectionAttestation>,
  { content, subject }: Shown,
): AttestationVerdict {
  if (content !== undefined && !areEqual(attestation.content, content))
    return reject('content-mismatch', 'the content given is not what the attestation is about');
  if (subject !== undefined && attestation.subject === undefined)
    return reject(
      'subject-mismatch',
      'the attestation compared no record, so its mark may be moved',
    );
  if (subject !== undefined && !areEqual([attestation.subject as Uint8Array], [subject]))
    return reject('subject-mismatch', 'the record given is not the one that was compared');
  return Object.freeze({
    status: 'verified',
    attestation,
    keyId,
    content: content === undefined ? 'not-given' : 'matches',
    subject: subject === undefined ? 'not-given' : 'matches',
    time: 'self-asserted',
  });
}

function areEqual(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((one, index) => equalBytes(one, b[index] as Uint8Array));
}
