/**
 * The second half of a check: the signature has held, now the claims count.
 * Key, environment, time, subject and content, in the order of reasons.ts.
 */
import type { Content } from '../content/content.ts';
import type { Hashing } from '../crypto/backend.ts';
import type { Claims } from '../envelope/claims.ts';
import { checkContent, type SeenTexts } from './check-content.ts';
import type { Statement } from './prepare.ts';
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
 * Gives the verdict on a statement whose signature has held. Never throws.
 * @param seen texts that have matched this very statement before.
 */
export function conclude(
  statement: Statement,
  content: Content,
  expected: Expectations,
  hashing: Hashing,
  seen?: SeenTexts,
): Verdict {
  const { claims, key, payload } = statement;
  const refused =
    checkRoot(statement) ??
    checkRevocation(key, expected.now) ??
    checkKey(claims, key) ??
    checkPlace(claims, expected) ??
    checkTime(statement, expected) ??
    checkSubject(claims, expected);
  if (refused !== undefined) return refused;
  const found = checkContent(payload, content, expected.requiredParts, hashing, seen);
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

/** The root must be of the item's own issuer and tree. */
function checkRoot({ claims, root, pathSize }: Statement): Rejected | undefined {
  if (root === undefined) return undefined;
  if (root.issuer !== claims.issuer) {
    return reject(
      'receipt-mismatch',
      `the root is of ${root.issuer}, the item of ${claims.issuer}`,
    );
  }
  if (root.treeSize !== pathSize) {
    return reject(
      'receipt-mismatch',
      `the root is of ${root.treeSize} items, the path of a tree of ${pathSize}`,
    );
  }
  return undefined;
}

function checkRevocation(key: TrustedKey, now: number): Rejected | undefined {
  const { keyId, revokedAt, revokedBecause = `was revoked at ${revokedAt}` } = key;
  if (now < revokedAt) return undefined;
  return reject('key-revoked', `key ${keyId} ${revokedBecause}`);
}

/** What does not change with time: what the key may speak for, and when it could sign. */
function checkKey(claims: Claims, key: TrustedKey): Rejected | undefined {
  const { keyId } = key;
  if (claims.issuedAt < key.notBefore) {
    return reject(
      'key-not-yet-valid',
      `dated ${claims.issuedAt}, key ${keyId} begins ${key.notBefore}`,
    );
  }
  if (claims.issuedAt > key.notAfter) {
    return reject('key-expired', `dated ${claims.issuedAt}, key ${keyId} ended ${key.notAfter}`);
  }
  const mayNot = (what: string) => `key ${keyId} may not ${what}`;
  if (!key.issuers.has(claims.issuer)) {
    return reject('issuer-not-allowed', mayNot(`speak for ${claims.issuer}`));
  }
  if (!key.environments.has(claims.environment)) {
    return reject('environment-not-allowed', mayNot(`speak for ${claims.environment}`));
  }
  if (!key.purposes.has(claims.purpose)) {
    return reject('purpose-not-allowed', mayNot(`sign for purpose ${claims.purpose}`));
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

/** When a statement holds, in Unix seconds: from `begins` until before `ends`. */
export interface Span {
  readonly begins: number;
  readonly ends: number;
}

/** The span that an envelope states, and the root of its batch with it. */
export function spanOf({ claims, root }: Statement): Span {
  return {
    begins: Math.max(claims.issuedAt, ownClaim(claims, 'notBefore') ?? 0),
    ends: Math.min(
      ownClaim(claims, 'expiresAt') ?? Number.POSITIVE_INFINITY,
      root?.expiresAt ?? Number.POSITIVE_INFINITY,
    ),
  };
}

function checkTime(
  statement: Statement,
  { now, clockTolerance }: Expectations,
): Rejected | undefined {
  const { begins, ends } = spanOf(statement);
  if (now + clockTolerance < begins)
    return reject('not-yet-valid', `holds from ${begins}, now ${now}`);
  if (now - clockTolerance >= ends) return reject('expired', `held until ${ends}, now ${now}`);
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

/** Whether claims hold bytes or a map: those cannot be frozen, so no two verdicts may share them. */
export function holdBytes(claims: Claims): boolean {
  const { ingredients, review, privateDigest, softBindings, extensions } = claims;
  return Boolean(ingredients || review || privateDigest || softBindings || extensions);
}

/** Claims for the caller to keep. What is remembered must not change with a verdict. */
export function copyClaims(claims: Claims): Claims {
  return holdBytes(claims) ? Object.freeze(copyOf(claims) as Claims) : claims;
}

/** A copy down to the bytes. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [name, copyOf(one)]));
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf));
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copyOf(one)])),
  );
}
