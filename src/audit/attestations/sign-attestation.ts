/** Makes detection attestations. Signing code: this file loads cbor-x. */

import { systemClock } from '../../clock.ts';
import { ContentmarkError, readOptions, wrongArgument } from '../../errors.ts';
import { concatBytes, decodeHex } from '../../format/bytes/bytes.ts';
import { type CborValue, encodeCbor } from '../../format/bytes/cbor-write.ts';
import {
  ALG_ED25519,
  COSE_SIGN1_TAG,
  encodeSigStructure,
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_TYP,
} from '../../format/bytes/cose.ts';
import { formatUuid } from '../../format/bytes/uuid.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { keyIdOf } from '../../format/crypto/public-key.ts';
import { requireOwnSignature, requireSigner, type Signer } from '../../format/crypto/signer.ts';
import { encodeRecord } from '../../format/envelope/encode-claims.ts';
import { MANIFEST_CONTENT_FORMAT } from '../../format/envelope/limits.ts';
import { isUri } from '../../format/envelope/vocabulary.ts';
import { randomUuids } from '../../sign/claims-input.ts';
import { digestSubject, digestSubmitted, type Submitted } from './digest-submitted.ts';
import {
  ATTESTATION_CLAIMS,
  ATTESTATION_FIELDS,
  ATTESTATION_TYPE,
  type DetectionAttestation,
  findProblem,
} from './schema.ts';

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

/** Who says so. */
export interface SignAttestationOptions
  extends Pick<DetectionAttestation, 'solution' | 'software'> {
  /** With a key of its own: a key that signs content must not be on a server that answers strangers. */
  readonly signer: Signer;
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

const OPTIONS = [
  'signer',
  'solution',
  'software',
] as const satisfies readonly (keyof SignAttestationOptions)[];

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
  const { signer, solution, software } = readOptions('options', options, OPTIONS);
  requireSigner('options.signer', signer);
  if (typeof solution !== 'string' || !isUri(solution))
    throw wrongArgument('options.solution', 'a URI of whoever looked', solution);
  const backend = getNativeBackend() ?? (await loadBackend());
  const { findings } = found;
  if (!Array.isArray(findings))
    throw wrongArgument('input.findings', 'an array of findings', findings);
  const claims = {
    solution,
    // Not ??: a null from somewhere else is a mistake, and no wish for a default.
    detectedAt: found.detectedAt === undefined ? systemClock() : found.detectedAt,
    id: found.id === undefined ? formatUuid(randomUuids(1)) : found.id,
  };
  const { subject } = found;
  const payload = encodeRecord('input.', FOUND_FIELDS, {
    ...found,
    content: digestSubmitted('input.content', found.content, backend),
    subject: subject === undefined ? undefined : digestSubject('input.subject', subject, backend),
    // An empty list would be a second spelling of none.
    findings: findings.length === 0 ? undefined : findings,
  });
  for (const [key, value] of encodeRecord('options.', SOFTWARE_FIELDS, { software })) {
    payload.set(key, value);
  }
  // encodeRecord has seen that result and findings are what they are declared to be.
  const problem = findProblem(found.result, findings, found.search);
  if (problem !== undefined) {
    throw new ContentmarkError('ERR_CLAIMS', `contradicts itself: ${problem}`, 'input.findings');
  }
  return seal(claims, encodeCbor(payload), signer);
}

/** What was found is the caller's `input`; with what, an option. */
const FOUND_FIELDS = ATTESTATION_FIELDS.filter(([, name]) => name !== 'software');
const SOFTWARE_FIELDS = ATTESTATION_FIELDS.filter(([, name]) => name === 'software');

async function seal(claims: object, payload: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const publicKey = new Uint8Array(signer.publicKey);
  const protectedHeader = encodeCbor(
    new Map<number, CborValue>([
      [LABEL_ALG, ALG_ED25519],
      [LABEL_CONTENT_TYPE, MANIFEST_CONTENT_FORMAT],
      // keyIdOf prints hexadecimal.
      [LABEL_KID, decodeHex(keyIdOf(publicKey)) as Uint8Array],
      [LABEL_CWT_CLAIMS, encodeRecord('input.', ATTESTATION_CLAIMS, claims)],
      [LABEL_TYP, ATTESTATION_TYPE],
    ]),
  );
  const message = encodeSigStructure(protectedHeader, payload);
  // A copy: the signer may wipe what it was given.
  const signature: unknown = await signer.sign(concatBytes(message));
  requireOwnSignature(signer, publicKey, signature, message);
  return encodeCbor({
    tag: COSE_SIGN1_TAG,
    value: [protectedHeader, new Map<number, CborValue>(), payload, signature],
  });
}
