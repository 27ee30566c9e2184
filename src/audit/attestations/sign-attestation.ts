/** Makes detection attestations. Signing code: this file loads cbor-x. */

import { readOptions } from '../../errors.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { DETECTION, type DetectionAttestation } from './detection.ts';
import { digestSubject, digestSubmitted, type Submitted } from './digest-submitted.ts';
import { SIGN_OPTIONS, type SignAttestationOptions, sealAttestation } from './seal.ts';

/** What was found, and in what. */
export interface AttestationInput
  extends Omit<
    DetectionAttestation,
    'solution' | 'software' | 'id' | 'detectedAt' | 'content' | 'subject'
  > {
  /** What was submitted, in its order, 1 to 64. Only digests of it are signed. */
  readonly content: readonly Submitted[];
  /** Name of the record that marks were compared with; a digest of it is signed. Default: none was. */
  readonly subject?: string;
  /** Unix seconds. Default the machine's clock. */
  readonly detectedAt?: number;
  /** A UUID. Default a random one. */
  readonly id?: string;
}

const INPUT = [
  'content',
  'result',
  'findings',
  'search',
  'subject',
  'environment',
  'detectedAt',
  'id',
] as const satisfies readonly (keyof AttestationInput)[];

/**
 * Signs what a detection found.
 * @returns a COSE_Sign1 with a `typ` of its own, so that it passes as no mark.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS` for what an attestation cannot hold, `ERR_SIGNER`
 * @example
 * ```ts
 * import { generateKey, localSigner } from 'contentmark';
 * import { signAttestation, verifyAttestation } from 'contentmark/attestation';
 *
 * const key = generateKey();
 * const solution = 'https://shop.example/provenance';
 * const input = { content: ['Light.'], result: 'no-mark-found', findings: [], detectedAt: 1_760_000_000 } as const;
 * const attestation = await signAttestation(input, { signer: localSigner(key), solution });
 * const keys = [{ publicKey: key.publicKey, solutions: [solution] }];
 * const verdict = await verifyAttestation(attestation, { keys, content: ['Light.'] });
 * if (verdict.status === 'verified') console.log(verdict.attestation.result); // no-mark-found
 * ```
 */
export async function signAttestation(
  input: AttestationInput,
  options: SignAttestationOptions,
): Promise<Uint8Array> {
  const found = readOptions('input', input, INPUT);
  const signing = readOptions('options', options, SIGN_OPTIONS);
  const backend = getNativeBackend() ?? (await loadBackend());
  const { subject } = found;
  const statement = {
    ...found,
    content: digestSubmitted('input.content', found.content, backend),
    subject: subject === undefined ? undefined : digestSubject('input.subject', subject, backend),
  };
  return sealAttestation(DETECTION, statement, signing);
}
