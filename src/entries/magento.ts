/**
 * `contentmark/magento`: maps a Magento shop's products to content and requests. It sends nothing.
 * Re-exports only.
 */

export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export {
  type AttributeOptions,
  attributeRequest,
  createAttributeRequest,
  MARK_ATTRIBUTE,
  type MarkAttribute,
  readAttributeReply,
} from '../platforms/magento/attribute.ts';
export {
  type Assignment,
  assignAttributeRequest,
  attributeGroupsRequest,
  attributeSetsRequest,
  attributesOfSetRequest,
  hasAttribute,
  type NamedId,
  readNamedIds,
} from '../platforms/magento/attribute-sets.ts';
export {
  type BulkStart,
  type BulkStatus,
  bulkStatusRequest,
  readBulkReply,
  readBulkStatusReply,
} from '../platforms/magento/bulk.ts';
export { type ProductCsvMap, productCsvMap } from '../platforms/magento/csv-map.ts';
export { readErrorReply, readPageSizeLimit } from '../platforms/magento/error-reply.ts';
export {
  type GraphqlReadOptions,
  type GraphqlRequest,
  PRODUCTS_QUERY,
  type ProductsQuery,
  productsQueryRequest,
  readProductsQueryReply,
} from '../platforms/magento/graphql.ts';
export {
  type ImportOptions,
  type ImportResult,
  type ImportRow,
  type ImportRowOptions,
  importCsvRequest,
  importJsonRequest,
  importRow,
  readImportReply,
} from '../platforms/magento/import-requests.ts';
export {
  MAX_BULK_ITEMS,
  MAX_PAGE_SIZE,
  MAX_SKU_LENGTH,
  MAX_TEXT_BYTES,
  MAX_VARCHAR_LENGTH,
  type TextBackend,
} from '../platforms/magento/limits.ts';
export {
  PART_NAMES,
  PART_RULES,
  type PartName,
  type PartRule,
} from '../platforms/magento/part-rules.ts';
export {
  type MagentoProduct,
  type ReadOptions,
  type ReadProduct,
  readProduct,
} from '../platforms/magento/product.ts';
export {
  type CustomAttribute,
  customAttributesCarrier,
  type RestProduct,
} from '../platforms/magento/product-carrier.ts';
export { type ProductContent, productContent } from '../platforms/magento/product-content.ts';
export { type ProductsPage, readProductsReply } from '../platforms/magento/product-replies.ts';
export {
  bulkMarksRequest,
  type MarkWrite,
  markRequest,
  type ProductsOptions,
  productsRequest,
  type WriteOptions,
} from '../platforms/magento/product-requests.ts';
export {
  type Address,
  addressOf,
  type Edition,
  type RestRequest,
  type Scope,
} from '../platforms/magento/request.ts';
export {
  overridesOf,
  type ProductIdentity,
  subjectOf,
  withParts,
} from '../platforms/magento/scope.ts';
export { readStoreViewsReply, storeViewsRequest } from '../platforms/magento/store-views.ts';
