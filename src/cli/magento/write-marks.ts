/**
 * Writing the marks of one page, and making sure that they stand there: what Magento answers is
 * read and checked, because it drops what it has no place for and says nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import {
  bulkMarksRequest,
  bulkStatusRequest,
  type MarkWrite,
  markRequest,
  overridesOf,
  productsRequest,
  type ReadProduct,
  readBulkReply,
  readBulkStatusReply,
  readProduct,
  readProductsReply,
} from 'contentmark/magento';
import type { Verifier } from 'contentmark/verify';
import type { MagentoClient } from './client.ts';
import { verifyRecord } from './verify-record.ts';
import { get, type Page, type SoundRecord, unexpected } from './walk.ts';

/** A record with the mark that was made for it. */
export interface Pending {
  readonly record: SoundRecord;
  /** Of the record in the report. */
  readonly number: number;
  readonly envelope: Uint8Array;
}

/** Why a mark does not stand where it was written. */
export interface WriteProblem {
  readonly reason: 'refused' | 'not-stored' | 'changed-meanwhile';
  readonly detail: string;
}

/** What writing needs to know. */
export interface WriteContext {
  readonly client: MagentoClient;
  /** The code of the attribute. */
  readonly code: string;
  /** Believes the key that signed. */
  readonly verifier: Verifier;
}

/** Writes one mark by a request of its own. `undefined` where it stands. */
export async function writeMark(
  pending: Pending,
  context: WriteContext,
): Promise<WriteProblem | undefined> {
  const { client, code } = context;
  const reply = await client.send(markRequest(writeOf(pending), { code }));
  if (reply.refusal !== undefined) return { reason: 'refused', detail: reply.refusal.detail };
  const { storeView } = pending.record.own;
  const read = readProduct(reply.body, { code, ...(storeView !== undefined && { storeView }) });
  return confirm(pending, read, context, undefined);
}

/** A bulk is given up when none of its requests has ended for so long: no consumer is running. */
const STALLED_MS = 10 * 60 * 1000;

/** Between two looks at a bulk. */
const LOOK_MS = [500, 1000, 2000, 5000] as const;

/** Writes the marks of a page by bulk requests, one a scope, and reads the page again. */
export async function writeMarks(
  page: Page,
  pending: readonly Pending[],
  context: WriteContext,
): Promise<ReadonlyMap<Pending, WriteProblem>> {
  const problems = new Map<Pending, WriteProblem>();
  const scopes = new Set(pending.map(({ record }) => record.own.storeView));
  for (const storeView of scopes) {
    const ofScope = pending.filter(({ record }) => record.own.storeView === storeView);
    const failure = await runBulk(ofScope, context);
    const products = await readAgain(page, storeView, context);
    for (const one of ofScope) {
      const read = products.get(one.record.own.sku) ?? { problem: 'it is no longer there' };
      const problem = confirm(one, read, context, failure);
      if (problem !== undefined) problems.set(one, problem);
    }
  }
  return problems;
}

function writeOf({ record, envelope }: Pending): MarkWrite {
  const { sku, storeView } = record.own;
  return { sku, storeView, envelope };
}

/** Whether the mark stands on the product as it is now, and holds for what it says now. */
function confirm(
  { record, envelope }: Pending,
  read: ReadProduct,
  { verifier }: WriteContext,
  failure: string | undefined,
): WriteProblem | undefined {
  if (read.product === undefined) return { reason: 'not-stored', detail: read.problem };
  const shown = read.product;
  const written = Buffer.from(envelope).toString('base64url');
  if (!shown.marks.includes(written)) {
    const detail = failure ?? "Magento dropped it: the attribute is not in the product's set";
    return { reason: 'not-stored', detail: `${detail}; run contentmark magento setup` };
  }
  const { subject, base } = record;
  const own = shown.storeView === undefined ? shown : overridesOf(base, shown);
  const verdict = verifyRecord({ subject, own, shown }, verifier);
  if (verdict !== 'skipped' && verdict.status === 'verified') return undefined;
  const why = verdict !== 'skipped' && verdict.status === 'rejected' ? verdict.detail : 'no mark';
  return { reason: 'changed-meanwhile', detail: `${why}; run the command again` };
}

/** Runs a bulk to its end. What failed is said once, since the requests' places are not reliable. */
async function runBulk(
  pending: readonly Pending[],
  { client, code }: WriteContext,
): Promise<string | undefined> {
  const reply = await get(client, bulkMarksRequest(pending.map(writeOf), { code }));
  const started = readBulkReply(reply);
  if (started.problem !== undefined) throw unexpected(started.problem);
  let open = Number.POSITIVE_INFINITY;
  let since = Date.now();
  for (let look = 0; ; look++) {
    await wait(LOOK_MS[Math.min(look, LOOK_MS.length - 1)]);
    const status = readBulkStatusReply(await get(client, bulkStatusRequest(started.id)));
    if ('problem' in status) throw unexpected(status.problem);
    if (status.open === 0) return status.failed[0]?.detail;
    if (status.open < open) since = Date.now();
    open = Math.min(open, status.open);
    if (Date.now() - since > STALLED_MS) {
      throw unexpected('a bulk does not move on: is the consumer async.operations.all running?');
    }
  }
}

async function readAgain(
  { range }: Page,
  storeView: string | undefined,
  { client, code }: WriteContext,
): Promise<ReadonlyMap<string, ReadProduct>> {
  const scope = storeView === undefined ? {} : { storeView };
  const reply = await get(client, productsRequest({ ...range, ...scope }));
  const page = readProductsReply(reply, { code, ...scope });
  if ('problem' in page) throw unexpected(page.problem);
  return new Map(
    page.products.flatMap((read) => (read.product === undefined ? [] : [[read.product.sku, read]])),
  );
}
