/**
 * Makes requests that read products; product-replies.ts reads the replies. Shopify prices a request
 * by the most it could return, at most 1,000 points for one, so few products are asked for at a
 * time; a whole catalogue is a bulk operation (bulk-requests.ts).
 */
import { readOptions, requireText, wrongArgument } from '../../errors.ts';
import { PRODUCT_SELECTION } from './product.ts';
import { ADMIN_MEDIA } from './product-media.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

/** What one call may ask for. */
const MAX_IDS = 250;

const PRODUCT = `${PRODUCT_SELECTION}
${ADMIN_MEDIA}`;

const BY_HANDLE = `query ContentmarkProduct($handle: String!) {
productByIdentifier(identifier: { handle: $handle }) { ${PRODUCT} }
}`;

const BY_IDS = `query ContentmarkProducts($ids: [ID!]!) {
nodes(ids: $ids) { __typename ... on Product { ${PRODUCT} } }
}`;

const PAGE = `query ContentmarkProductPage($first: Int!, $after: String, $query: String) {
products(first: $first, after: $after, query: $query) {
nodes { ${PRODUCT} }
pageInfo { hasNextPage endCursor }
}
}`;

/** Asks for one product by its handle. Read the reply with {@link readProductReply}. */
export function productRequest(handle: string): GraphqlRequest {
  requireText('handle', handle);
  return createRequest(BY_HANDLE, { handle });
}

/** Asks for products by their GIDs, at most 250. Read the reply with {@link readProductsReply}. */
export function productsRequest(ids: readonly string[]): GraphqlRequest {
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MAX_IDS) {
    throw wrongArgument('ids', `an array of 1 to ${MAX_IDS} product ids`, ids);
  }
  for (const [index, id] of ids.entries()) requireText(`ids[${index}]`, id);
  return createRequest(BY_IDS, { ids: [...ids] });
}

/** Options of {@link productPageRequest}. */
export interface ProductPage {
  /** Products on the page, 1 to 250. Default 10. */
  readonly first?: number;
  /** Where the page before ended. Default the beginning. */
  readonly after?: string;
  /** A filter in Shopify's search syntax, such as `status:active`. Default every product. */
  readonly query?: string;
}

/** Asks for a page of products. Read the reply with {@link readProductPageReply}. */
export function productPageRequest(options: ProductPage = {}): GraphqlRequest {
  const { first = 10, after, query } = readOptions('options', options, ['first', 'after', 'query']);
  if (!Number.isInteger(first) || first < 1 || first > MAX_IDS) {
    throw wrongArgument('options.first', `a whole number from 1 to ${MAX_IDS}`, first);
  }
  if (after !== undefined) requireText('options.after', after);
  if (query !== undefined) requireText('options.query', query);
  return createRequest(PAGE, { first, after: after ?? null, query: query ?? null });
}
