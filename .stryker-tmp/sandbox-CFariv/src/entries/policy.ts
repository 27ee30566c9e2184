/** `contentmark/policy`: what a shop does with a verdict. Re-exports only. */
// @ts-nocheck

export {
  KINDS,
  type Kind,
  PURPOSES,
  type Purpose,
  TOPICS,
  type Topic,
} from '../envelope/vocabulary.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export {
  type AssertedEnvironment,
  assertEnvironment,
  type EnvironmentOptions,
} from '../policy/assert-environment.ts';
export {
  createDecider,
  type DecideOptions,
  type Decider,
  type DeciderOptions,
  decide,
  type Facts,
} from '../policy/decide.ts';
export {
  ACTIONS,
  type Action,
  BASES,
  type Basis,
  type Decision,
  ENVIRONMENT_CLASSES,
  type EnvironmentClass,
  SURFACES,
  type Surface,
} from '../policy/decision.ts';
export {
  type Finding,
  SEVERITIES,
  type Severity,
  TECHNIQUES,
  type Technique,
} from '../policy/findings.ts';
export type { Judged } from '../policy/judge-verdict.ts';
export type { MagentoStatement, PlatformStatement, ShopifyStatement } from '../policy/platform.ts';
export {
  environmentClassOf,
  type KindRow,
  type Policy,
  type Rules,
  type SurfaceRules,
  type TopicRow,
  type VerifiedRules,
} from '../policy/policy.ts';
export {
  checkout,
  observe,
  PRESETS,
  type PresetName,
  storefront,
  strict,
} from '../policy/presets.ts';
export { readPolicy } from '../policy/read-policy.ts';
export { SOURCE_CLASSES, type SourceClass, sourceClassOf } from '../policy/source-class.ts';
export { strictest } from '../policy/strictest.ts';
export { REASONS, type Reason } from '../reasons.ts';
