/** Makes the requests that read products page by page and that write marks onto them. */
import { encodeTextForm } from '../../carry/carrier.ts';
import { readOptions, wrongArgument } from '../../errors.ts';
import { MARK_ATTRIBUTE } from './attribute.ts';
import {
  MAX_BULK_ITEMS,
  MAX_PAGE_SIZE,
  requireAttributeCode,
  requireRoom,
  requireSku,
  requireStoreView,
  type TextBackend,
} from './limits.ts';
import { createRequest, type Filter, type RestRequest, searchQuery } from './request.ts';

/** Options of {@link productsRequest}. */
export interface ProductsOptions {
  /** Products whose id is larger: the last one of the page before. Default 0. */
  readonly after?: number;
  /** Products up to this id: for the same products in another scope. Default all. */
  readonly upTo?: number;
  /** Default the default scope, `all`. */
  readonly storeView?: string;
  /** 1 to 300. Default 100. */
  readonly pageSize?: number;
}

/** The members to reply with; extension attributes would be most of a reply. */
const FIELDS = 'items[id,sku,name,custom_attributes],total_count';

/**
 * Asks for the next products in the order of their ids. The next page begins behind the last
 * id, not at a number: products that come and go meanwhile shift no page, and a run that was
 * broken off goes on anywhere. (Asked for a page behind the last one, Magento gives the last again.)
 */
export function productsRequest(options: ProductsOptions = {}): RestRequest {
  const {
    after = 0,
    upTo,
    storeView,
    pageSize = 100,
  } = readOptions('options', options, ['after', 'upTo', 'storeView', 'pageSize']);
  requireId('options.after', after);
  if (upTo !== undefined) requireId('options.upTo', upTo);
  if (storeView !== undefined) requireStoreView('options.storeView', storeView);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
    throw wrongArgument('options.pageSize', `a whole number from 1 to ${MAX_PAGE_SIZE}`, pageSize);
  }
  const filters: Filter[] = [{ field: 'entity_id', value: after, condition: 'gt' }];
  if (upTo !== undefined) filters.push({ field: 'entity_id', value: upTo, condition: 'lteq' });
  const query = searchQuery({ filters, sortBy: 'entity_id', pageSize, fields: FIELDS });
  return createRequest('GET', storeView ?? 'all', `products?${query}`);
}

/** A mark to write. */
export interface MarkWrite {
  readonly sku: string;
  /** `undefined` for the default scope. */
  readonly storeView?: string | undefined;
  readonly envelope: Uint8Array;
}

/** Options of {@link markRequest} and {@link bulkMarksRequest}. */
export interface WriteOptions {
  /** Default {@link MARK_ATTRIBUTE}. */
  readonly code?: string;
  /** The column the shop keeps the attribute in. Default `text`. */
  readonly backend?: TextBackend;
}

/**
 * Asks to write one mark and nothing else. Sent twice it does no harm. The reply is the product
 * as it stands then: read it and compare, because Magento drops the value of an attribute that
 * is not in the product's attribute set without a word.
 *
 * Magento before 2.4 marks every value of a product as the store view's own when one of them is
 * written there (magento/magento2#31083); the texts stay as they are.
 * @throws ContentmarkError `ERR_ARGUMENT`; `ERR_HOST` where the mark does not fit.
 */
export function markRequest(write: MarkWrite, options: WriteOptions = {}): RestRequest {
  const { sku, storeView, product } = readWrite(write, 'write', options);
  const body = { product };
  // PUT has the SKU in the path, where servers refuse "%2F" and clients resolve "..".
  return /[/\\%]|^\.{1,2}$/.test(sku)
    ? createRequest('POST', storeView ?? 'all', 'products', { body })
    : createRequest('PUT', storeView ?? 'all', `products/${encodeURIComponent(sku)}`, { body });
}

/**
 * Asks to write many marks of one scope by way of the message queue. The reply names the bulk,
 * not its outcome: see `bulkStatusRequest`.
 * @param writes 1 to 5,000 of one scope.
 */
export function bulkMarksRequest(
  writes: readonly MarkWrite[],
  options: WriteOptions = {},
): RestRequest {
  if (!Array.isArray(writes) || writes.length === 0 || writes.length > MAX_BULK_ITEMS) {
    throw wrongArgument('writes', `an array of 1 to ${MAX_BULK_ITEMS} writes`, writes);
  }
  const read = Array.from(writes as readonly MarkWrite[], (write, index) =>
    readWrite(write, `writes[${index}]`, options),
  );
  const scope = read[0]?.storeView;
  const other = read.findIndex(({ storeView }) => storeView !== scope);
  if (other !== -1) {
    throw wrongArgument(`writes[${other}].storeView`, 'the scope of the first write', scope);
  }
  return createRequest('POST', scope ?? 'all', 'products', {
    body: read.map(({ product }) => ({ product })),
    isBulk: true,
  });
}

function readWrite(given: MarkWrite, name: string, options: WriteOptions) {
  const { code = MARK_ATTRIBUTE, backend = 'text' } = readOptions('options', options, [
    'code',
    'backend',
  ]);
  requireAttributeCode('options.code', code);
  if (backend !== 'text' && backend !== 'varchar') {
    throw wrongArgument('options.backend', '"text" or "varchar"', backend);
  }
  const { sku, storeView, envelope } = readOptions(name, given, ['sku', 'storeView', 'envelope']);
  requireSku(`${name}.sku`, sku);
  if (storeView !== undefined) requireStoreView(`${name}.storeView`, storeView);
  const value = encodeTextForm(envelope);
  requireRoom(`${name}.envelope`, value, backend);
  const product = { sku, custom_attributes: [{ attribute_code: code, value }] };
  return { sku, storeView, product };
}

function requireId(argument: string, id: unknown): void {
  if (!Number.isSafeInteger(id) || (id as number) < 0) {
    throw wrongArgument(argument, 'an entity id', id);
  }
}
