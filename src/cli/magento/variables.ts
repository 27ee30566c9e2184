/** Reads the shop's URL and token from environment variables, never from arguments. */

/** The names of the variables, by what the library calls them. */
export const VARIABLES = {
  url: 'CONTENTMARK_MAGENTO_URL',
  token: 'CONTENTMARK_MAGENTO_TOKEN',
  edition: 'CONTENTMARK_MAGENTO_EDITION',
  apiKey: 'CONTENTMARK_MAGENTO_API_KEY',
  orgId: 'CONTENTMARK_MAGENTO_ORG_ID',
} as const;

/** For the help of the commands. */
export const CONNECTION_HELP: string = `
The shop is named by environment variables:
  ${VARIABLES.url}      https://shop.example, without /rest
  ${VARIABLES.token}    a bearer token: an integration's, an admin's, or one of Adobe IMS
  ${VARIABLES.edition}  paas (default) or saas (Adobe Commerce as a Cloud Service)
  ${VARIABLES.apiKey}, ${VARIABLES.orgId}
                             with saas: client id and organisation of IMS
`;
