/**
 * A client for one shop: sends the adapter's requests, waits where Shopify wants it to, and tries
 * again where that can help. It runs wherever `fetch` does. The token is in no message, no result
 * and no property.
 */

import { readOptions } from '../../../errors.ts';
import { type Failed, fail } from '../../run/failure.ts';
import {
  attemptOnce,
  type CallOptions,
  describeBreak,
  NOTABLE_SECONDS,
  readSendOptions,
  requireHeaderValue,
  SEND_OPTIONS,
  type SendOptions,
  TryAgain,
  withRetries,
} from '../../run/sending.ts';
import { sleep } from '../../run/sleep.ts';
import { type GraphqlRequest, SHOPIFY_API_VERSIONS } from '../request.ts';
import { createCostGate } from './cost-gate.ts';
import { isFetchable, readEndpoint } from './endpoint.ts';
import type { ShopifyReply } from './reply.ts';
import { send } from './send.ts';

/** Options of {@link createShopifyClient}. Times are in seconds. */
export interface ShopifyClientOptions extends SendOptions {
  /** The shop: `https://name.myshopify.com`. HTTP is for a test server on this machine only. */
  readonly url: string;
  /** The Admin API access token, `shpat_…`. */
  readonly token: string;
  /** Default the newest of `SHOPIFY_API_VERSIONS`. */
  readonly apiVersion?: string;
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
  ...SEND_OPTIONS,
] as const satisfies readonly (keyof ShopifyClientOptions)[];

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
  requireHeaderValue('options.token', token);
  const sending = readSendOptions(given);
  const { fetch: doFetch, onWait } = sending;
  const gate = createCostGate(() => performance.now() / 1000);
  /** Removes the token from text of an answer, which might repeat what it was sent. */
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
    const found = await attemptOnce(sending, signal, (limit) =>
      send(request, { url: endpoint.graphql, token, fetch: doFetch, signal: limit }),
    );
    gate.learn(request.query, found.cost);
    if (found.type === 'done') return found.reply;
    if (found.retryAfter !== undefined) gate.pause(found.retryAfter);
    throw new TryAgain(found.failure);
  }

  async function request(
    given: GraphqlRequest,
    { signal }: CallOptions = {},
  ): Promise<ShopifyReply> {
    const reply = await withRetries(() => attempt(given, signal), sending, signal);
    return reply.status === 'ok' ? reply : fail(reply.reason, clean(reply.detail));
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
      return fail('unavailable', clean(describeBreak(error)));
    }
  }

  return Object.freeze({ shop: endpoint.origin, apiVersion, request, download });
}
