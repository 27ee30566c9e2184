/**
 * The keys whose attestations are accepted, each bound to the detection solutions that it may sign
 * for.
 */

import {
  ContentmarkError,
  isContentmarkError,
  readOptions,
  requireSeconds,
  requireText,
  wrongArgument,
} from '../../errors.ts';
import {
  type Backend,
  createVettedCheck,
  type SignatureCheck,
} from '../../format/crypto/backend.ts';
import { importPublicKey, keyIdOf, type PublicJwk } from '../../format/crypto/public-key.ts';

/** One key of attestations. A key of content marks is not trusted with attestations, nor the reverse. */
export interface AttestationKey {
  /** 32 bytes or a JWK. */
  readonly publicKey: Uint8Array | PublicJwk;
  /** URIs of detection solutions, compared whole. At least one. */
  readonly solutions: readonly string[];
  /**
   * From this time (Unix seconds) every attestation of the key is refused, also older ones: its
   * date is the solution's own word. Default: not revoked.
   */
  readonly revokedAt?: number;
}

/** A key as the check uses it. */
export interface KnownAttestationKey {
  readonly keyId: string;
  readonly solutions: ReadonlySet<string>;
  readonly revokedAt: number;
  check(backend: Backend): SignatureCheck;
}

const KEY = [
  'publicKey',
  'solutions',
  'revokedAt',
] as const satisfies readonly (keyof AttestationKey)[];

/**
 * Reads the keys.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST`
 */
export function readAttestationKeys(keys: unknown): ReadonlyMap<string, KnownAttestationKey> {
  if (!Array.isArray(keys))
    throw wrongArgument('options.keys', 'an array of attestation keys', keys);
  const known = new Map<string, KnownAttestationKey>();
  for (const [index, given] of keys.entries()) {
    const key = readKey(given as AttestationKey, `options.keys[${index}]`);
    if (known.has(key.keyId)) throw wrongKey(`options.keys[${index}]`, 'is listed twice');
    known.set(key.keyId, key);
  }
  if (known.size === 0)
    throw wrongKey('options.keys', 'is empty: every attestation would be refused');
  return known;
}

function readKey(given: AttestationKey, name: string): KnownAttestationKey {
  const { publicKey, solutions, revokedAt } = readOptions(name, given, KEY);
  const bytes = importKey(publicKey, `${name}.publicKey`);
  if (!Array.isArray(solutions) || solutions.length === 0)
    throw wrongArgument(`${name}.solutions`, 'an array of at least one URI', solutions);
  for (const [index, one] of solutions.entries()) requireText(`${name}.solutions[${index}]`, one);
  if (revokedAt !== undefined) requireSeconds(`${name}.revokedAt`, revokedAt);
  return {
    keyId: keyIdOf(bytes),
    solutions: new Set(solutions as readonly string[]),
    revokedAt: revokedAt ?? Number.POSITIVE_INFINITY,
    check: (backend) => createVettedCheck(backend, bytes),
  };
}

function importKey(key: Uint8Array | PublicJwk, name: string): Uint8Array {
  try {
    return importPublicKey(key);
  } catch (error) {
    const why = isContentmarkError(error) ? error.problem : `cannot be read: ${String(error)}`;
    throw wrongKey(name, why);
  }
}

function wrongKey(argument: string, why: string): ContentmarkError {
  return new ContentmarkError('ERR_TRUST', why, argument);
}
