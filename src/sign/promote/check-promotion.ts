/** Checks whether a verified mark may be promoted, and whether these people may promote it. */
import { equalBytes } from '../../format/bytes/bytes.ts';
import { type Content, isParts } from '../../format/content/content.ts';
import { keyIdOf } from '../../format/crypto/public-key.ts';
import { getSigningBackend } from '../../format/crypto/signing.ts';
import type { Review } from '../../format/envelope/claims.ts';
import type { Verified } from '../../verify/verdict.ts';
import { isSameName } from './approval.ts';
import type { OpenedMark } from './open-mark.ts';
import type { Asked, PromotionReview } from './promote-options.ts';
import type { Refusal } from './refusals.ts';

/** Why the original mark does not allow the promotion, if so. */
export function checkOriginal(
  content: Content,
  { payload }: OpenedMark,
  { claims, keyId }: Verified,
  { claims: asked, signer, now }: Asked,
): Refusal | undefined {
  if (claims.purpose !== 'content') {
    return { reason: 'not-content', detail: `a ${claims.purpose} is never promoted` };
  }
  const mediaType = isParts(content) ? undefined : content.mediaType;
  if (payload.type === 'hash' && payload.mediaType !== mediaType) {
    return {
      reason: 'not-verified',
      detail: `signed as ${payload.mediaType ?? 'no media type'}, given as ${mediaType ?? 'no media type'}`,
    };
  }
  if (asked.expiresAt === undefined && claims.expiresAt !== undefined && claims.expiresAt <= now) {
    return { reason: 'not-verified', detail: `the original mark held until ${claims.expiresAt}` };
  }
  if (claims.environment === asked.environment) {
    return {
      reason: 'same-environment',
      detail: `the original is of ${claims.environment} itself`,
    };
  }
  if (keyIdOf(signer.publicKey) === keyId) {
    return {
      reason: 'same-key',
      detail: `key ${keyId} signed the original; sign for ${asked.environment} with a key of its own`,
    };
  }
  return undefined;
}

/** Refuses an approver who is the author, the issuer or the generator. */
export function checkPeople({ claims }: Verified, asked: Asked): Refusal | undefined {
  const { approver } = asked;
  const { generator } = claims;
  const own: readonly (readonly [string, string | undefined])[] = [
    ['author', asked.author],
    ['issuer of the original', claims.issuer],
    ['issuer of the new mark', asked.claims.issuer],
    ['generator', generator?.name],
    ["generator's model", generator?.model],
  ];
  const [role] = own.find(([, name]) => isSameName(approver, name)) ?? [];
  if (role === undefined) return undefined;
  return { reason: 'self-approval', detail: `the approver is the ${role}; ask somebody else` };
}

/**
 * The review that the new mark carries: the one that was given, else the original's, each
 * only where it is of this content.
 */
export function reviewFor(
  original: OpenedMark,
  given: PromotionReview | undefined,
  kept: Review | undefined,
): Review | 'mismatch' | undefined {
  const digest = reviewedDigest(original);
  if (given === undefined) {
    return kept !== undefined && equalBytes(kept.digest, digest) ? kept : undefined;
  }
  if (given.digest !== undefined && !equalBytes(given.digest, digest)) return 'mismatch';
  return { ...given, digest };
}

/** What a reviewer of this content signs off: its digest, or that of the manifest of a record. */
function reviewedDigest({ payload, sign1 }: OpenedMark): Uint8Array {
  return payload.type === 'hash' ? payload.digest : getSigningBackend().sha256(sign1.payload);
}
