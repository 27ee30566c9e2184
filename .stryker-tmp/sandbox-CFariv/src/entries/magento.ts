/** `contentmark/magento`: a Magento shop's products as content and as requests. Sends nothing. Re-exports only. */
// @ts-nocheck

export {
  type AttributeOptions,
  attributeRequest,
  createAttributeRequest,
  MARK_ATTRIBUTE,
  type MarkAttribute,
  readAttributeReply,
} from '../adapters/magento/attribute.ts';
export {
  type Assignment,
  assignAttributeRequest,
  attributeGroupsRequest,
  attributeSetsRequest,
  attributesOfSetRequest,
  hasAttribute,
  type NamedId,
  readNamedIds,
} from '../adapters/magento/attribute-sets.ts';
export {
  type BulkStart,
  type BulkStatus,
  bulkStatusRequest,
  readBulkReply,
  readBulkStatusReply,
} from '../adapters/magento/bulk.ts';
export { type ProductCsvMap, productCsvMap } from '../adapters/magento/csv-map.ts';
export { readErrorReply, readPageSizeLimit } from '../adapters/magento/error-reply.ts';
export {
  type GraphqlReadOptions,
  type GraphqlRequest,
  PRODUCTS_QUERY,
  type ProductsQuery,
  productsQueryRequest,
  readProductsQueryReply,
} from '../adapters/magento/graphql.ts';
export {
  type ImportOptions,
  type ImportResult,
  type ImportRow,
  type ImportRowOptions,
  importCsvRequest,
  importJsonRequest,
  importRow,
  readImportReply,
} from '../adapters/magento/import-requests.ts';
export {
  MAX_BULK_ITEMS,
  MAX_PAGE_SIZE,
  MAX_SKU_LENGTH,
  MAX_TEXT_BYTES,
  MAX_VARCHAR_LENGTH,
  type TextBackend,
} from '../adapters/magento/limits.ts';
export {
  PART_NAMES,
  PART_RULES,
  type PartName,
  type PartRule,
} from '../adapters/magento/part-rules.ts';
export {
  type MagentoProduct,
  type ReadOptions,
  type ReadProduct,
  readProduct,
} from '../adapters/magento/product.ts';
export {
  type CustomAttribute,
  customAttributesCarrier,
  type RestProduct,
} from '../adapters/magento/product-carrier.ts';
export { type ProductContent, productContent } from '../adapters/magento/product-content.ts';
export { type ProductsPage, readProductsReply } from '../adapters/magento/product-replies.ts';
export {
  bulkMarksRequest,
  type MarkWrite,
  markRequest,
  type ProductsOptions,
  productsRequest,
  type WriteOptions,
} from '../adapters/magento/product-requests.ts';
export {
  type Address,
  addressOf,
  type Edition,
  type RestRequest,
  type Scope,
} from '../adapters/magento/request.ts';
export {
  overridesOf,
  type ProductIdentity,
  subjectOf,
  withParts,
} from '../adapters/magento/scope.ts';
export { readStoreViewsReply, storeViewsRequest } from '../adapters/magento/store-views.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
