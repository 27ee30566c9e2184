/**
 * Sends the requests of `contentmark/magento`, one at a time. What may pass by itself is tried
 * again; what a token or a URL is to blame for ends the command; a refusal of one request is an
 * answer like any other.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { addressOf, type RestRequest, readErrorReply } from 'contentmark/magento';
import pRetry from 'p-retry';
import { printable } from '../../printable.ts';
import { EXIT, Failure, usage } from '../terminal/failure.ts';
import { type Connection, VARIABLES } from './connection.ts';

/** What a shop answered: success, or a refusal of this one request. */
export type Reply =
  | { readonly body: unknown; readonly refusal?: never }
  | { readonly refusal: { readonly status: number; readonly detail: string } };

/** Sends requests. */
export interface MagentoClient {
  /** @throws Failure where nothing more can be done with this shop. */
  send(request: RestRequest): Promise<Reply>;
}

/** A page of 300 products with long descriptions is some 20 MB. */
const MAX_REPLY_BYTES = 64 * 1024 * 1024;

/** Saving one product takes seconds in a large shop. */
const TIMEOUT_MS = 120_000;

/** However long a shop asks us to wait, a person is waiting too. */
const MAX_WAIT_MS = 120_000;

/** Statuses that pass by themselves: throttled, restarting, overloaded, in maintenance. */
const PASSING = [429, 502, 503, 504];

/** Worth another try. */
class Passing extends Error {}

/** Opens a client. Nothing is sent yet. */
export function createClient(connection: Connection): MagentoClient {
  return {
    async send(request) {
      try {
        return await pRetry(() => attempt(connection, request), {
          retries: 5,
          minTimeout: 250,
          maxTimeout: 30_000,
          randomize: true,
          shouldRetry: ({ error }) => error instanceof Passing,
        });
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        throw new Failure(
          EXIT.internal,
          'ERR_MAGENTO',
          `the shop does not answer: ${error.message}`,
        );
      }
    },
  };
}

async function attempt(connection: Connection, request: RestRequest): Promise<Reply> {
  const response = await ask(connection, request);
  const { status } = response;
  if (PASSING.includes(status)) {
    await response.body?.cancel();
    await wait(readRetryAfter(response.headers.get('retry-after')));
    throw new Passing(`HTTP status ${status}`);
  }
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    throw usage(
      `the shop redirects; set ${VARIABLES.url} to where it is (redirects are not followed with a token)`,
      VARIABLES.url,
    );
  }
  const body = await readBody(response);
  if (status >= 200 && status < 300) {
    if (body === undefined) {
      throw usage(
        `${VARIABLES.url} answers, but not with JSON: is it a Magento shop?`,
        VARIABLES.url,
      );
    }
    return { body: body.value };
  }
  const detail = printable(readErrorReply(body?.value) ?? `HTTP status ${status}`);
  if (status === 401 || status === 403) {
    throw usage(`the shop does not let the token in: ${detail}`, VARIABLES.token);
  }
  return { refusal: { status, detail } };
}

async function ask(connection: Connection, request: RestRequest): Promise<Response> {
  const { baseUrl, edition, headers } = connection;
  const { method, body } = request;
  const address = addressOf(request, edition);
  try {
    return await fetch(`${baseUrl}/${address.path}`, {
      method,
      headers: {
        ...headers,
        ...address.headers,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new Passing(describeCause(error));
  }
}

/** `fetch failed` says nothing; its cause does. Never the URL, which may hold a tenant. */
function describeCause(error: unknown): string {
  const { cause, name } = error as {
    readonly cause?: { readonly code?: unknown };
    readonly name?: unknown;
  };
  if (name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} seconds`;
  return typeof cause?.code === 'string' ? cause.code : 'the connection failed';
}

/** JSON of bounded size, or `undefined` for anything else. */
async function readBody(response: Response): Promise<{ readonly value: unknown } | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_REPLY_BYTES) {
        throw new Failure(EXIT.internal, 'ERR_MAGENTO', `a reply of over ${MAX_REPLY_BYTES} bytes`);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Failure ? error : new Passing(describeCause(error));
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown };
  } catch {
    return undefined;
  }
}

/** Milliseconds of a `Retry-After`: seconds, or a date (RFC 9110 §10.2.3). */
function readRetryAfter(value: string | null): number {
  if (value === null) return 0;
  const milliseconds = /^\d{1,6}$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? 0 : Math.min(Math.max(milliseconds, 0), MAX_WAIT_MS);
}
