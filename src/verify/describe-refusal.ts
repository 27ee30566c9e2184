/** The words for what refusal.ts finds: for people and logs, with the values that disagree. */
import { ownWordOf } from './own-word.ts';
import type { Statement } from './prepare.ts';
import { type Expectations, ownClaim, type Refusal, spanOf } from './refusal.ts';

/** The detail of a refusal that `findRefusal` has found. */
export function describeRefusal(
  refusal: Refusal,
  statement: Statement,
  expected: Expectations,
): string {
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
