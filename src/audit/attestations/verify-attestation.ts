/**
 * Checks a detection attestation: that a key bound to the solution it names signed exactly these
 * findings, and, where the content is at hand, that it is the content they are about.
 */

import { systemClock } from '../../clock.ts';
import { readOptions, requireSeconds, wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { encodeHex, equalBytes } from '../../format/bytes/bytes.ts';
import { createCborReader, fail, readEnd, readIntMap } from '../../format/bytes/cbor-read.ts';
import { encodeSigStructure, readCoseSign1 } from '../../format/bytes/cose.ts';
import { type Backend, checkSoon } from '../../format/crypto/backend.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { readRecord } from '../../format/envelope/decode-claims.ts';
import {
  type AttestationKey,
  type KnownAttestationKey,
  readAttestationKeys,
} from './attestation-keys.ts';
import { digestSubject, digestSubmitted, type Submitted } from './digest-submitted.ts';
import { readAttestationHeader } from './header.ts';
import {
  ATTESTATION_FIELDS,
  type DetectionAttestation,
  findProblem,
  MAX_ATTESTATION_BYTES,
} from './schema.ts';

/** Why an attestation is refused, in the order the checks run. */
export const ATTESTATION_REASONS = [
  'too-large',
  'malformed',
  'wrong-type',
  'unknown-key',
  'bad-signature',
  'key-revoked',
  'solution-not-allowed',
  'not-yet-valid',
  'content-mismatch',
  'subject-mismatch',
] as const;

/** One of {@link ATTESTATION_REASONS}. */
export type AttestationReason = (typeof ATTESTATION_REASONS)[number];

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
  | { readonly status: 'rejected'; readonly reason: AttestationReason; readonly detail: string };

/** Whom to believe, and what the attestation should be about. */
export interface VerifyAttestationOptions {
  readonly keys: readonly AttestationKey[];
  /** What was submitted, in its order. Default: not compared, and the verdict says so. */
  readonly content?: readonly Submitted[];
  /** Name of the record it should be about. Default: not compared, and the verdict says so. */
  readonly subject?: string;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
}

const OPTIONS = [
  'keys',
  'content',
  'subject',
  'now',
] as const satisfies readonly (keyof VerifyAttestationOptions)[];

/** Seconds that the solution's clock and ours may differ, as for marks. */
const CLOCK_TOLERANCE = 60;

/**
 * Checks an attestation, as bytes or as unpadded base64url.
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
  const { keys, content, subject, now = systemClock() } = readOptions('options', options, OPTIONS);
  const known = readAttestationKeys(keys);
  requireSeconds('options.now', now);
  const backend = getNativeBackend() ?? (await loadBackend());
  const shown: Shown = {
    content:
      content === undefined ? undefined : digestSubmitted('options.content', content, backend),
    subject: subject === undefined ? undefined : digestSubject('options.subject', subject, backend),
  };
  const opened = open(attestation, known);
  if ('reason' in opened) return opened;
  if (!(await isSigned(opened, backend)))
    return reject('bad-signature', `the signature does not verify under ${opened.key.keyId}`);
  return conclude(opened, shown, now);
}

/** Digests of what the caller has, where it was given. */
interface Shown {
  readonly content: readonly Uint8Array[] | undefined;
  readonly subject: Uint8Array | undefined;
}

/** An attestation whose signature is to be tried. */
interface Opened {
  readonly key: KnownAttestationKey;
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
  readonly attestation: DetectionAttestation;
}

type Rejected = Extract<AttestationVerdict, { readonly status: 'rejected' }>;

function reject(reason: AttestationReason, detail: string): Rejected {
  return Object.freeze({ status: 'rejected', reason, detail });
}

function open(
  given: Uint8Array | string,
  keys: ReadonlyMap<string, KnownAttestationKey>,
): Opened | Rejected {
  // Four characters stand for three bytes: a text beyond that is not decoded to find out.
  if (given.length > MAX_ATTESTATION_BYTES * (typeof given === 'string' ? 4 / 3 : 1))
    return reject('too-large', `more than ${MAX_ATTESTATION_BYTES} bytes`);
  // A copy: what is decoded keeps views of its bytes.
  const bytes = typeof given === 'string' ? decodeBase64url(given) : new Uint8Array(given);
  if (bytes === undefined) return reject('malformed', 'not unpadded base64url');
  const { reader, sign1 } = readCoseSign1(bytes, (at) => readIntMap(at, 0, () => undefined));
  readEnd(reader);
  if (reader.problem !== undefined) return reject('malformed', reader.problem);
  const header = readAttestationHeader(sign1.protectedHeader);
  if ('reason' in header) return reject(header.reason, header.detail);
  const found = readPayload(sign1.payload);
  if (typeof found === 'string') return reject('malformed', found);
  const keyId = encodeHex(header.keyId);
  const key = keys.get(keyId);
  if (key === undefined) return reject('unknown-key', `no key given has the id ${keyId}`);
  // Every required member was read, or there would be a problem.
  const attestation = Object.freeze({
    ...header.claims,
    ...found,
  }) as unknown as DetectionAttestation;
  const message = encodeSigStructure(sign1.protectedHeader, sign1.payload);
  return { key, signature: sign1.signature, message, attestation };
}

/** Reads the findings, or gives their problem. */
function readPayload(bytes: Uint8Array): Partial<DetectionAttestation> | string {
  const reader = createCborReader(bytes);
  const draft: Record<string, unknown> = {};
  readRecord(reader, ATTESTATION_FIELDS, draft);
  readEnd(reader);
  if (reader.problem !== undefined) return reader.problem;
  const found = { ...draft, findings: draft['findings'] ?? NO_FINDINGS };
  // Read by the fields of an attestation, so these are their types.
  const { result, findings, search } = found as unknown as DetectionAttestation;
  const problem = findProblem(result, findings, search);
  if (problem !== undefined) fail(reader, problem);
  return reader.problem ?? (found as Partial<DetectionAttestation>);
}

const NO_FINDINGS: readonly never[] = /* @__PURE__ */ Object.freeze([]);

function isSigned({ key, signature, message }: Opened, backend: Backend) {
  return checkSoon(key.check(backend), signature, message);
}

function conclude(
  { key, attestation }: Opened,
  { content, subject }: Shown,
  now: number,
): AttestationVerdict {
  const { keyId, solutions, revokedAt } = key;
  if (now >= revokedAt) return reject('key-revoked', `key ${keyId} was revoked at ${revokedAt}`);
  if (!solutions.has(attestation.solution))
    return reject('solution-not-allowed', `key ${keyId} may not speak for ${attestation.solution}`);
  if (attestation.detectedAt > now + CLOCK_TOLERANCE)
    return reject('not-yet-valid', `dated ${attestation.detectedAt}, now ${now}`);
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
