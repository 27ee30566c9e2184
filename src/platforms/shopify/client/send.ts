/** Sends a request once and classifies its answer. Retries are decided by the caller. */
import { ownMember } from '../../../members.ts';
import { type Failed, fail } from '../../run/failure.ts';
import { readBody } from '../../run/read-body.ts';
import type { GraphqlRequest } from '../request.ts';
import type { Cost } from './cost-gate.ts';
import type { ShopifyReply } from './reply.ts';

/** The result of an attempt. */
export type Attempt =
  | { readonly type: 'done'; readonly reply: ShopifyReply; readonly cost: Cost | undefined }
  | {
      readonly type: 'again';
      readonly failure: Failed;
      readonly cost: Cost | undefined;
      /** Seconds, where the shop said so. */
      readonly retryAfter: number | undefined;
    };

/** What an attempt needs. */
export interface Sending {
  readonly url: string;
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
}

/** Answers that another attempt may change: overload, a deploy, a proxy that lost its shop. */
const TEMPORARY: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** Sends a request once. Throws only what `fetch` throws: no connection, a broken one, an abort. */
export async function send(request: GraphqlRequest, sending: Sending): Promise<Attempt> {
  // Taken out first: called as a member it would have the wrong `this`, which workerd refuses.
  const { fetch } = sending;
  const response = await fetch(sending.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-shopify-access-token': sending.token,
    },
    body: JSON.stringify(request),
    // Following would send the token on to whatever host the answer names.
    redirect: 'manual',
    signal: sending.signal,
  });
  const text = await readBody(response);
  const { status } = response;
  if (TEMPORARY.includes(status)) {
    const reason = status === 429 ? 'throttled' : 'unavailable';
    const retryAfter = readRetryAfter(response.headers.get('retry-after'));
    return again(fail(reason, `HTTP ${status}`), undefined, retryAfter);
  }
  const failure = readStatus(status);
  if (failure !== undefined) return done(failure);
  const body = text === undefined ? undefined : parse(text);
  if (body === undefined) return done(fail('malformed', `HTTP ${status} without JSON`));
  const cost = readCost(body);
  const error = readErrors(body);
  if (error?.reason === 'throttled') return again(error, cost, undefined);
  if (error?.reason === 'unavailable') return again(error, cost, undefined);
  if (error !== undefined) return done(error, cost);
  const data = ownMember(body, 'data');
  if (typeof data !== 'object' || data === null) {
    return done(fail('malformed', 'an answer without data'), cost);
  }
  const apiVersion = response.headers.get('x-shopify-api-version') ?? undefined;
  return done({ status: 'ok', data, apiVersion }, cost);
}

function done(reply: ShopifyReply, cost?: Cost): Attempt {
  return { type: 'done', reply, cost };
}

function again(failure: Failed, cost: Cost | undefined, retryAfter: number | undefined): Attempt {
  return { type: 'again', failure, cost, retryAfter };
}

function readStatus(status: number): Failed | undefined {
  if (status === 200) return undefined;
  if (status === 401) return fail('unauthorized', 'HTTP 401: the token is not accepted');
  if ([402, 403, 423].includes(status)) {
    return fail('forbidden', `HTTP ${status}: the shop is frozen, locked, or lets nobody in`);
  }
  if (status === 404) return fail('not-found', 'HTTP 404: no shop or no API at this address');
  if (status >= 300 && status < 400) {
    return fail('not-found', `HTTP ${status}: the shop has another address; use that one`);
  }
  return fail('refused', `HTTP ${status}`);
}

/** GraphQL errors, by the code of the first. */
function readErrors(body: unknown): Failed | undefined {
  const errors = ownMember(body, 'errors');
  if (errors === undefined) return undefined;
  const [first] = Array.isArray(errors) ? (errors as readonly unknown[]) : [errors];
  const code = ownMember(ownMember(first, 'extensions'), 'code');
  const message = ownMember(first, 'message');
  const detail =
    typeof message === 'string' ? message.slice(0, 500) : JSON.stringify(errors).slice(0, 500);
  switch (code) {
    case 'THROTTLED':
      return fail('throttled', detail);
    case 'INTERNAL_SERVER_ERROR':
      return fail('unavailable', detail);
    case 'ACCESS_DENIED':
      return fail('access-denied', detail);
    case 'SHOP_INACTIVE':
      return fail('forbidden', detail);
    case 'MAX_COST_EXCEEDED':
      return fail('too-expensive', detail);
    default:
      return fail('refused', detail);
  }
}

function readCost(body: unknown): Cost | undefined {
  const cost = ownMember(ownMember(body, 'extensions'), 'cost');
  const status = ownMember(cost, 'throttleStatus');
  const requestedQueryCost = ownMember(cost, 'requestedQueryCost');
  const maximumAvailable = ownMember(status, 'maximumAvailable');
  const currentlyAvailable = ownMember(status, 'currentlyAvailable');
  const restoreRate = ownMember(status, 'restoreRate');
  // A rate of nothing would mean to wait for ever.
  if (!isCount(requestedQueryCost) || !isCount(maximumAvailable)) return undefined;
  if (!isCount(currentlyAvailable) || !isCount(restoreRate) || restoreRate === 0) return undefined;
  return {
    requestedQueryCost,
    throttleStatus: { maximumAvailable, currentlyAvailable, restoreRate },
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Reads `Retry-After` in seconds; Shopify does not use the other form, a date. */
function readRetryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}(?:\.\d{1,6})?$/.test(header) ? Number(header) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
