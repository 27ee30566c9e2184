/** Reads the replies to product-requests.ts: the `data` of a reply that has no errors. */

import { ownMember } from '../../members.ts';
import { readText } from '../read-member.ts';
import type { ReadProduct } from './product.ts';
import { readProductNode } from './product-media.ts';

/**
 * Reads the data of `productRequest`'s reply.
 * @returns `null` where there is no such product.
 */
export function readProductReply(data: unknown): ReadProduct | null {
  const node = ownMember(data, 'productByIdentifier');
  return node === null ? null : readProductNode(node);
}

/** Reads the data of `productsRequest`'s reply: one for each id, `null` where none is a product. */
export function readProductsReply(data: unknown): readonly (ReadProduct | null)[] | undefined {
  const nodes = ownMember(data, 'nodes');
  if (!Array.isArray(nodes)) return undefined;
  return (nodes as readonly unknown[]).map((node) =>
    node === null || readText(node, '__typename') !== 'Product' ? null : readProductNode(node),
  );
}

/** A page, or what is wrong with the reply. */
export type ReadProductPage =
  | {
      readonly products: readonly ReadProduct[];
      /** For `productPageRequest`'s `after`; `undefined` on the last page. */
      readonly after: string | undefined;
      readonly problem?: never;
    }
  | { readonly problem: string };

/** Reads the data of `productPageRequest`'s reply. */
export function readProductPageReply(data: unknown): ReadProductPage {
  const connection = ownMember(data, 'products');
  const nodes = ownMember(connection, 'nodes');
  const pageInfo = ownMember(connection, 'pageInfo');
  if (!Array.isArray(nodes)) return { problem: 'the reply has no products' };
  const hasNext = ownMember(pageInfo, 'hasNextPage');
  const after = readText(pageInfo, 'endCursor');
  if (typeof hasNext !== 'boolean' || (hasNext && after === undefined)) {
    return { problem: 'the reply does not say whether there is another page' };
  }
  return {
    products: (nodes as readonly unknown[]).map((node) => readProductNode(node)),
    after: hasNext ? after : undefined,
  };
}
