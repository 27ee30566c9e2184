/** `contentmark/shopify`: a shop's records as content and as requests. Sends nothing. Re-exports only. */
export { type BulkLine, readBulkLines } from '../adapters/shopify/bulk-lines.ts';
export {
  type BulkProduct,
  type BulkProductsOptions,
  readBulkProducts,
} from '../adapters/shopify/bulk-products.ts';
export {
  type BulkOperation,
  type BulkProducts,
  type BulkStart,
  bulkOperationRequest,
  bulkProductsQuery,
  bulkProductsRequest,
  readBulkOperationReply,
  readBulkStartReply,
} from '../adapters/shopify/bulk-requests.ts';
export { checkoutExtension } from '../adapters/shopify/checkout-extension.ts';
export { type ProductCsvMap, productCsvMap } from '../adapters/shopify/csv-map.ts';
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
} from '../adapters/shopify/definitions.ts';
export type { ExtensionFiles } from '../adapters/shopify/extension-files.ts';
export {
  type FieldIdentity,
  IMPORTED_FIELD,
  MARK_FIELD,
  VERDICT_FIELD,
} from '../adapters/shopify/fields.ts';
export {
  METAFIELD_ERRORS,
  type MetafieldError,
  type MetafieldErrorCode,
  type ReadMetafields,
  readMetafieldsReply,
  type WrittenMetafield,
  type WrittenProduct,
} from '../adapters/shopify/metafield-replies.ts';
export {
  batchWrites,
  MAX_METAFIELDS,
  type MetafieldWrite,
  markWrite,
  metafieldsRequest,
  verdictWrite,
} from '../adapters/shopify/metafield-writes.ts';
export type { ShownProduct } from '../adapters/shopify/part-rules.ts';
export type {
  FoundProduct,
  MoreMedia,
  ReadProduct,
  ShopifyImage,
  ShopifyProduct,
  ShownIn,
  StoredMetafield,
} from '../adapters/shopify/product.ts';
export { productCarrier } from '../adapters/shopify/product-carrier.ts';
export { type ProductContent, productContent } from '../adapters/shopify/product-content.ts';
export {
  type OriginalImage,
  type ProductImages,
  productImagesRequest,
  type ReadProductImages,
  readProductImagesReply,
} from '../adapters/shopify/product-images.ts';
export {
  type ReadProductPage,
  readProductPageReply,
  readProductReply,
  readProductsReply,
} from '../adapters/shopify/product-replies.ts';
export {
  type ProductPage,
  productPageRequest,
  productRequest,
  productsRequest,
} from '../adapters/shopify/product-requests.ts';
export {
  type GraphqlRequest,
  SHOPIFY_API_VERSIONS,
  type ShopifyApiVersion,
} from '../adapters/shopify/request.ts';
export {
  REQUIRED_SCOPES,
  readShopReply,
  type ShopDescription,
  shopRequest,
} from '../adapters/shopify/shop.ts';
export {
  type CheckedVerdict,
  type SignedIn,
  shownVerdict,
  type Unchecked,
} from '../adapters/shopify/shown-verdict.ts';
export {
  readStorefrontReply,
  type StorefrontProduct,
  storefrontProductRequest,
} from '../adapters/shopify/storefront.ts';
export { themeExtension } from '../adapters/shopify/theme-extension.ts';
export { readWebhook, WEBHOOK_TOPICS, type Webhook } from '../adapters/shopify/webhook.ts';
