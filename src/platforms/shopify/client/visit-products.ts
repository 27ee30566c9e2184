/**
 * Visits every product of a shop in the order of one bulk operation's result, each once, however
 * often the download breaks. A later process can go on from any place in the same result, which
 * Shopify keeps for seven days.
 */

import { type Failed, fail } from '../../run/failure.ts';
import type { Walk } from '../../run/run-over-shop.ts';
import { sleep } from '../../run/sleep.ts';
import { readBulkLines } from '../bulk-lines.ts';
import { type BulkProduct, readBulkProducts } from '../bulk-products.ts';
import {
  bulkOperationRequest,
  bulkProductsRequest,
  readBulkOperationReply,
  readBulkStartReply,
} from '../bulk-requests.ts';
import type { ShopifyClient } from './client.ts';

/** What to go through: an operation that has been started before, or a new one. */
export interface Visit extends Walk<BulkProduct, string> {
  /** A filter in Shopify's search syntax. Default every product. */
  readonly query: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Downloads that break without having come one product further, before it is given up. */
const MAX_BREAKS = 5;

/** Between two looks at an operation, in seconds: quickly at first, for small shops. */
const FIRST_LOOK = 0.1;
const LAST_LOOK = 15;

/** While five operations of the app run at once, in seconds and in times. */
const BUSY_DELAY = 10;
const MAX_BUSY = 60;

/** Goes through the products. The cursor is the operation's GID. Throws only what it is given throws. */
export async function visitProducts(
  client: ShopifyClient,
  visit: Visit,
): Promise<Failed | undefined> {
  const { from } = visit;
  let found = from === undefined ? 'gone' : await wait(client, from.cursor, visit);
  let position = from?.done ?? 0;
  let id = from?.cursor;
  if (found === 'gone') {
    // Also where the result is older than a week: then everything is looked at again.
    const started = await start(client, visit);
    if (typeof started !== 'string') return started;
    id = started;
    position = 0;
    await visit.onBegin(id);
    found = await wait(client, id, visit);
  }
  if (found === 'gone' || id === undefined)
    return fail('malformed', 'the bulk operation is not there');

  let why = '';
  for (let breaks = 0; breaks < MAX_BREAKS; breaks++) {
    if ('status' in found) return found;
    if (found.url === undefined) return undefined;
    const before = position;
    const outcome = await download(id, found.url, found.bytes);
    if (outcome === 'complete') return undefined;
    if (outcome.type === 'ended') return outcome.failure;
    if (outcome.failure.reason === 'canceled') return outcome.failure;
    why = outcome.failure.detail;
    if (position > before) breaks = -1;
    await sleep(FIRST_LOOK * 2 ** Math.max(0, breaks), visit.signal).catch(() => undefined);
    // The address may have expired meanwhile.
    const again = await wait(client, id, visit);
    if (again === 'gone') return fail('unavailable', 'the result of the bulk operation is gone');
    found = again;
  }
  return fail('unavailable', `the result breaks off, again and again: ${why}`);

  async function download(
    operation: string,
    url: string,
    bytes: number | undefined,
  ): Promise<'complete' | { readonly type: 'broken' | 'ended'; readonly failure: Failed }> {
    let broken: Failed | undefined;
    async function* whole(): AsyncGenerator<Uint8Array> {
      let length = 0;
      const chunks = client.download(url, { ...(visit.signal && { signal: visit.signal }) });
      for (;;) {
        const { done, value } = await chunks.next();
        if (!done) {
          length += value.length;
          yield value;
          continue;
        }
        // Thrown, so that a product whose images have not all come is never taken for whole.
        if (value !== undefined) throw new Broken(value);
        if (bytes !== undefined && length !== bytes) {
          throw new Broken(fail('unavailable', `${length} of ${bytes} bytes came`));
        }
        return;
      }
    }
    let place = 0;
    try {
      for await (const product of readBulkProducts(readBulkLines(whole()))) {
        place += 1;
        if (place <= position) continue;
        position = place;
        const failure =
          (await visit.onFound(product)) ??
          (await visit.onPlace({ cursor: operation, done: place }));
        if (failure !== undefined) return { type: 'ended', failure };
      }
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      broken = error.failure;
    }
    return broken === undefined ? 'complete' : { type: 'broken', failure: broken };
  }
}

class Broken extends Error {
  readonly failure: Failed;
  constructor(failure: Failed) {
    super(failure.detail);
    this.failure = failure;
  }
}

async function start(client: ShopifyClient, { query, signal }: Visit): Promise<string | Failed> {
  const request = bulkProductsRequest({ ...(query !== undefined && { query }) });
  for (let times = 0; times < MAX_BUSY; times++) {
    const reply = await client.request(request, { ...(signal && { signal }) });
    if (reply.status !== 'ok') return reply;
    const started = readBulkStartReply(reply.data);
    if (started.status === 'started') return started.id;
    if (started.status === 'refused') return fail('refused', started.detail);
    await sleep(BUSY_DELAY, signal).catch(() => undefined);
    if (signal?.aborted) return fail('canceled', 'canceled by the caller');
  }
  return fail('throttled', 'other bulk operations of this app have been running all the time');
}

interface Completed {
  readonly url: string | undefined;
  readonly bytes: number | undefined;
}

async function wait(
  client: ShopifyClient,
  id: string,
  { signal, onReading, onTotal }: Visit,
): Promise<Completed | Failed | 'gone'> {
  for (let delay = FIRST_LOOK; ; delay = Math.min(LAST_LOOK, delay * 1.5)) {
    const reply = await client.request(bulkOperationRequest(id), { ...(signal && { signal }) });
    if (reply.status !== 'ok') return reply;
    const operation = readBulkOperationReply(reply.data);
    if (operation === null) return 'gone';
    if (operation === undefined) return fail('malformed', 'an answer without a bulk operation');
    if (operation.status === 'completed') {
      onTotal(operation.products);
      return { url: operation.url, bytes: operation.bytes };
    }
    if (operation.status === 'ended') {
      // EXPIRED is a week old; anything else has failed, and a new one may not.
      if (operation.detail.startsWith('EXPIRED')) return 'gone';
      return fail('refused', `the bulk operation ended: ${operation.detail}`);
    }
    onReading(operation.objects);
    await sleep(delay, signal).catch(() => undefined);
    if (signal?.aborted) return fail('canceled', 'canceled by the caller');
  }
}
