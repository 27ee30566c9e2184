/**
 * `contentmark/http`: the verification API as a Hono app, for Node, other apps and Workers. Needs
 * the optional peers `hono` and `hono-rate-limiter`. Re-exports only.
 */
export type { AttestationSigning } from '../serve/attestation-signing.ts';
export type { Account, RateLimit } from '../serve/cost-budget.ts';
export {
  createVerificationApi,
  type VerificationApi,
} from '../serve/create-verification-api.ts';
export {
  METHODS,
  type Method,
  type Metrics,
  type Outcome,
  type RequestEvent,
  ROUTES,
  type Route,
} from '../serve/events.ts';
export { createInspector } from '../serve/inspector/create-inspector.ts';
export type {
  ApiLimits,
  ErrorReport,
  VerificationApiOptions,
} from '../serve/options.ts';
export { PROBLEM_CODES, type ProblemCode } from '../serve/problem.ts';
export type { PublishedKey } from '../serve/published-keys.ts';
export type {
  BatchRequest,
  ContentRequest,
  DetectRequest,
  MarkRequest,
  SingleContentRequest,
  SubmittedRequest,
  VerifyRequest,
} from '../serve/requests.ts';
export type { ApiEnv } from '../serve/shell.ts';
export type {
  TextJob,
  TextReader,
  TextReading,
  TextResult,
} from '../serve/text-reading.ts';
