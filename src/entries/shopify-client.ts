/** `contentmark/shopify-client`: marks and checks a shop over its Admin API. Re-exports only. */
export {
  type AssertedShop,
  type AssertShopOptions,
  assertShop,
} from '../platforms/shopify/client/assert-shop.ts';
export {
  type CheckProductsOptions,
  checkProducts,
} from '../platforms/shopify/client/check-products.ts';
export {
  type CallOptions,
  createShopifyClient,
  type ShopifyClient,
  type ShopifyClientOptions,
} from '../platforms/shopify/client/client.ts';
export type { Journal } from '../platforms/shopify/client/journal.ts';
export {
  type MarkProductsOptions,
  markProducts,
  type ProductClaims,
} from '../platforms/shopify/client/mark-products.ts';
export {
  type OpenedWebhook,
  type OpenWebhookOptions,
  openWebhook,
  type WebhookDelivery,
} from '../platforms/shopify/client/open-webhook.ts';
export {
  PRODUCT_OUTCOMES,
  type ProductCounts,
  type ProductOutcome,
  type ProductResult,
  type ShopReport,
} from '../platforms/shopify/client/product-result.ts';
export {
  type Failed,
  SHOPIFY_FAILURES,
  type ShopifyFailure,
  type ShopifyReply,
} from '../platforms/shopify/client/reply.ts';
export type { RunOptions, RunProgress } from '../platforms/shopify/client/run-options.ts';
export {
  type DefinitionState,
  type SetUpOptions,
  type SetUpReport,
  setUpShop,
} from '../platforms/shopify/client/set-up-shop.ts';
export type { VerdictDecision, VerdictOptions } from '../platforms/shopify/client/verdict-text.ts';
