/** `contentmark/shopify-client`: marks and checks a shop over its Admin API. Re-exports only. */
// @ts-nocheck

export {
  type AssertedShop,
  type AssertShopOptions,
  assertShop,
} from '../surfaces/shopify-client/assert-shop.ts';
export {
  type CheckProductsOptions,
  checkProducts,
} from '../surfaces/shopify-client/check-products.ts';
export {
  type CallOptions,
  createShopifyClient,
  type ShopifyClient,
  type ShopifyClientOptions,
} from '../surfaces/shopify-client/client.ts';
export type { Journal } from '../surfaces/shopify-client/journal.ts';
export {
  type MarkProductsOptions,
  markProducts,
  type ProductClaims,
} from '../surfaces/shopify-client/mark-products.ts';
export {
  type OpenedWebhook,
  type OpenWebhookOptions,
  openWebhook,
  type WebhookDelivery,
} from '../surfaces/shopify-client/open-webhook.ts';
export {
  PRODUCT_OUTCOMES,
  type ProductCounts,
  type ProductOutcome,
  type ProductResult,
  type ShopReport,
} from '../surfaces/shopify-client/product-result.ts';
export {
  type Failed,
  SHOPIFY_FAILURES,
  type ShopifyFailure,
  type ShopifyReply,
} from '../surfaces/shopify-client/reply.ts';
export type { RunOptions, RunProgress } from '../surfaces/shopify-client/run-options.ts';
export {
  type DefinitionState,
  type SetUpOptions,
  type SetUpReport,
  setUpShop,
} from '../surfaces/shopify-client/set-up-shop.ts';
export type { VerdictDecision, VerdictOptions } from '../surfaces/shopify-client/verdict-text.ts';
