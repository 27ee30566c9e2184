/**
 * A client for one shop: sends the adapter's requests, waits where Shopify wants it to, and
 * tries again where that can help. It runs wherever `fetch` does. The token stays in here: it
 * is in no message, no result and no property.
 */

import pRetry from 'p-retry';
import { readFunction, readNumber, readOptions, wrongOption } from '../../../options.ts';
import { type GraphqlRequest, SHOPIFY_API_VERSIONS } from '../request.ts';
import { createCostGate } from './cost-gate.ts';
import { isFetchable, readEndpoint } from './endpoint.ts';
import { type Failed, fail, type ShopifyReply } from './reply.ts';
import { type Attempt, send } from './send.ts';
import { sleep } from './sleep.ts';

/** Options of {@link createShopifyClient}. Times are in seconds. */
export interface ShopifyClientOptions {
  /** The shop: `https://name.myshopify.com`. HTTP is for a test server on this machine only. */
  readonly url: string;
  /** The Admin API access token, `shpat_…`. */
  readonly token: string;
  /** Default the newest of `SHOPIFY_API_VERSIONS`. */
  readonly apiVersion?: string;
  /** For one attempt. Default 60. */
  readonly timeout?: number;
  /** Attempts after the first. Default 8. */
  readonly retries?: number;
  /** Before the second attempt; doubled for each next, times a random 1 to 2. Default 0.5. */
  readonly minDelay?: number;
  /** Between two attempts at most. Default 30. */
  readonly maxDelay?: number;
  /** Default the global one. */
  readonly fetch?: typeof globalThis.fetch;
  /** Told of each wait of a second or more: for whoever watches. */
  readonly onWait?: (wait: { readonly seconds: number; readonly reason: string }) => void;
}

/** Options of one call. */
export interface CallOptions {
  /** Ends waiting and sending. */
  readonly signal?: AbortSignal;
}

/** What sends. Made by {@link createShopifyClient}. */
export interface ShopifyClient {
  /** Such as `https://name.myshopify.com`. */
  readonly shop: string;
  readonly apiVersion: string;
  /** Sends a request until it is answered or the retries are used up. Never throws over an answer. */
  request(request: GraphqlRequest, options?: CallOptions): Promise<ShopifyReply>;
  /**
   * Fetches the result of a bulk operation, without the token: the address is signed. Ends with
   * a {@link Failed} in place of more bytes where the connection breaks.
   */
  download(url: string, options?: CallOptions): AsyncGenerator<Uint8Array, Failed | undefined>;
}

const OPTIONS = [
  'url',
  'token',
  'apiVersion',
  'timeout',
  'retries',
  'minDelay',
  'maxDelay',
  'fetch',
  'onWait',
] as const satisfies readonly (keyof ShopifyClientOptions)[];

/** Shorter waits are not worth a word. */
const NOTABLE_SECONDS = 1;

/** What makes p-retry try again; anything else that is thrown is a defect and comes through. */
class TryAgain extends Error {
  readonly failure: Failed;
  constructor(failure: Failed) {
    super(failure.detail);
    this.failure = failure;
  }
}

/**
 * Makes a client. Unknown options are refused.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createShopifyClient } from 'contentmark/shopify-client';
 *
 * const client = createShopifyClient({
 *   url: 'https://trail-shop.myshopify.com',
 *   token: 'shpat_of_the_app',
 *   // In place of the network, for this example: a shop that knows no query.
 *   fetch: () => Promise.resolve(Response.json({ data: {} })),
 * });
 * console.log(client.shop); // https://trail-shop.myshopify.com
 * ```
 */
export function createShopifyClient(options: ShopifyClientOptions): ShopifyClient {
  const given = readOptions('options', options, OPTIONS);
  const { token, apiVersion = SHOPIFY_API_VERSIONS[0] } = given;
  const endpoint = readEndpoint(given.url, apiVersion);
  // A line end would make `fetch` throw an error that quotes it.
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,512}$/.test(token)) {
    throw wrongOption('options.token', 'an access token of visible ASCII characters');
  }
  const timeout = readNumber('options.timeout', given.timeout, {
    min: 0.001,
    max: 3600,
    otherwise: 60,
  });
  const retries = readNumber('options.retries', given.retries, { min: 0, max: 100, otherwise: 8 });
  const minDelay = readNumber('options.minDelay', given.minDelay, {
    min: 0,
    max: 3600,
    otherwise: 0.5,
  });
  const maxDelay = readNumber('options.maxDelay', given.maxDelay, {
    min: 0,
    max: 3600,
    otherwise: 30,
  });
  const doFetch = readFunction('options.fetch', given.fetch, globalThis.fetch);
  const onWait = readFunction('options.onWait', given.onWait, () => undefined);
  const gate = createCostGate(() => performance.now() / 1000);
  /** A hostile answer might repeat what it was sent. */
  const clean = (text: string): string => text.replaceAll(token, '[token]');

  async function waitForPoints(document: string, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const seconds = gate.secondsUntil(document);
      if (seconds <= 0) return gate.enter(document);
      if (seconds >= NOTABLE_SECONDS) onWait({ seconds, reason: 'over the rate limit' });
      await sleep(seconds, signal);
    }
  }

  async function attempt(
    request: GraphqlRequest,
    signal: AbortSignal | undefined,
  ): Promise<ShopifyReply> {
    await waitForPoints(request.query, signal);
    let found: Attempt;
    try {
      const limit = AbortSignal.timeout(timeout * 1000);
      found = await send(request, {
        url: endpoint.graphql,
        token,
        fetch: doFetch,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new TryAgain(fail('unavailable', describe(error)));
    }
    gate.learn(request.query, found.cost);
    if (found.type === 'done') return found.reply;
    if (found.retryAfter !== undefined) gate.pause(found.retryAfter);
    throw new TryAgain(found.failure);
  }

  async function request(
    given: GraphqlRequest,
    { signal }: CallOptions = {},
  ): Promise<ShopifyReply> {
    try {
      const reply = await pRetry(() => attempt(given, signal), {
        retries,
        factor: 2,
        minTimeout: minDelay * 1000,
        maxTimeout: maxDelay * 1000,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof TryAgain,
        ...(signal !== undefined && { signal }),
      });
      return reply.status === 'ok' ? reply : fail(reply.reason, clean(reply.detail));
    } catch (error) {
      if (signal?.aborted) return fail('canceled', 'canceled by the caller');
      if (!(error instanceof TryAgain)) throw error;
      const { reason, detail } = error.failure;
      return fail(reason, clean(`${detail}, after ${retries + 1} attempts`));
    }
  }

  async function* download(
    url: string,
    { signal }: CallOptions = {},
  ): AsyncGenerator<Uint8Array, Failed | undefined> {
    if (!isFetchable(url, endpoint))
      return fail('malformed', 'the result is at no address that can be trusted');
    try {
      // No limit of time for the whole: a catalogue may be gigabytes.
      const response = await doFetch(url, { redirect: 'manual', ...(signal && { signal }) });
      if (response.status !== 200 || response.body === null) {
        await response.body?.cancel();
        return fail('unavailable', `HTTP ${response.status} for the result`);
      }
      for await (const chunk of response.body) yield chunk;
      return undefined;
    } catch (error) {
      if (signal?.aborted) return fail('canceled', 'canceled by the caller');
      return fail('unavailable', clean(describe(error)));
    }
  }

  return Object.freeze({ shop: endpoint.origin, apiVersion, request, download });
}

/** `fetch failed` says nothing; its cause says why. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'no connection';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `${error.message}${code}`;
}
