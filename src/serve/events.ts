/**
 * The events that describe an answered request, for metrics and logs. Every word in them is of a
 * closed list, so nothing that was sent is in them.
 */
import type { DetectionResult } from '../audit/attestations/detection.ts';
import type { Reason } from '../reasons.ts';
import type { Verdict } from '../verify/verdict.ts';

/** The paths of the API; `other` for every other. */
export const ROUTES = [
  '/v1/verify',
  '/v1/verify/batch',
  '/v1/detect',
  '/.well-known/contentmark-keys.json',
  '/.well-known/contentmark-attestation-keys.json',
  '/openapi.json',
  '/healthz',
  '/metrics',
  '/',
  '/inspect',
  'other',
] as const;

/** One of {@link ROUTES}. */
export type Route = (typeof ROUTES)[number];

/**
 * Routes without a rate limit: monitoring asks for them, and a refusal would make a busy server
 * look dead.
 */
export const UNLIMITED: readonly Route[] = ['/healthz', '/metrics'];

/** Methods that are counted by name. */
export const METHODS = ['GET', 'POST', 'OPTIONS', 'other'] as const;

/** One of {@link METHODS}. */
export type Method = (typeof METHODS)[number];

/** What came of one check or detection. */
export type Outcome =
  | { readonly kind: 'verdict'; readonly status: Verdict['status']; readonly reason?: Reason }
  | { readonly kind: 'detection'; readonly result: DetectionResult; readonly isSigned: boolean };

/** One answered request. */
export interface RequestEvent {
  readonly route: Route;
  readonly method: Method;
  /** HTTP status. */
  readonly status: number;
  /** From the first look at the request until its answer was ready. */
  readonly seconds: number;
  readonly outcomes: readonly Outcome[];
}

/** Counts requests, and says what it has counted. */
export interface Metrics {
  readonly observe: (event: RequestEvent) => void;
  /** What `/metrics` answers. */
  readonly expose: () => Promise<{ readonly contentType: string; readonly body: string }>;
}
