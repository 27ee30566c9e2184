/** The checks that every kind of attestation goes through, in their order. */
import { systemClock } from '../../clock.ts';
import { requireSeconds } from '../../errors.ts';
import { type Backend, checkSoon } from '../../format/crypto/backend.ts';
import { type AttestationKey, readAttestationKeys } from './attestation-keys.ts';
import type { AttestationClaims, AttestationKind } from './kind.ts';
import { readAttestation, type Unchecked } from './read-attestation.ts';

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
  'input-mismatch',
] as const;

/** One of {@link ATTESTATION_REASONS}. */
export type AttestationReason = (typeof ATTESTATION_REASONS)[number];

/** What is said of an attestation that is refused. */
export interface RejectedAttestation {
  readonly status: 'rejected';
  readonly reason: AttestationReason;
  readonly detail: string;
}

/** Options of every check of an attestation: the accepted keys, and the current time. */
export interface CheckOptions {
  readonly keys: readonly AttestationKey[];
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
}

/** Seconds that the solution's clock and ours may differ, as for marks. */
const CLOCK_TOLERANCE = 60;

export function reject(reason: AttestationReason, detail: string): RejectedAttestation {
  return Object.freeze({ status: 'rejected', reason, detail });
}

/**
 * Reads an attestation and checks all but what it is about.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST` for mistakes in the arguments.
 */
export async function checkAttestation<T extends AttestationClaims>(
  given: Uint8Array | string,
  kind: AttestationKind<T>,
  { keys, now = systemClock() }: CheckOptions,
  backend: Backend,
): Promise<Unchecked<T> | RejectedAttestation> {
  const known = readAttestationKeys(keys);
  requireSeconds('options.now', now);
  const read = readAttestation(given, [kind]);
  if ('reason' in read) return reject(read.reason, read.detail);
  const { keyId, signature, message, attestation } = read;
  const key = known.get(keyId);
  if (key === undefined) return reject('unknown-key', `no key given has the id ${keyId}`);
  if (!(await checkSoon(key.check(backend), signature, message)))
    return reject('bad-signature', `the signature does not verify under ${keyId}`);
  const { solutions, revokedAt } = key;
  const { solution } = attestation;
  if (now >= revokedAt) return reject('key-revoked', `key ${keyId} was revoked at ${revokedAt}`);
  if (!solutions.has(solution))
    return reject('solution-not-allowed', `key ${keyId} may not speak for ${solution}`);
  // A number, as the header has it.
  const at = attestation[kind.time] as number;
  if (at > now + CLOCK_TOLERANCE) return reject('not-yet-valid', `dated ${at}, now ${now}`);
  return read;
}
