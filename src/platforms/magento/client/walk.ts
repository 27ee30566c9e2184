/**
 * Walks through a shop's catalogue page by page, and gives each product in the default scope and in
 * the store views as the records that marks are about.
 */
import { isContentmarkError } from '../../../errors.ts';
import { wrongOption } from '../../../options.ts';
import type { Failed } from '../../run/failure.ts';
import type { Walk } from '../../run/run-over-shop.ts';
import type { CallOptions } from '../../run/sending.ts';
import { readPageSizeLimit } from '../error-reply.ts';
import { PART_NAMES } from '../part-rules.ts';
import type { MagentoProduct, ReadProduct } from '../product.ts';
import { readProductsReply } from '../product-replies.ts';
import { productsRequest } from '../product-requests.ts';
import { overridesOf, subjectOf } from '../scope.ts';
import { readStoreViewsReply, storeViewsRequest } from '../store-views.ts';
import type { MagentoClient } from './client.ts';
import type { MagentoRunSettings } from './run-options.ts';
import { bodyOf, get, unexpected } from './stop.ts';

/** A product in the default scope, or what a store view says of its own. */
export interface SoundRecord {
  /** `SKU`, or `SKU;store=VIEW`. */
  readonly subject: string;
  /** What the mark is about: of a view, what it overrides. */
  readonly own: MagentoProduct;
  /** The product as the scope shows it. */
  readonly shown: MagentoProduct;
  /** The product in the default scope. */
  readonly base: MagentoProduct;
  readonly problem?: never;
}

/** A record, or what is wrong with it. */
type FoundRecord = SoundRecord | { readonly subject: string | undefined; readonly problem: string };

/** Where to find the products of a page again, in any scope. */
export interface PageRange {
  readonly after: number;
  readonly upTo: number;
  readonly pageSize: number;
}

/** A record, and the page on which it stands. */
export type Found = FoundRecord & { readonly range: PageRange };

/** The store views to look into: those that were named, or all. */
async function findStoreViews(
  client: MagentoClient,
  wanted: readonly string[] | undefined,
  call: CallOptions,
): Promise<readonly string[]> {
  if (wanted?.length === 0) return [];
  const read = readStoreViewsReply(await get(client, storeViewsRequest(), call));
  if ('problem' in read) throw unexpected(read.problem);
  const missing = wanted?.find((code) => !read.codes.includes(code));
  if (missing !== undefined) {
    const has = read.codes.join(', ');
    throw wrongOption(
      'options.storeViews',
      `store views of the shop; it has ${has}, not "${missing}"`,
    );
  }
  return wanted ?? read.codes;
}

/** All records of the shop, in the order of the products' ids. The cursor is the last id that is done with. */
export async function walkRecords(
  client: MagentoClient,
  { code, storeViews: wanted, pageSize: asked, signal }: MagentoRunSettings,
  walk: Walk<Found, number>,
): Promise<Failed | undefined> {
  const call: CallOptions = { ...(signal !== undefined && { signal }) };
  const storeViews = await findStoreViews(client, wanted, call);
  let pageSize = asked;
  let after = walk.from?.cursor ?? 0;
  let done = walk.from?.done ?? 0;
  if (walk.from === undefined) await walk.onBegin(after);
  for (;;) {
    const reply = await client.send(productsRequest({ after, pageSize }), call);
    const limit = reply.status === 'ok' ? undefined : readPageSizeLimit(reply.detail);
    if (limit !== undefined && limit < pageSize) {
      pageSize = limit;
      continue;
    }
    const page = readProductsReply(bodyOf(reply), { code });
    if ('problem' in page) throw unexpected(page.problem);
    const { products, last, next, totalCount } = page;
    if (last === undefined) return undefined;
    // A server that gives the same page for ever would be walked for ever.
    if (last <= after) throw unexpected('a page of products that were read already');
    const range = { after, upTo: last, pageSize };
    walk.onTotal(done + totalCount);
    const views = new Map<string, ReadonlyMap<string, ReadProduct>>();
    for (const storeView of storeViews) {
      const request = productsRequest({ ...range, storeView });
      const shown = readProductsReply(await get(client, request, call), { code, storeView });
      if ('problem' in shown) throw unexpected(shown.problem);
      views.set(storeView, indexBySku(shown.products));
    }
    for (const read of products) {
      for (const record of recordsOf(read, views)) {
        const failure = await walk.onFound({ ...record, range });
        if (failure !== undefined) return failure;
      }
    }
    done += products.length;
    const failure = await walk.onPlace({ cursor: last, done });
    if (failure !== undefined || next === undefined) return failure;
    after = next;
  }
}

function indexBySku(products: readonly ReadProduct[]): ReadonlyMap<string, ReadProduct> {
  return new Map(
    products.map((read) => [
      read.product === undefined ? (read.sku ?? '') : read.product.sku,
      read,
    ]),
  );
}

function* recordsOf(
  read: ReadProduct,
  views: ReadonlyMap<string, ReadonlyMap<string, ReadProduct>>,
): Generator<FoundRecord> {
  const { product: base } = read;
  if (base === undefined) {
    yield { subject: read.sku, problem: read.problem };
    return;
  }
  yield createRecord(base, base, base);
  for (const [storeView, products] of views) {
    const shown = products.get(base.sku);
    // A product that is not in the view's website is not shown there.
    if (shown === undefined) continue;
    if (shown.product === undefined) {
      yield { subject: `${base.sku};store=${storeView}`, problem: shown.problem };
      continue;
    }
    const own = overridesOf(base, shown.product);
    const isSilent = own.marks.length === 0 && PART_NAMES.every((name) => own.values[name] === '');
    if (!isSilent) yield createRecord(own, shown.product, base);
  }
}

function createRecord(
  own: MagentoProduct,
  shown: MagentoProduct,
  base: MagentoProduct,
): FoundRecord {
  try {
    return { subject: subjectOf(own), own, shown, base };
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    return { subject: own.sku, problem: error.message };
  }
}
