/**
 * A client for one Magento shop: sends the requests of `contentmark/magento`, waits where the shop
 * wants it to, and tries again where that can help. It runs wherever `fetch` does. The token is in
 * no message, no result and no property.
 */

import { readOptions } from '../../../errors.ts';
import { printable } from '../../../printable.ts';
import { type Failed, fail } from '../../run/failure.ts';
import { readBody } from '../../run/read-body.ts';
import {
  attemptOnce,
  type CallOptions,
  readSendOptions,
  SEND_OPTIONS,
  type SendOptions,
  TryAgain,
  withRetries,
} from '../../run/sending.ts';
import { readErrorReply } from '../error-reply.ts';
import { addressOf, type Edition, type RestRequest } from '../request.ts';
import { readEndpoint, type ShopAddress } from './endpoint.ts';

/** Options of {@link createMagentoClient}. Times are in seconds. */
export interface MagentoClientOptions extends ShopAddress, SendOptions {}

/** The result of a request. */
export type MagentoReply =
  | {
      readonly status: 'ok';
      /** For the adapter's reader that goes with the request. */
      readonly body: unknown;
    }
  | (Failed & {
      /** Set where Magento refused this one request, which says nothing of the next; `detail` is its message. */
      readonly httpStatus?: number;
    });

/** What sends. Made by {@link createMagentoClient}. */
export interface MagentoClient {
  /** Such as `https://shop.example`, without a slash at its end. */
  readonly shop: string;
  readonly edition: Edition;
  /** Sends a request until it is answered or the retries are used up. Never throws over an answer. */
  send(request: RestRequest, options?: CallOptions): Promise<MagentoReply>;
}

const OPTIONS = [
  'url',
  'token',
  'edition',
  'apiKey',
  'orgId',
  ...SEND_OPTIONS,
] as const satisfies readonly (keyof MagentoClientOptions)[];

/** Saving one product takes seconds in a large shop. */
const TIMEOUT = 120;

/** Statuses that pass by themselves: throttled, restarting, overloaded, in maintenance. */
const TEMPORARY: readonly number[] = [429, 502, 503, 504];

/**
 * Makes a client. Nothing is sent yet; unknown options are refused.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createMagentoClient } from 'contentmark/magento-client';
 *
 * const client = createMagentoClient({
 *   url: 'https://shop.example/',
 *   token: 'token-of-an-integration',
 *   // In place of the network, for this example.
 *   fetch: () => Promise.resolve(Response.json({})),
 * });
 * console.log(client.shop); // https://shop.example
 * ```
 */
export function createMagentoClient(options: MagentoClientOptions): MagentoClient {
  const given = readOptions('options', options, OPTIONS);
  const { baseUrl, edition, headers } = readEndpoint(given);
  const sending = readSendOptions(given, TIMEOUT);
  // Taken out first: called as a member it would have the wrong `this`, which workerd refuses.
  const { fetch } = sending;
  /** Removes the token from text of an answer, which might repeat what it was sent. */
  const clean = (text: string): string => text.replaceAll(given.token, '[token]');

  async function attempt(
    request: RestRequest,
    signal: AbortSignal | undefined,
  ): Promise<MagentoReply> {
    const { method, body } = request;
    const { path, headers: scope } = addressOf(request, edition);
    const { response, text } = await attemptOnce(sending, signal, async (limit) => {
      const found = await fetch(`${baseUrl}/${path}`, {
        method,
        headers: {
          ...headers,
          ...scope,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // Following would send the token on to whatever host the answer names.
        redirect: 'manual',
        signal: limit,
      });
      return { response: found, text: await readBody(found) };
    });
    const { status } = response;
    if (TEMPORARY.includes(status)) {
      const wait = readRetryAfter(response.headers.get('retry-after'));
      throw new TryAgain(
        fail(status === 429 ? 'throttled' : 'unavailable', `HTTP ${status}`),
        wait,
      );
    }
    return judge(status, text);
  }

  async function send(request: RestRequest, { signal }: CallOptions = {}): Promise<MagentoReply> {
    const reply = await withRetries(() => attempt(request, signal), sending, signal);
    return reply.status === 'ok' ? reply : Object.freeze({ ...reply, detail: clean(reply.detail) });
  }

  return Object.freeze({ shop: baseUrl, edition, send });
}

/** Classifies an answer: success, a refusal of this one request, or a failure of the whole run. */
function judge(status: number, text: string | undefined): MagentoReply {
  const parsed = parse(text);
  if (status >= 200 && status < 300) {
    if (parsed !== undefined) return { status: 'ok', body: parsed.value };
    return text === undefined
      ? fail('malformed', 'an answer that is too long, or not UTF-8')
      : fail('not-found', 'the answer is no JSON: is a Magento shop at this address?');
  }
  if (status >= 300 && status < 400) {
    return fail('not-found', `HTTP ${status}: the shop has another address; use that one`);
  }
  const detail = printable(readErrorReply(parsed?.value) ?? `HTTP ${status}`);
  if (status === 401) return fail('unauthorized', detail);
  if (status === 403) return fail('forbidden', detail);
  const reason = status === 404 ? 'not-found' : 'refused';
  return { ...fail(reason, detail), httpStatus: status };
}

function parse(text: string | undefined): { readonly value: unknown } | undefined {
  try {
    return text === undefined ? undefined : { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Seconds of a `Retry-After`: seconds, or a date (RFC 9110 §10.2.3). */
function readRetryAfter(value: string | null): number {
  if (value === null) return 0;
  const seconds = /^\d{1,6}$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.max(seconds, 0);
}
