/**
 * Writes marks and checks that they are stored. Magento's answer is read and verified, because
 * Magento silently drops values that it has no place for.
 */
import { encodeTextForm } from '../../../carry/carrier.ts';
import type { Verifier } from '../../../verify/verifier.ts';
import type { ProductResult } from '../../run/product-result.ts';
import type { ToWrite } from '../../run/run-over-shop.ts';
import type { CallOptions } from '../../run/sending.ts';
import { sleep } from '../../run/sleep.ts';
import { bulkStatusRequest, readBulkReply, readBulkStatusReply } from '../bulk.ts';
import { type ReadProduct, readProduct } from '../product.ts';
import { readProductsReply } from '../product-replies.ts';
import {
  bulkMarksRequest,
  type MarkWrite,
  markRequest,
  productsRequest,
} from '../product-requests.ts';
import { overridesOf } from '../scope.ts';
import type { MagentoClient } from './client.ts';
import { bodyOf, get, unexpected } from './stop.ts';
import { verifyRecord } from './verify-record.ts';
import type { PageRange, SoundRecord } from './walk.ts';

/** A record with the mark that was made for it. */
export interface Prepared extends ToWrite {
  readonly record: SoundRecord;
  readonly range: PageRange;
  /** One. */
  readonly writes: readonly [MarkWrite];
  /** What it comes to once the mark stands. */
  readonly result: ProductResult;
}

/** What writing needs to know. */
export interface WriteContext {
  readonly client: MagentoClient;
  /** The code of the attribute. */
  readonly code: string;
  /** Trusts the key that signed. */
  readonly verifier: Verifier;
  readonly clock: () => number;
  readonly call: CallOptions;
}

/** Writes one mark by a request of its own. */
export async function writeMark(prepared: Prepared, context: WriteContext): Promise<ProductResult> {
  const { client, code, call } = context;
  const reply = await client.send(markRequest(prepared.writes[0], { code }), call);
  if (reply.status === 'failed' && reply.httpStatus !== undefined) {
    return changed(prepared, 'refused', reply.detail);
  }
  const { storeView } = prepared.record.own;
  const scope = storeView === undefined ? {} : { storeView };
  return confirm(prepared, readProduct(bodyOf(reply), { code, ...scope }), context, undefined);
}

function changed(
  { result }: Prepared,
  outcome: ProductResult['outcome'],
  detail: string,
): ProductResult {
  return { ...result, outcome, detail, verdict: undefined };
}

/**
 * The time after which a bulk is given up if none of its requests has ended, because then no
 * consumer is running.
 */
const STALLED_MS = 10 * 60 * 1000;

/** Between two looks at a bulk, in seconds. */
const LOOK = [0.5, 1, 2, 5] as const;

/** Writes the marks of a page by bulk requests, one a scope, and reads the page again. */
export async function writeMarks(
  prepared: readonly Prepared[],
  context: WriteContext,
): Promise<readonly ProductResult[]> {
  const results: ProductResult[] = [];
  const scopes = new Set(prepared.map(({ record }) => record.own.storeView));
  for (const storeView of scopes) {
    const ofScope = prepared.filter(({ record }) => record.own.storeView === storeView);
    const failure = await runBulk(ofScope, context);
    const products = await readAgain(ofScope, storeView, context);
    for (const one of ofScope) {
      const read = products.get(one.record.own.sku) ?? { problem: 'it is no longer there' };
      results.push(await confirm(one, read, context, failure));
    }
  }
  return results;
}

/** Whether the mark stands on the product as it is now, and holds for what it says now. */
async function confirm(
  prepared: Prepared,
  read: ReadProduct,
  { verifier, clock }: WriteContext,
  failure: string | undefined,
): Promise<ProductResult> {
  if (read.product === undefined) return changed(prepared, 'broken', read.problem);
  const shown = read.product;
  const { record, writes } = prepared;
  if (!shown.marks.includes(encodeTextForm(writes[0].envelope))) {
    const detail = failure ?? "Magento dropped it: the attribute is not in the product's set";
    return changed(prepared, 'refused', `${detail}; set the shop up again`);
  }
  const { subject, base } = record;
  const own = shown.storeView === undefined ? shown : overridesOf(base, shown);
  const verdict = await verifyRecord({ subject, own, shown }, verifier, clock());
  if (verdict !== 'skipped' && verdict.status === 'verified') {
    return { ...prepared.result, verdict };
  }
  const why = verdict !== 'skipped' && verdict.status === 'rejected' ? verdict.detail : 'no mark';
  return changed(prepared, 'contended', `${why}; run it again`);
}

/** Runs a bulk to its end. What failed is said once, since the requests' places are not reliable. */
async function runBulk(
  prepared: readonly Prepared[],
  { client, code, call }: WriteContext,
): Promise<string | undefined> {
  const writes = prepared.flatMap((one) => one.writes);
  const started = readBulkReply(await get(client, bulkMarksRequest(writes, { code }), call));
  if (started.problem !== undefined) throw unexpected(started.problem);
  let open = Number.POSITIVE_INFINITY;
  let since = Date.now();
  for (let look = 0; ; look++) {
    await sleep(LOOK[Math.min(look, LOOK.length - 1)] as number, call.signal).catch(
      () => undefined,
    );
    const status = readBulkStatusReply(await get(client, bulkStatusRequest(started.id), call));
    if ('problem' in status) throw unexpected(status.problem);
    if (status.open === 0) return status.failed[0]?.detail;
    if (status.open < open) since = Date.now();
    open = Math.min(open, status.open);
    if (Date.now() - since > STALLED_MS) {
      throw unexpected('a bulk does not move on: is the consumer async.operations.all running?');
    }
  }
}

/** The products of the page that was written to, as they are now, by their SKU. */
async function readAgain(
  [first]: readonly Prepared[],
  storeView: string | undefined,
  { client, code, call }: WriteContext,
): Promise<ReadonlyMap<string, ReadProduct>> {
  if (first === undefined) return new Map();
  const scope = storeView === undefined ? {} : { storeView };
  const reply = await get(client, productsRequest({ ...first.range, ...scope }), call);
  const page = readProductsReply(reply, { code, ...scope });
  if ('problem' in page) throw unexpected(page.problem);
  return new Map(
    page.products.flatMap((read) => (read.product === undefined ? [] : [[read.product.sku, read]])),
  );
}
