/**
 * `contentmark/http`: the verification API as a Hono app, for Node, other apps and Workers. Needs
 * the optional peers `hono` and `hono-rate-limiter`. Re-exports only.
 */
export type { Account, RateLimit } from '../surfaces/http/cost-budget.ts';
export {
  createVerificationApi,
  type VerificationApi,
} from '../surfaces/http/create-verification-api.ts';
export {
  METHODS,
  type Method,
  type Metrics,
  type Outcome,
  type RequestEvent,
  ROUTES,
  type Route,
} from '../surfaces/http/events.ts';
export { createInspector } from '../surfaces/http/inspector/create-inspector.ts';
export type {
  ApiLimits,
  ErrorReport,
  ReceiptSigning,
  VerificationApiOptions,
} from '../surfaces/http/options.ts';
export { PROBLEM_CODES, type ProblemCode } from '../surfaces/http/problem.ts';
export type { PublishedKey } from '../surfaces/http/published-keys.ts';
export type {
  BatchRequest,
  ContentRequest,
  DetectRequest,
  EvidenceRequest,
  SingleContentRequest,
  SubmittedRequest,
  VerifyRequest,
} from '../surfaces/http/requests.ts';
export type { ApiEnv } from '../surfaces/http/shell.ts';
export type {
  TextJob,
  TextReader,
  TextReading,
  TextResult,
} from '../surfaces/http/text-reading.ts';
