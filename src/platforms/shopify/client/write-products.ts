/**
 * Writes metafields of products, 25 a call. Each write is a compare-and-set: if the value was
 * changed meanwhile, nothing is overwritten, and the product is read and decided upon again.
 */

import { type Failed, fail } from '../../run/failure.ts';
import type { ProductResult } from '../../run/product-result.ts';
import { isPrepared, type ToWrite } from '../../run/run-over-shop.ts';
import { readMetafieldsReply, type WrittenProduct } from '../metafield-replies.ts';
import {
  batchWrites,
  MAX_METAFIELDS,
  type MetafieldWrite,
  metafieldsRequest,
} from '../metafield-writes.ts';
import type { FoundProduct, ReadProduct, ShopifyProduct } from '../product.ts';
import { readProductsReply } from '../product-replies.ts';
import { productsRequest } from '../product-requests.ts';
import type { ShopifyClient } from './client.ts';

/** A product with what is to be written onto it. */
export interface Prepared extends ToWrite {
  readonly product: ShopifyProduct;
  /** At least one. */
  readonly writes: readonly MetafieldWrite[];
  /** What it comes to once it is written. */
  readonly result: ProductResult;
  /** Whether what was written still holds for what the product says, as the reply shows it. */
  readonly holds: (shown: WrittenProduct) => Promise<boolean>;
}

/** Decides what to do with a product as it is now. Pure but for signing. */
export type Prepare = (product: ShopifyProduct) => Promise<Prepared | ProductResult>;

/** Attempts at one product, each after reading it anew. */
const MAX_ATTEMPTS = 6;

/** Products read again in one query; halved where that is too expensive. */
const READ_AT_ONCE = 12;

interface Waiting {
  readonly prepared: Prepared;
  readonly attempts: number;
}

/** Writes all of them. Results come in no order. */
export async function writeProducts(
  client: ShopifyClient,
  given: readonly Prepared[],
  prepare: Prepare,
  signal: AbortSignal | undefined,
): Promise<{ readonly results: readonly ProductResult[] } | Failed> {
  const results: ProductResult[] = [];
  let waiting: Waiting[] = given.map((prepared) => ({ prepared, attempts: 1 }));
  /** What a call may hold at most: less than Shopify allows where its price is too high. */
  let ceiling = MAX_METAFIELDS;
  let size = ceiling;

  while (waiting.length > 0) {
    const batch = take(waiting, size);
    waiting = waiting.slice(batch.length);
    const writes = batch.flatMap(({ prepared }) => prepared.writes);
    const reply = await client.request(metafieldsRequest(writes), { ...(signal && { signal }) });
    if (reply.status !== 'ok') {
      if (reply.reason !== 'too-expensive' || batch.length === 1) return reply;
      ceiling = Math.max(1, Math.floor(writes.length / 2));
      size = ceiling;
      waiting.unshift(...batch);
      continue;
    }
    const read = readMetafieldsReply(reply.data, writes.length);
    if (read.problem !== undefined) return fail('malformed', read.problem);
    let changed: Waiting[] = [];
    if (read.errors === undefined) {
      const shown = new Map(read.written.map(({ owner }) => [owner.id, owner]));
      for (const one of batch) {
        const owner = shown.get(one.prepared.product.id);
        if (owner !== undefined && (await one.prepared.holds(owner)))
          results.push(one.prepared.result);
        else changed.push(one);
      }
    } else {
      const blamed = blame(batch, read.errors);
      if (blamed === undefined) {
        // Refused as a whole, with no word of why: in halves the culprit comes out.
        if (batch.length === 1) {
          const [one] = batch as [Waiting];
          results.push(refused(one, read.errors[0]?.message ?? 'no reason given'));
          continue;
        }
        const half = Math.ceil(batch.length / 2);
        size = batch.slice(0, half).reduce((sum, { prepared }) => sum + prepared.writes.length, 0);
        waiting.unshift(...batch);
        continue;
      }
      changed = blamed.stale;
      for (const { one, detail } of blamed.refused) results.push(refused(one, detail));
      waiting.unshift(...blamed.innocent);
    }
    size = ceiling;
    if (changed.length === 0) continue;
    const again = await readAgain(client, changed, prepare, signal);
    if ('status' in again) return again;
    results.push(...again.results);
    waiting.unshift(...again.waiting);
  }
  return { results };
}

