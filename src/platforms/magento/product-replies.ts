/** Reads pages of products from replies. */

import { readCount, readList } from '../read-member.ts';
import { type ReadOptions, type ReadProduct, readProduct } from './product.ts';

/** A page of products. */
export interface ProductsPage {
  readonly products: readonly ReadProduct[];
  /** The id of its last product; `undefined` where it has none. */
  readonly last: number | undefined;
  /** Where the next page begins; `undefined` where this was the last. */
  readonly next: number | undefined;
  /** Products of this page and behind it. */
  readonly totalCount: number;
}

/**
 * Reads the reply of `productsRequest`. A product that cannot be read is a problem of its own;
 * the others are read.
 */
export function readProductsReply(
  reply: unknown,
  options: ReadOptions = {},
): ProductsPage | { readonly problem: string } {
  const items = readList(reply, 'items');
  const totalCount = readCount(reply, 'total_count');
  // An empty list may come as null.
  if (totalCount === 0) return { products: [], last: undefined, next: undefined, totalCount };
  if (items === undefined || totalCount === undefined) return { problem: 'not a page of products' };
  const products = items.map((item) => readProduct(item, options));
  const last = readCount(items.at(-1), 'id');
  if (last === undefined) return { problem: 'a page whose last product has no id' };
  return { products, last, next: totalCount > items.length ? last : undefined, totalCount };
}
