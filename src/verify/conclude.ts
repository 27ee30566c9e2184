/**
 * The second half of a check: the signature has been tried, now the claims count.
 * Key, environment, time, subject and content, in the order of reasons.ts.
 */
import type { Content } from '../content/content.ts';
import type { Sha256 } from '../crypto/sha256.ts';
import type { Claims } from '../envelope/claims.ts';
import { checkContent, type SeenTexts } from './check-content.ts';
import type { Batch, Pending } from './prepare.ts';
import type { TrustedKey } from './trust.ts';
import { ALL_PASSED, type Rejected, reject, type Verdict } from './verdict.ts';

/**
 * The opt-out from comparing the subject. A mark then passes on any product: only for
 * tools that list marks, never for what is shown to a shopper.
 */
export const ANY_SUBJECT_DANGEROUS: unique symbol = Symbol.for('contentmark.any-subject') as never;

/** What the claims are held against. */
export interface Expectations {
  readonly environment: string;
  readonly audience: string | undefined;
  readonly subject: string | typeof ANY_SUBJECT_DANGEROUS;
  /** Unix seconds. */
  readonly now: number;
  /** Seconds that clocks may differ. */
  readonly clockTolerance: number;
  readonly requiredParts: readonly string[] | 'all';
}

/**
 * Gives the verdict. Never throws.
 * @param seen texts that have matched this very envelope before.
 */
export function conclude(
  { envelope, key, batch }: Pending,
  isSigned: boolean,
  content: Content,
  expected: Expectations,
  sha256: Sha256,
  seen?: SeenTexts,
): Verdict {
  if (!isSigned) return reject('bad-signature', `the signature does not verify under ${key.keyId}`);
  const { claims, payload } = envelope;
  const refused =
    (batch && checkReceipt(claims, batch, expected)) ??
    checkKey(claims, key, expected.now) ??
    checkPlace(claims, expected) ??
    checkTime(claims, expected) ??
    checkSubject(claims, expected);
  if (refused !== undefined) return refused;
  const found = checkContent(payload, content, expected.requiredParts, sha256, seen);
  if (found.reason !== undefined) return reject(found.reason, found.detail, found.parts);
  return Object.freeze({
    status: 'verified',
    claims: copyClaims(claims),
    keyId: key.keyId,
    coverage: found.coverage,
    time: 'self-asserted',
    parts: found.parts,
    checks: ALL_PASSED,
  });
}

/** The root must be of the item's own issuer and tree, and must not have expired. */
function checkReceipt(
  claims: Claims,
  { receipt, proof }: Batch,
  { now, clockTolerance }: Expectations,
): Rejected | undefined {
  if (receipt.issuer !== claims.issuer) {
    return reject(
      'receipt-mismatch',
      `the root is of ${receipt.issuer}, the item of ${claims.issuer}`,
    );
  }
  if (receipt.treeSize !== proof.treeSize) {
    return reject(
      'receipt-mismatch',
      `the root is of ${receipt.treeSize} items, the path of a tree of ${proof.treeSize}`,
    );
  }
  if (receipt.expiresAt !== undefined && now - clockTolerance >= receipt.expiresAt) {
    return reject('expired', `the root of the batch held until ${receipt.expiresAt}, now ${now}`);
  }
  return undefined;
}

function checkKey(claims: Claims, key: TrustedKey, now: number): Rejected | undefined {
  const { keyId } = key;
  if (now >= key.revokedAt)
    return reject('key-revoked', `key ${keyId} was revoked at ${key.revokedAt}`);
  if (claims.issuedAt < key.notBefore) {
    return reject(
      'key-not-yet-valid',
      `dated ${claims.issuedAt}, key ${keyId} begins ${key.notBefore}`,
    );
  }
  if (claims.issuedAt > key.notAfter) {
    return reject('key-expired', `dated ${claims.issuedAt}, key ${keyId} ended ${key.notAfter}`);
  }
  if (!key.issuers.has(claims.issuer)) {
    return reject('issuer-not-allowed', `key ${keyId} may not speak for ${claims.issuer}`);
  }
  if (!key.environments.has(claims.environment)) {
    return reject(
      'environment-not-allowed',
      `key ${keyId} may not speak for ${claims.environment}`,
    );
  }
  if (!key.purposes.has(claims.purpose)) {
    return reject('purpose-not-allowed', `key ${keyId} may not sign for purpose ${claims.purpose}`);
  }
  return undefined;
}

function checkPlace(claims: Claims, expected: Expectations): Rejected | undefined {
  if (claims.environment !== expected.environment) {
    return reject(
      'environment-mismatch',
      `made for ${claims.environment}, checked in ${expected.environment}`,
    );
  }
  // A mark for one tenant must name that tenant; a mark for nobody in particular holds for all.
  const audience = ownClaim(claims, 'audience');
  if (audience !== undefined && audience !== expected.audience) {
    return reject(
      'audience-mismatch',
      `made for ${audience}, checked for ${expected.audience ?? 'no audience'}`,
    );
  }
  return undefined;
}

function checkTime(claims: Claims, { now, clockTolerance }: Expectations): Rejected | undefined {
  const begins = Math.max(claims.issuedAt, ownClaim(claims, 'notBefore') ?? 0);
  if (begins > now + clockTolerance)
    return reject('not-yet-valid', `holds from ${begins}, now ${now}`);
  const expiresAt = ownClaim(claims, 'expiresAt');
  if (expiresAt !== undefined && now - clockTolerance >= expiresAt) {
    return reject('expired', `held until ${expiresAt}, now ${now}`);
  }
  return undefined;
}

/** A claim that may be absent. Own only: a polluted Object.prototype must not move a verdict. */
function ownClaim<K extends keyof Claims>(claims: Claims, name: K): Claims[K] | undefined {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function checkSubject(claims: Claims, { subject }: Expectations): Rejected | undefined {
  if (subject === ANY_SUBJECT_DANGEROUS || claims.subject === subject) return undefined;
  return reject('subject-mismatch', `made for ${claims.subject}, shown on ${String(subject)}`);
}

/**
 * Claims for the caller to keep. Those without bytes are frozen and shared; bytes and
 * maps cannot be frozen, and a remembered envelope must not change with a verdict.
 */
function copyClaims(claims: Claims): Claims {
  const { ingredients, review, privateDigest, softBindings, extensions } = claims;
  if (!ingredients && !review && !privateDigest && !softBindings && !extensions) return claims;
  return Object.freeze({
    ...claims,
    ...(ingredients && { ingredients: ingredients.map((digest) => digest.slice()) }),
    ...(review && { review: { ...review, digest: review.digest.slice() } }),
    ...(privateDigest && { privateDigest: privateDigest.slice() }),
    ...(softBindings && {
      softBindings: softBindings.map(({ algorithm, value }) => ({
        algorithm,
        value: value.slice(),
      })),
    }),
    ...(extensions && {
      extensions: new Map(
        [...extensions].map(([name, value]) => [
          name,
          value instanceof Uint8Array ? value.slice() : value,
        ]),
      ),
    }),
  });
}
