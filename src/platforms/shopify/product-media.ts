/**
 * Reads products with all their media, page by page. Shopify keeps up to 250 media of a product and
 * prices a request by the most it could return, so requests for several products ask for a first
 * page of media, and further pages are asked for one product at a time.
 */

import { ownMember } from '../../members.ts';
import { readText } from '../read-member.ts';
import { MEDIA_SELECTION, type ReadProduct, readProduct, type ShownIn } from './product.ts';
import { createRequest } from './request.ts';

/** Media of each product of a request, at a point each: most products have fewer images. */
export const FIRST_MEDIA = 64;

/** The most that a connection gives at a time. */
export const PAGE_MEDIA = 250;

/** The most media that are read: ten times what Shopify keeps, so that an endless reply ends. */
const MAX_MEDIA = 2_500;

/** The images of a product, from the first on. Videos and models are left out by Shopify. */
export const ADMIN_MEDIA: string = selectMedia(`first: ${FIRST_MEDIA}, query: "media_type:IMAGE"`);

const MORE = `query ContentmarkMedia($id: ID!, $after: String!) {
product(id: $id) { ${selectMedia(`first: ${PAGE_MEDIA}, after: $after, query: "media_type:IMAGE"`)} }
}`;

/** A connection of media, with what is needed to go on. */
export function selectMedia(range: string): string {
  return `media(${range}) { nodes { ${MEDIA_SELECTION} } pageInfo { hasNextPage endCursor } }`;
}

/** How the next page is asked for. */
export interface MediaPages {
  /** A query whose variables are `id` and `after`. */
  readonly query: string;
  readonly shownIn?: ShownIn | undefined;
}

/** Reads a product with the first page of its media inside it. */
export function readProductNode(node: unknown, pages: MediaPages = { query: MORE }): ReadProduct {
  return readPage(node, node, [], pages);
}

/**
 * Goes on with a product.
 * @param node what the first page said of the product.
 * @param holder what has the page.
 * @param before the media of the pages before, in their order.
 */
function readPage(
  node: unknown,
  holder: unknown,
  before: readonly unknown[],
  pages: MediaPages,
): ReadProduct {
  const connection = ownMember(holder, 'media');
  const nodes = ownMember(connection, 'nodes');
  if (!Array.isArray(nodes)) return { problem: 'a product without media' };
  const media = [...before, ...(nodes as readonly unknown[])];
  // Before more is asked for: what is no product has no more media either.
  const found = readProduct(node, media, pages.shownIn);
  if (found.product === undefined) return found;
  const pageInfo = ownMember(connection, 'pageInfo');
  // Without the word of it a part that was not read would look like one that was taken away.
  const hasNext = ownMember(pageInfo, 'hasNextPage');
  if (hasNext === false) return found;
  const { id } = found.product;
  const after = readText(pageInfo, 'endCursor');
  if (hasNext !== true || after === undefined || nodes.length === 0) {
    return { problem: `${id}: the reply does not say whether it has more media` };
  }
  if (media.length > MAX_MEDIA) return { problem: `${id} has over ${MAX_MEDIA} media` };
  return {
    more: Object.freeze({
      request: createRequest(pages.query, { id, after }),
      read(data: unknown): ReadProduct {
        const product = ownMember(data, 'product');
        return product === null || product === undefined
          ? { problem: `${id} went away before all of its media were read` }
          : readPage(node, product, media, pages);
      },
    }),
  };
}
