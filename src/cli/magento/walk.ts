/**
 * Walks through a shop's catalogue: page by page, each product in the default scope and in the
 * store views, brought down to the records that marks are about.
 */

import { isContentmarkError } from 'contentmark';
import {
  type MagentoProduct,
  overridesOf,
  PART_NAMES,
  productsRequest,
  type ReadProduct,
  readPageSizeLimit,
  readProductsReply,
  readStoreViewsReply,
  storeViewsRequest,
  subjectOf,
} from 'contentmark/magento';
import { EXIT, Failure, usage } from '../terminal/failure.ts';
import type { MagentoClient, Reply } from './client.ts';

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
export type ScopeRecord =
  | SoundRecord
  | { readonly subject: string | undefined; readonly problem: string };

/** What to walk through. */
export interface WalkOptions {
  /** The code of the attribute that carries marks. */
  readonly code: string;
  readonly storeViews: readonly string[];
  readonly pageSize: number;
}

/** A page of records. */
export interface Page {
  readonly records: readonly ScopeRecord[];
  /** Products on it. */
  readonly products: number;
  /** Products of the shop, as far as is known. */
  readonly total: number;
  /** Where to find these products again, in any scope. */
  readonly range: { readonly after: number; readonly upTo: number; readonly pageSize: number };
}

/** The store views to look into: those that were named, or all. */
export async function findStoreViews(
  client: MagentoClient,
  wanted: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (wanted?.length === 0) return [];
  const read = readStoreViewsReply(await get(client, storeViewsRequest()));
  if ('problem' in read) throw unexpected(read.problem);
  const missing = wanted?.find((code) => !read.codes.includes(code));
  if (missing !== undefined) {
    throw usage(
      `--store-views: the shop has no "${missing}"; it has ${read.codes.join(', ')}`,
      '--store-views',
    );
  }
  return wanted ?? read.codes;
}

/** All records of the shop, in the order of the products' ids. */
export async function* walk(client: MagentoClient, options: WalkOptions): AsyncGenerator<Page> {
  const { storeViews, code } = options;
  let { pageSize } = options;
  let after = 0;
  let seen = 0;
  for (;;) {
    const reply = await client.send(productsRequest({ after, pageSize }));
    const limit = reply.refusal && readPageSizeLimit(reply.refusal.detail);
    if (limit !== undefined && limit < pageSize) {
      pageSize = limit;
      continue;
    }
    const page = readProductsReply(bodyOf(reply), { code });
    if ('problem' in page) throw unexpected(page.problem);
    const { products, last, next, totalCount } = page;
    if (last === undefined) return;
    // A server that gives the same page for ever would be walked for ever.
    if (last <= after) throw unexpected('a page of products that were read already');
    const range = { after, upTo: last, pageSize };
    const views = new Map<string, ReadonlyMap<string, ReadProduct>>();
    for (const storeView of storeViews) {
      const request = productsRequest({ ...range, storeView });
      const shown = readProductsReply(await get(client, request), { code, storeView });
      if ('problem' in shown) throw unexpected(shown.problem);
      views.set(storeView, indexBySku(shown.products));
    }
    const total = seen + totalCount;
    seen += products.length;
    const records = products.flatMap((read) => [...recordsOf(read, views)]);
    yield { records, products: products.length, total, range };
    if (next === undefined) return;
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
): Generator<ScopeRecord> {
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
): ScopeRecord {
  try {
    return { subject: subjectOf(own), own, shown, base };
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    return { subject: own.sku, problem: error.message };
  }
}

/** The body of a reply that must be one. */
export async function get(
  client: MagentoClient,
  request: Parameters<MagentoClient['send']>[0],
): Promise<unknown> {
  return bodyOf(await client.send(request));
}

/** The body of a reply, where a refusal of it ends the command. */
export function bodyOf(reply: Reply): unknown {
  if (reply.refusal === undefined) return reply.body;
  const { status, detail } = reply.refusal;
  throw new Failure(
    EXIT.usage,
    'ERR_MAGENTO',
    `the shop refuses (HTTP status ${status}): ${detail}`,
  );
}

/** A reply that is not what Magento documents. */
export function unexpected(problem: string): Failure {
  return new Failure(EXIT.internal, 'ERR_MAGENTO', `an unexpected reply of the shop: ${problem}`);
}
