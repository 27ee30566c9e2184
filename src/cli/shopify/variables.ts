/**
 * Reads the shop's URL and token from environment variables, so that the token is neither in the
 * shell's history nor in the list of processes.
 */

/** The environment variables. */
export const URL_VARIABLE: string = 'CONTENTMARK_SHOPIFY_URL';
export const TOKEN_VARIABLE: string = 'CONTENTMARK_SHOPIFY_TOKEN';

/** For the help of every command that talks to a shop. */
export const CONNECTION_HELP: string = `
Environment:
  ${URL_VARIABLE}    the shop: https://name.myshopify.com
  ${TOKEN_VARIABLE}  an Admin API access token with read_products and write_products
`;
