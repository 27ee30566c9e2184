/** `contentmark/policy`: decides what a shop does with a verdict. Re-exports only. */

export {
  type AssertedEnvironment,
  assertEnvironment,
  type EnvironmentOptions,
} from '../decide/policy/assert-environment.ts';
export {
  createDecider,
  type DecideOptions,
  type Decider,
  type DeciderOptions,
  decide,
  type Facts,
} from '../decide/policy/decide.ts';
export {
  ACTIONS,
  type Action,
  BASES,
  type Basis,
  type Decision,
  ENVIRONMENT_CLASSES,
  type EnvironmentClass,
  POLICY_PLACES,
  type PolicyPlace,
} from '../decide/policy/decision.ts';
export {
  type Finding,
  SEVERITIES,
  type Severity,
  TECHNIQUES,
  type Technique,
} from '../decide/policy/findings.ts';
export type { Judged } from '../decide/policy/judge-verdict.ts';
export type {
  MagentoStatement,
  PlatformStatement,
  ShopifyStatement,
} from '../decide/policy/platform.ts';
export {
  environmentClassOf,
  type KindRow,
  type PlaceRules,
  type Policy,
  type Rules,
  type TopicRow,
  type VerifiedRules,
} from '../decide/policy/policy.ts';
export {
  checkout,
  observe,
  PRESETS,
  type PresetName,
  storefront,
  strict,
} from '../decide/policy/presets.ts';
export { readPolicy } from '../decide/policy/read-policy.ts';
export { SOURCE_CLASSES, type SourceClass, sourceClassOf } from '../decide/policy/source-class.ts';
export { strictest } from '../decide/policy/strictest.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export {
  KINDS,
  type Kind,
  PURPOSES,
  type Purpose,
  TOPICS,
  type Topic,
} from '../format/envelope/vocabulary.ts';
export { REASONS, type Reason } from '../reasons.ts';
