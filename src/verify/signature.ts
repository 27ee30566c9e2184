/**
 * Step 3 of a check: checks the signature, synchronously or as a promise. A page checks many beside
 * one another (page.ts).
 */

import { ContentmarkError } from '../errors.ts';
import { type Backend, checkSoon } from '../format/crypto/backend.ts';
import type { Claims } from '../format/envelope/claims.ts';
import type { TrustedKey } from '../trust/trust.ts';
import { ownWordOf } from './own-word.ts';
import { type Rejected, reject } from './verdict.ts';

/** A signature that is still to be checked. */
export interface Unchecked {
  readonly key: TrustedKey;
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
  /** Whether it is a root's, so that it speaks for the other items of the batch too. */
  readonly isOfRoot: boolean;
}

/**
 * Tries a signature and goes on with the rest of a check; where none is left to try, it holds.
 * @param then the rest of the check, told whether the signature is good.
 * @returns what `then` returns, or `T` where that takes its time.
 */
export type TrySignature<R, T> = (
  unchecked: Unchecked | undefined,
  backend: Backend,
  then: (isSigned: boolean) => R,
) => R | T;

/** Tries it at once. The backend must have been through {@link requireSynchronous}. */
export function signedNow<R>(
  unchecked: Unchecked | undefined,
  backend: Backend,
  then: (isSigned: boolean) => R,
): R {
  if (unchecked === undefined) return then(true);
  const { key, signature, message } = unchecked;
  return then(key.check(backend).now?.(signature, message) === true);
}

/**
 * Awaits it, also where the backend can try it at once: what is revoked or recalled while the caller
 * waits is then refused.
 */
export function signedSoon<R>(
  unchecked: Unchecked | undefined,
  backend: Backend,
  then: (isSigned: boolean) => R,
): R | Promise<R> {
  if (unchecked === undefined) return then(true);
  const { key, signature, message } = unchecked;
  return Promise.resolve(checkSoon(key.check(backend), signature, message)).then(then);
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
