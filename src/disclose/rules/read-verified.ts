/**
 * Reads a verified verdict and refuses every other value, also from JavaScript without types, after
 * a way through JSON, or with a polluted prototype.
 */

import { wrongArgument } from '../../errors.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import { KINDS, PURPOSES, REVIEW_KINDS } from '../../format/envelope/vocabulary.ts';
import type { Verified } from '../../verify/verdict.ts';

/** What a disclosure takes from a verdict. */
export interface VerifiedMark {
  /** Own members only, and frozen. */
  readonly claims: Claims;
  readonly keyId: string;
}

const EXPECTED = 'a verified verdict; a rejected or absent one states nothing to disclose';

/**
 * Reads the verdict.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readVerified(verdict: Verified): VerifiedMark {
  const own = ownMembers(verdict);
  const claims = ownMembers(own?.['claims']);
  if (own?.['status'] !== 'verified' || typeof own['keyId'] !== 'string' || !areClaims(claims)) {
    throw wrongArgument('verdict', EXPECTED, verdict);
  }
  return { claims: Object.freeze(claims), keyId: own['keyId'] };
}

/** A copy without a prototype, so that only what stands there counts. */
function ownMembers(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.assign(Object.create(null), value);
}

/** Whether the claims that are read here are of the types that the decoder gives. */
function areClaims(claims: unknown): claims is Claims {
  if (claims === undefined) return false;
  const { topics, kind, generator, review, purpose, issuedAt, ...rest } = claims as Partial<Claims>;
  const texts: unknown[] = [rest.issuer, rest.subject, rest.id, rest.sourceType, rest.environment];
  return (
    texts.every((text) => typeof text === 'string') &&
    PURPOSES.includes(purpose as never) &&
    Number.isInteger(issuedAt) &&
    (kind === undefined || typeof kind === 'number' || KINDS.includes(kind)) &&
    (topics === undefined || Array.isArray(topics)) &&
    (generator === undefined || typeof Object(generator).name === 'string') &&
    (review === undefined ||
      (REVIEW_KINDS.includes(Object(review).kind) && review.digest instanceof Uint8Array))
  );
}
