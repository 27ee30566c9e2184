/** `contentmark/shopify-client`: marks and checks a shop over its Admin API. Re-exports only. */

export { type Failed, SHOP_FAILURES, type ShopFailure } from '../platforms/run/failure.ts';
export type { Journal } from '../platforms/run/journal.ts';
export type { ProductClaims } from '../platforms/run/own-marks.ts';
export {
  PRODUCT_OUTCOMES,
  type ProductCounts,
  type ProductOutcome,
  type ProductResult,
  type ShopReport,
} from '../platforms/run/product-result.ts';
export type { RunOptions, RunProgress } from '../platforms/run/run-options.ts';
export type { CallOptions, SendOptions } from '../platforms/run/sending.ts';
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
  createShopifyClient,
  type ShopifyClient,
  type ShopifyClientOptions,
} from '../platforms/shopify/client/client.ts';
export {
  type MarkProductsOptions,
  markProducts,
} from '../platforms/shopify/client/mark-products.ts';
export {
  type OpenedWebhook,
  type OpenWebhookOptions,
  openWebhook,
  type WebhookDelivery,
} from '../platforms/shopify/client/open-webhook.ts';
export type { ShopifyReply } from '../platforms/shopify/client/reply.ts';
export type { ShopifyRunOptions } from '../platforms/shopify/client/run-options.ts';
export {
  type DefinitionState,
  type SetUpOptions,
  type SetUpReport,
  setUpShop,
} from '../platforms/shopify/client/set-up-shop.ts';
export type {
  StoredVerdictOptions,
  VerdictDecision,
} from '../platforms/shopify/client/verdict-text.ts';
