/** Between the two halves of a check: the signature, tried at once or awaited. */

import { ContentmarkError } from '../errors.ts';
import { type Backend, checkSoon } from '../format/crypto/backend.ts';
import type { Claims } from '../format/envelope/claims.ts';
import type { TrustedKey } from '../trust/trust.ts';
import { ownWordOf } from './own-word.ts';
import { type Rejected, reject } from './verdict.ts';

/** A signature that somebody has to try. */
export interface Unchecked {
  readonly key: TrustedKey;
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
}

/** Tries a signature at once; where none is left to try, it holds. */
export function isSigned(unchecked: Unchecked | undefined, backend: Backend): boolean {
  if (unchecked === undefined) return true;
  const { key, signature, message } = unchecked;
  return key.check(backend).now?.(signature, message) === true;
}

/** The same, awaited where the backend must be. */
export function isSignedSoon(
  unchecked: Unchecked | undefined,
  backend: Backend,
): boolean | Promise<boolean> {
  if (unchecked === undefined) return true;
  const { key, signature, message } = unchecked;
  return checkSoon(key.check(backend), signature, message);
}

/**
 * Refuses a backend that can only be awaited.
 * @throws ContentmarkError `ERR_RUNTIME`
 */
export function requireSynchronous(backend: Backend | undefined): Backend {
  if (backend?.isSynchronous) return backend;
  throw new ContentmarkError(
    'ERR_RUNTIME',
    'can only be awaited in this runtime: use verify, verifyAll and addRoot, or give createNobleBackend() of contentmark/noble',
    'options.backend',
  );
}

/** The verdict where the signature did not hold, on a mark or on a signed root, which makes no claims. */
export function badSignature({ keyId }: TrustedKey, claims?: Claims): Rejected {
  const word = claims === undefined ? '' : `; ${ownWordOf(claims)}`;
  return reject('bad-signature', `the signature does not verify under ${keyId}${word}`);
}