/** The first products whose writes fit one call. */
function take(waiting: readonly Waiting[], size: number): readonly Waiting[] {
  const [first] = batchWrites(waiting.map(({ prepared }) => prepared.writes));
  const fits = Math.min(size, first?.length ?? 0);
  let count = 0;
  let length = 0;
  for (const { prepared } of waiting) {
    length += prepared.writes.length;
    if (length > fits && count > 0) break;
    count += 1;
  }
  return waiting.slice(0, count);
}

/** Assigns errors to products; `undefined` where no error names one. */
function blame(
  batch: readonly Waiting[],
  errors: readonly {
    readonly code: string;
    readonly index: number | undefined;
    readonly message: string;
  }[],
):
  | {
      readonly stale: Waiting[];
      readonly refused: { readonly one: Waiting; readonly detail: string }[];
      readonly innocent: Waiting[];
    }
  | undefined {
  const owners = batch.flatMap((one) => one.prepared.writes.map(() => one));
  const guilty = new Map<Waiting, { readonly isStale: boolean; readonly detail: string }>();
  for (const { code, index, message } of errors) {
    const one = index === undefined ? undefined : owners[index];
    if (one === undefined) continue;
    // A digest that Shopify no longer knows was read before something that changed it, too.
    const isStale = code === 'STALE_OBJECT' || code === 'INVALID_COMPARE_DIGEST';
    if (!guilty.has(one) || !isStale) guilty.set(one, { isStale, detail: `${code}: ${message}` });
  }
  if (guilty.size === 0) return undefined;
  const entries = [...guilty];
  return {
    stale: entries.filter(([, { isStale }]) => isStale).map(([one]) => one),
    refused: entries
      .filter(([, { isStale }]) => !isStale)
      .map(([one, { detail }]) => ({ one, detail })),
    innocent: batch.filter((one) => !guilty.has(one)),
  };
}

function refused({ prepared }: Waiting, detail: string): ProductResult {
  return { ...prepared.result, outcome: 'refused', detail, verdict: undefined };
}

/** A product with the media that did not fit the reply. */
async function readWhole(
  client: ShopifyClient,
  read: ReadProduct | null | undefined,
  signal: AbortSignal | undefined,
): Promise<FoundProduct | Failed | null> {
  let found = read ?? null;
  while (found?.more !== undefined) {
    const reply = await client.request(found.more.request, { ...(signal && { signal }) });
    if (reply.status !== 'ok') return reply;
    found = found.more.read(reply.data);
  }
  return found;
}

/** Reads products anew and decides upon each again. */
async function readAgain(
  client: ShopifyClient,
  changed: readonly Waiting[],
  prepare: Prepare,
  signal: AbortSignal | undefined,
): Promise<{ readonly results: ProductResult[]; readonly waiting: Waiting[] } | Failed> {
  const results: ProductResult[] = [];
  const waiting: Waiting[] = [];
  let left = changed;
  let size = READ_AT_ONCE;
  while (left.length > 0) {
    const some = left.slice(0, size);
    const ids = some.map(({ prepared }) => prepared.product.id);
    const reply = await client.request(productsRequest(ids), { ...(signal && { signal }) });
    if (reply.status !== 'ok') {
      if (reply.reason !== 'too-expensive' || size === 1) return reply;
      size = Math.ceil(size / 2);
      continue;
    }
    left = left.slice(some.length);
    const read = readProductsReply(reply.data);
    if (read === undefined || read.length !== some.length) {
      return fail('malformed', `${some.length} products were asked for, others came back`);
    }
    for (const [index, one] of some.entries()) {
      const found = await readWhole(client, read[index], signal);
      if (found !== null && 'status' in found) return found;
      const { subject, id } = one.prepared.result;
      const base = { subject, id, verdict: undefined };
      if (found === null) {
        results.push({ ...base, outcome: 'gone', detail: 'it was deleted meanwhile' });
      } else if (found.product === undefined) {
        results.push({ ...base, outcome: 'broken', detail: found.problem });
      } else if (one.attempts >= MAX_ATTEMPTS) {
        const detail = `it changed at each of ${MAX_ATTEMPTS} attempts`;
        results.push({ ...base, outcome: 'contended', detail });
      } else {
        const decided = await prepare(found.product);
        if (isPrepared(decided)) waiting.push({ prepared: decided, attempts: one.attempts + 1 });
        else results.push(decided);
      }
    }
  }
  return { results, waiting };
}
