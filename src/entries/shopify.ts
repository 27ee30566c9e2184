/**
 * `contentmark/shopify`: maps a Shopify shop's records to content and requests. It sends nothing.
 * Re-exports only.
 */
export { type BulkLine, readBulkLines } from '../platforms/shopify/bulk-lines.ts';
export {
  type BulkProduct,
  type BulkProductsOptions,
  readBulkProducts,
} from '../platforms/shopify/bulk-products.ts';
export {
  type BulkOperation,
  type BulkProducts,
  type BulkStart,
  bulkOperationRequest,
  bulkProductsQuery,
  bulkProductsRequest,
  readBulkOperationReply,
  readBulkStartReply,
} from '../platforms/shopify/bulk-requests.ts';
export { checkoutExtension } from '../platforms/shopify/checkout-extension.ts';
export { type ProductCsvMap, productCsvMap } from '../platforms/shopify/csv-map.ts';
export {
  definitionRequest,
  definitionsRequest,
  definitionsToml,
  FIELD_DEFINITIONS,
  type FieldDefinition,
  type FoundDefinition,
  type ReadDefinition,
  readDefinitionReply,
  readDefinitionsReply,
} from '../platforms/shopify/definitions.ts';
export type { ExtensionFiles } from '../platforms/shopify/extension-files.ts';
export {
  type FieldIdentity,
  IMPORTED_FIELD,
  MARK_FIELD,
  VERDICT_FIELD,
} from '../platforms/shopify/fields.ts';
export {
  METAFIELD_ERRORS,
  type MetafieldError,
  type MetafieldErrorCode,
  type ReadMetafields,
  readMetafieldsReply,
  type WrittenMetafield,
  type WrittenProduct,
} from '../platforms/shopify/metafield-replies.ts';
export {
  batchWrites,
  MAX_METAFIELDS,
  type MetafieldWrite,
  markWrite,
  metafieldsRequest,
  verdictWrite,
} from '../platforms/shopify/metafield-writes.ts';
export type { ShownProduct } from '../platforms/shopify/part-rules.ts';
export type {
  FoundProduct,
  MoreMedia,
  ReadProduct,
  ShopifyImage,
  ShopifyProduct,
  ShownIn,
  StoredMetafield,
} from '../platforms/shopify/product.ts';
export { productCarrier } from '../platforms/shopify/product-carrier.ts';
export { type ProductContent, productContent } from '../platforms/shopify/product-content.ts';
export {
  type OriginalImage,
  type ProductImages,
  productImagesRequest,
  type ReadProductImages,
  readProductImagesReply,
} from '../platforms/shopify/product-images.ts';
export {
  type ReadProductPage,
  readProductPageReply,
  readProductReply,
  readProductsReply,
} from '../platforms/shopify/product-replies.ts';
export {
  type ProductPage,
  productPageRequest,
  productRequest,
  productsRequest,
} from '../platforms/shopify/product-requests.ts';
export {
  type GraphqlRequest,
  SHOPIFY_API_VERSIONS,
  type ShopifyApiVersion,
} from '../platforms/shopify/request.ts';
export {
  REQUIRED_SCOPES,
  readShopReply,
  type ShopDescription,
  shopRequest,
} from '../platforms/shopify/shop.ts';
export {
  type CheckedVerdict,
  type SignedIn,
  shownVerdict,
  type Unchecked,
} from '../platforms/shopify/shown-verdict.ts';
export {
  readStorefrontReply,
  type StorefrontProduct,
  storefrontProductRequest,
} from '../platforms/shopify/storefront.ts';
export { themeExtension } from '../platforms/shopify/theme-extension.ts';
export { readWebhook, WEBHOOK_TOPICS, type Webhook } from '../platforms/shopify/webhook.ts';
