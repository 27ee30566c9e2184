/** `contentmark/magento-client`: sets up, marks and checks a shop over its REST API. Re-exports only. */
export {
  type CheckProductsOptions,
  checkProducts,
} from '../platforms/magento/client/check-products.ts';
export {
  createMagentoClient,
  type MagentoClient,
  type MagentoClientOptions,
  type MagentoReply,
} from '../platforms/magento/client/client.ts';
export type { ShopAddress } from '../platforms/magento/client/endpoint.ts';
export {
  type MarkProductsOptions,
  markProducts,
} from '../platforms/magento/client/mark-products.ts';
export type { MagentoRunOptions } from '../platforms/magento/client/run-options.ts';
export {
  type SetUpOptions,
  type SetUpReport,
  type SetUpStep,
  setUpShop,
} from '../platforms/magento/client/set-up-shop.ts';
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
