/**
 * The second half of a check: the signature has held, now the claims count.
 * Key, environment, time, recall, subject and content, in the order of reasons.ts.
 */
import type { Content } from '../format/content/content.ts';
import type { Hashing } from '../format/crypto/backend.ts';
import type { Claims } from '../format/envelope/claims.ts';
import { findRecall } from '../trust/recall.ts';
import { checkContent, type SeenTexts } from './check-content.ts';
import { describeRefusal } from './describe-refusal.ts';
import { noteEdited } from './edited.ts';
import type { Statement } from './prepare.ts';
import { type Expectations, findRefusal } from './refusal.ts';
import { ALL_PASSED, reject, type Verdict } from './verdict.ts';

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
  const refusal = findRefusal(statement, expected, findRecall);
  if (refusal !== undefined) {
    return reject(refusal, describeRefusal(refusal, statement, expected));
  }
  const found = checkContent(payload, content, expected.requiredParts, hashing, seen);
  if (found.reason !== undefined) {
    return noteEdited(reject(found.reason, found.detail, found.parts), {
      claims: copyClaims(claims),
      keyId: key.keyId,
    });
  }
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
