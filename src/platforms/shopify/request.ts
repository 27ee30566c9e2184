/** Makes GraphQL requests as data. The client, or code of your own that has a token, sends them. */

/** What a GraphQL endpoint takes as the body of a POST, once it is JSON. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Makes a request; both parts are frozen, so that a request can be sent again as it was. */
export function createRequest(
  query: string,
  variables: Readonly<Record<string, unknown>>,
): GraphqlRequest {
  return Object.freeze({ query, variables: Object.freeze(variables) });
}

/**
 * The newest stable version of the Admin and Storefront APIs that this package was tested
 * with, and the one before it. Shopify keeps each for a year.
 */
export const SHOPIFY_API_VERSIONS = ['2026-10', '2026-07'] as const;

/** One of {@link SHOPIFY_API_VERSIONS}. */
export type ShopifyApiVersion = (typeof SHOPIFY_API_VERSIONS)[number];
