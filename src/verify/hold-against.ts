/**
 * Step 4 of a check: compares the claims with what the key may sign and with what is expected here.
 * refusal.ts finds the reason; this file words it for people and logs, with the values that
 * disagree.
 */
import { REASONS } from '../reasons.ts';
import { findRecall } from '../trust/recall/recall.ts';
import type { Found, Statement } from './find-key.ts';
import { ownWordOf } from './own-word.ts';
import { type Expectations, findRefusal, ownClaim, type Refusal, spanOf } from './refusal.ts';
import { type Rejected, reject } from './verdict.ts';

/** A statement, and the reason to refuse it, if there is one. */
export interface Held {
  readonly statement: Statement;
  readonly refused: Rejected | undefined;
}

/**
 * Finds the statement that is not refused, or the one that passes most checks. There is more than
 * one for a thin item only: it names no root, and all that are at hand hold its tree. One that may
 * speak for it here is enough, so the answer does not depend on which was at hand first, and a root
 * of staging cannot keep out one of production.
 */
export function holdAgainst(statements: Found['statements'], expected: Expectations): Held {
  let statement = statements[0];
  let refusal = findRefusal(statement, expected, findRecall);
  for (let i = 1; i < statements.length && refusal !== undefined; i++) {
    const other = statements[i] as Statement;
    const refusalToo = findRefusal(other, expected, findRecall);
    if (reach(refusalToo) <= reach(refusal)) continue;
    statement = other;
    refusal = refusalToo;
  }
  const refused = refusal && reject(refusal, describe(refusal, statement, expected));
  return { statement, refused };
}

function reach(refusal: Refusal | undefined): number {
  return refusal === undefined ? REASONS.length : REASONS.indexOf(refusal);
}

function describe(refusal: Refusal, statement: Statement, expected: Expectations): string {
  const { claims, key, root, pathSize } = statement;
  const { keyId } = key;
  const mayNot = (what: string) => `key ${keyId} may not ${what}`;
  switch (refusal) {
    case 'receipt-mismatch':
      return root?.issuer === claims.issuer
        ? `the root is of ${root.treeSize} items, the path of a tree of ${pathSize}`
        : `the root is of ${root?.issuer}, the item of ${claims.issuer}`;
    case 'key-revoked':
      return `key ${keyId} ${key.revokedBecause ?? `was revoked at ${key.revokedAt}`}; ${ownWordOf(claims)}`;
    case 'key-not-yet-valid':
      return `dated ${claims.issuedAt}, key ${keyId} begins ${key.notBefore}; ${ownWordOf(claims)}`;
    case 'key-expired':
      return `dated ${claims.issuedAt}, key ${keyId} ended ${key.notAfter}; ${ownWordOf(claims)}`;
    case 'issuer-not-allowed':
      return mayNot(`speak for ${claims.issuer}`);
    case 'environment-not-allowed':
      return mayNot(`speak for ${claims.environment}`);
    case 'purpose-not-allowed':
      return mayNot(`sign for purpose ${claims.purpose}`);
    case 'environment-mismatch':
      return `made for ${claims.environment}, checked in ${expected.environment}`;
    case 'audience-mismatch':
      return `made for ${ownClaim(claims, 'audience')}, checked for ${expected.audience ?? 'no audience'}`;
    case 'not-yet-valid':
      return `holds from ${spanOf(statement).begins}, now ${expected.now}`;
    case 'expired':
      return `held until ${spanOf(statement).ends}, now ${expected.now}`;
    case 'recall-stale':
      return `the recall list held until ${expected.recall?.validUntil}, now ${expected.now}`;
    case 'recalled':
      return `the mark ${claims.id} is recalled`;
    case 'subject-mismatch':
      return `made for ${claims.subject}, shown on ${String(expected.subject)}`;
  }
}
