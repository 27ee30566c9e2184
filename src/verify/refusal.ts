/**
 * Finds the first reason, in the order of reasons.ts, to refuse a statement whose signature has
 * held. The words are in hold-against.ts, so that pages which show none do not load them. Content
 * is compared afterwards, in compare-content.ts.
 */
import type { Claims } from '../format/envelope/claims.ts';
import type { RootStatement } from '../format/envelope/receipt.ts';
import type { Reason } from '../reasons.ts';
import type { Recall } from '../trust/recall/recall.ts';
import type { TrustedKey } from '../trust/trust.ts';
import type { Statement } from './find-key.ts';

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
  readonly recall: Recall | undefined;
}

/** The same without a recall. */
export type Expected = Omit<Expectations, 'recall'>;

/** What can be found here. */
export type Refusal = Extract<
  Reason,
  | 'receipt-mismatch'
  | 'key-revoked'
  | 'key-not-yet-valid'
  | 'key-expired'
  | 'issuer-not-allowed'
  | 'environment-not-allowed'
  | 'purpose-not-allowed'
  | 'environment-mismatch'
  | 'audience-mismatch'
  | 'not-yet-valid'
  | 'expired'
  | 'recall-stale'
  | 'recalled'
  | 'subject-mismatch'
>;

/** What a key may do, as far as it decides here. */
export type KeyRules = Omit<TrustedKey, 'keyId' | 'check' | 'mayRecall' | 'revokedBecause'>;

/** A statement, as far as it decides here. */
export interface Stated extends Pick<Statement, 'claims' | 'pathSize'> {
  readonly root: Pick<RootStatement, 'issuer' | 'treeSize' | 'expiresAt'> | undefined;
  readonly key: KeyRules;
}

/**
 * The first reason to refuse a statement, apart from its content. Never throws.
 * @param findRecall `findRecall` of recall.ts; whoever knows no recall loads none of it.
 */
export function findRefusal<S extends Stated, E extends Expected>(
  stated: S,
  expected: E,
  findRecall?: (stated: S, expected: E) => Refusal | undefined,
): Refusal | undefined {
  const { claims, key } = stated;
  return (
    (isOfRoot(stated) ? undefined : 'receipt-mismatch') ??
    (expected.now < key.revokedAt ? undefined : 'key-revoked') ??
    checkKey(claims, key) ??
    checkPlace(claims, expected) ??
    checkTime(stated, expected) ??
    findRecall?.(stated, expected) ??
    (isOfSubject(claims, expected) ? undefined : 'subject-mismatch')
  );
}

/** Whether a root is of the item's own issuer and tree. */
function isOfRoot({ claims, root, pathSize }: Stated): boolean {
  return root === undefined || (root.issuer === claims.issuer && root.treeSize === pathSize);
}

/** Checks what does not change with time: what the key may sign for, and when it could sign. */
function checkKey(claims: Claims, key: KeyRules): Refusal | undefined {
  if (claims.issuedAt < key.notBefore) return 'key-not-yet-valid';
  if (claims.issuedAt > key.notAfter) return 'key-expired';
  if (!key.issuers.has(claims.issuer)) return 'issuer-not-allowed';
  if (!key.environments.has(claims.environment)) return 'environment-not-allowed';
  if (!key.purposes.has(claims.purpose)) return 'purpose-not-allowed';
  return undefined;
}

function checkPlace(claims: Claims, expected: Expected): Refusal | undefined {
  if (claims.environment !== expected.environment) return 'environment-mismatch';
  // A mark for one tenant must name that tenant; a mark for nobody in particular holds for all.
  const audience = ownClaim(claims, 'audience');
  if (audience !== undefined && audience !== expected.audience) return 'audience-mismatch';
  return undefined;
}

/** When a statement holds, in Unix seconds: from `begins` until before `ends`. */
export interface Span {
  readonly begins: number;
  readonly ends: number;
}

/** The span that an envelope states, and the root of its batch with it. */
export function spanOf({ claims, root }: Pick<Stated, 'claims' | 'root'>): Span {
  return {
    begins: Math.max(claims.issuedAt, ownClaim(claims, 'notBefore') ?? 0),
    ends: Math.min(
      ownClaim(claims, 'expiresAt') ?? Number.POSITIVE_INFINITY,
      root?.expiresAt ?? Number.POSITIVE_INFINITY,
    ),
  };
}

function checkTime(stated: Stated, { now, clockTolerance }: Expected): Refusal | undefined {
  const { begins, ends } = spanOf(stated);
  if (now + clockTolerance < begins) return 'not-yet-valid';
  if (now - clockTolerance >= ends) return 'expired';
  return undefined;
}

/** A claim that may be absent. Own only: a polluted Object.prototype must not move a verdict. */
export function ownClaim<K extends keyof Claims>(claims: Claims, name: K): Claims[K] | undefined {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function isOfSubject(claims: Claims, { subject }: Expected): boolean {
  return subject === ANY_SUBJECT_DANGEROUS || claims.subject === subject;
}
