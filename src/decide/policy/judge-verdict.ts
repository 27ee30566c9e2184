/** Finds the row of a policy that decides on a verdict. */

import { ContentmarkError, wrongArgument } from '../../errors.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import { PURPOSES } from '../../format/envelope/vocabulary.ts';
import { ownMember } from '../../members.ts';
import type { Reason } from '../../reasons.ts';
import { markBeforeEdit } from '../../verify/edited.ts';
import type { Verdict } from '../../verify/verdict.ts';
import type { Basis } from './decision.ts';
import type { Technique } from './findings.ts';
import { type OpenRules, type PolicyRow, readRow, stricter } from './open-rules.ts';
import { COVERAGE_ROWS, KIND_ROWS, TOPIC_ROWS } from './policy.ts';
import { GROUP_OF } from './reason-groups.ts';
import { type SourceClass, sourceClassOf } from './source-class.ts';

/** The members of a verdict that a policy reads. Every `Verdict` is one. */
export type Judged =
  | {
      readonly status: 'verified';
      readonly claims: Pick<Claims, 'purpose' | 'sourceType' | 'kind' | 'topics'>;
      readonly coverage: 'full' | 'text';
    }
  | { readonly status: 'rejected'; readonly reason: Reason }
  | { readonly status: 'absent' };

/** The row that decided, and the basis of a disclosure. */
export interface Judgement {
  readonly row: PolicyRow;
  readonly technique: Technique | undefined;
  readonly basis: Basis;
}

/** The strictest row for a verdict; of equally strict ones the first. */
export function judgeVerdict(opened: OpenRules, verdict: Judged): Judgement {
  switch (verdict.status) {
    case 'verified':
      return judgeVerified(opened, verdict);
    case 'rejected': {
      const row = readRow(opened, 'rejected', verdict.reason);
      return { row, technique: 'signature', basis: 'mark-rejected' };
    }
    case 'absent':
      return { row: readRow(opened, 'absent', 'absent'), technique: undefined, basis: 'no-mark' };
  }
}

const BASIS_OF: Readonly<Record<SourceClass, Basis>> = {
  generated: 'generated',
  'partly-generated': 'partly-generated',
  unknown: 'unknown-source',
  other: 'other-source',
};

/** The basis of edited content, whose mark says how the original came about. */
export function basisOfEdited(verdict: Judged): Basis | undefined {
  // Of another verdict than one of verify nothing is known here.
  const mark = markBeforeEdit(verdict as Verdict);
  if (mark === undefined) return undefined;
  const source = sourceClassOf(mark.claims.sourceType);
  return source === 'other' ? undefined : BASIS_OF[source];
}

function judgeVerified(
  opened: OpenRules,
  { claims, coverage }: Judged & { readonly status: 'verified' },
): Judgement {
  const source = sourceClassOf(claims.sourceType);
  let row = readRow(opened, 'purpose', claims.purpose);
  row = stricter(row, readRow(opened, 'source', source));
  if (source !== 'other') {
    const kind = own(claims, 'kind') ?? 'other';
    row = stricter(row, readRow(opened, 'kind', wordOf(KIND_ROWS, kind)));
    const topics = own(claims, 'topics') ?? [];
    if (topics.length === 0) row = stricter(row, readRow(opened, 'topic', 'unstated'));
    for (const topic of topics) {
      row = stricter(row, readRow(opened, 'topic', wordOf(TOPIC_ROWS, topic)));
    }
  }
  row = stricter(row, readRow(opened, 'coverage', coverage));
  const basis = row.table === 'topic' ? 'claim-topic' : BASIS_OF[source];
  return { row, technique: 'signature', basis };
}

/** A word of an open vocabulary; numbers and words of a later version are `other`. */
function wordOf<T extends string>(words: readonly T[], word: unknown): T | 'other' {
  return words.find((one) => one === word) ?? 'other';
}

/** A claim that may be absent. Own only: a polluted Object.prototype must not name a kind. */
function own<T extends object, K extends keyof T>(from: T, name: K): T[K] | undefined {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}

/**
 * Refuses a value that is not a verdict. Own members only: a polluted `Object.prototype` verifies
 * nothing.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function requireJudged(argument: string, verdict: unknown): asserts verdict is Judged {
  const status = ownMember(verdict, 'status');
  if (status === 'absent') return;
  const reason = ownMember(verdict, 'reason');
  const isReason = typeof reason === 'string' && Object.hasOwn(GROUP_OF, reason);
  if (status === 'rejected' && isReason) return;
  const coverage = ownMember(verdict, 'coverage');
  const isWhole = status === 'verified' && COVERAGE_ROWS.some((row) => row === coverage);
  if (isWhole && hasClaims(ownMember(verdict, 'claims'))) return;
  throw wrongArgument(argument, 'a verdict, as `verify` returns it', verdict);
}

/**
 * The error for a missing verdict. A member that is `undefined` is an answer, a missing member is
 * not.
 */
export function missingVerdict(argument: string): ContentmarkError {
  return new ContentmarkError(
    'ERR_ARGUMENT',
    'is missing: give what `verify` returned, or undefined for what cannot bear a mark',
    argument,
  );
}

function hasClaims(claims: unknown): boolean {
  const purpose = ownMember(claims, 'purpose');
  const topics = ownMember(claims, 'topics');
  return (
    PURPOSES.some((one) => one === purpose) &&
    typeof ownMember(claims, 'sourceType') === 'string' &&
    (topics === undefined || Array.isArray(topics))
  );
}
