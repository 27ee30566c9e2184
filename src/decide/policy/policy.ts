/**
 * The `Policy` type: total tables from everything a check can find to an action, for each place, in
 * production and outside of it. Spread keeps them total: `{ ...storefront, render: {
 * ...storefront.render, production: … } }`.
 */

import { ContentmarkError, requireText, wrongArgument } from '../../errors.ts';
import {
  isAlwaysProduction,
  KINDS,
  type Kind,
  type Purpose,
  TOPICS,
  type Topic,
} from '../../format/envelope/vocabulary.ts';
import type { Reason } from '../../reasons.ts';
import type { Action, EnvironmentClass, PolicyPlace } from './decision.ts';
import type { Severity } from './findings.ts';
import type { SourceClass } from './source-class.ts';

/** What is marked; `other` where the mark says nothing or a word that this version does not know. */
export type KindRow = Kind | 'other';

/** A claim topic; `other` for a word this version does not know, `unstated` where the mark names none. */
export type TopicRow = Topic | 'other' | 'unstated';

/** The actions for a verified mark, by what it says. Of its rows the strictest decides. */
export interface VerifiedRules {
  readonly purpose: Readonly<Record<Purpose, Action>>;
  readonly source: Readonly<Record<SourceClass, Action>>;
  /** Asked unless the source type states that nothing was generated. */
  readonly kind: Readonly<Record<KindRow, Action>>;
  /** Asked unless the source type states that nothing was generated. */
  readonly topic: Readonly<Record<TopicRow, Action>>;
  /** `text` where the mark vouches for the words and not for the markup. */
  readonly coverage: Readonly<Record<'full' | 'text', Action>>;
}

/** What to do at one place on one side. */
export interface Rules {
  readonly verified: VerifiedRules;
  readonly rejected: Readonly<Record<Reason, Action>>;
  readonly absent: Action;
  readonly findings: Readonly<Record<Severity, Action>>;
}

/** What to do at one place. */
export type PlaceRules = Readonly<Record<EnvironmentClass, Rules>>;

/** What to do everywhere. */
export interface Policy extends Readonly<Record<PolicyPlace, PlaceRules>> {
  /**
   * On which side an environment lies, by its exact name. One that is not named here is
   * judged as production, and `production`, `prod` and `live` always are.
   */
  readonly environments: Readonly<Record<string, EnvironmentClass>>;
}

/** Each table of {@link Rules} by its own name. */
export type TableName = keyof VerifiedRules | 'rejected' | 'absent' | 'findings';

/** Where each table stands below place and side; `absent` is a row by itself. */
export const PATH_OF: Readonly<Record<TableName, string>> = {
  purpose: 'verified.purpose',
  source: 'verified.source',
  kind: 'verified.kind',
  topic: 'verified.topic',
  coverage: 'verified.coverage',
  rejected: 'rejected',
  absent: '',
  findings: 'findings',
};

/** The rows of `kind`. */
export const KIND_ROWS: readonly KindRow[] = [...KINDS, 'other'];
/** The rows of `topic`. */
export const TOPIC_ROWS: readonly TopicRow[] = [...TOPICS, 'other', 'unstated'];
/** The rows of `coverage`. */
export const COVERAGE_ROWS = ['full', 'text'] as const;

/** The names of the presets: every other environment is production. */
export const DEFAULT_ENVIRONMENTS: Policy['environments'] = /* @__PURE__ */ Object.freeze({
  production: 'production',
  staging: 'preproduction',
  test: 'preproduction',
  development: 'preproduction',
});

/**
 * On which side an environment lies: `production` unless the policy names it otherwise. Own
 * members only, so that a polluted `Object.prototype` names none.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 */
export function environmentClassOf(
  policy: Pick<Policy, 'environments'>,
  environment: string,
): EnvironmentClass {
  if (typeof policy !== 'object' || policy === null) {
    throw wrongArgument('policy', 'a preset, or a policy made by readPolicy', policy);
  }
  requireText('environment', environment);
  const named: unknown = Object.hasOwn(policy, 'environments') ? policy.environments : undefined;
  if (typeof named !== 'object' || named === null) {
    throw new ContentmarkError(
      'ERR_POLICY',
      'is missing; begin with a preset and spread it: { ...storefront, … }',
      'policy.environments',
    );
  }
  if (isAlwaysProduction(environment) || !Object.hasOwn(named, environment)) return 'production';
  const side: unknown = (named as Readonly<Record<string, unknown>>)[environment];
  return side === 'preproduction' ? side : 'production';
}
