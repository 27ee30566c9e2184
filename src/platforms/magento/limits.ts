/**
 * The limits of what Magento stores. Depending on its mode the database cuts or refuses a longer
 * value, so it is refused here before it is sent.
 */
import { ContentmarkError, requireText, wrongArgument } from '../../errors.ts';

/** `catalog_product_entity.sku` is `varchar(64)`: characters, not bytes (Catalog/etc/db_schema.xml). */
export const MAX_SKU_LENGTH = 64;

/** `catalog_product_entity_varchar.value` is `varchar(255)`: characters. */
export const MAX_VARCHAR_LENGTH = 255;

/** `catalog_product_entity_text.value` is MySQL's `text`: bytes. */
export const MAX_TEXT_BYTES = 65_535;

/** Products a page, where input limits are on (`webapi/validation/maximum_page_size`). */
export const MAX_PAGE_SIZE = 300;

/** Requests in one bulk request, likewise (asynchronous `complex_array_limit`). */
export const MAX_BULK_ITEMS = 5000;

/** The column types of attributes that text can be kept in. */
export const TEXT_BACKENDS = ['text', 'varchar'] as const;

/** One of {@link TEXT_BACKENDS}. */
export type TextBackend = (typeof TEXT_BACKENDS)[number];

/** Letters, digits and underscores, at most 60 (Eav `Attribute::ATTRIBUTE_CODE_MAX_LENGTH`). */
const ATTRIBUTE_CODE = /^[a-z][a-z0-9_]{0,59}$/;

/** As `Magento\Store\Model\Validation\StoreCodeValidator` has it; at most 32 by its column. */
const STORE_VIEW_CODE = /^[a-zA-Z][a-zA-Z0-9_]{0,31}$/;

/** Refuses text that cannot be an attribute's code. */
export function requireAttributeCode(argument: string, code: unknown): asserts code is string {
  if (typeof code !== 'string' || !ATTRIBUTE_CODE.test(code)) {
    throw wrongArgument(argument, 'a Magento attribute code', code);
  }
}

/** Refuses text that cannot be a store view's code. */
export function requireStoreView(argument: string, code: unknown): asserts code is string {
  if (!isStoreViewCode(code)) throw wrongArgument(argument, 'the code of a store view', code);
}

/** Whether text can be the code of a store view. `all` and `admin` name the default scope. */
export function isStoreViewCode(code: unknown): code is string {
  return (
    typeof code === 'string' &&
    STORE_VIEW_CODE.test(code) &&
    code.toLowerCase() !== 'all' &&
    code.toLowerCase() !== 'admin'
  );
}

/** Refuses text that cannot be a SKU. */
export function requireSku(argument: string, sku: unknown): asserts sku is string {
  requireText(argument, sku);
  const { length } = [...sku];
  if (length > MAX_SKU_LENGTH) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `has ${length} characters, Magento keeps ${MAX_SKU_LENGTH}`,
      argument,
    );
  }
}

/**
 * Refuses a value that the attribute's column would cut.
 * @throws ContentmarkError `ERR_HOST`
 */
export function requireRoom(argument: string, value: string, backend: TextBackend): void {
  const isVarchar = backend === 'varchar';
  const size = isVarchar ? [...value].length : countBytes(value);
  const room = isVarchar ? MAX_VARCHAR_LENGTH : MAX_TEXT_BYTES;
  if (size <= room) return;
  throw new ContentmarkError(
    'ERR_HOST',
    isVarchar
      ? `makes a value of ${size} characters where a text field holds ${room}; make the attribute a text area`
      : `makes a value of ${size} bytes where a text area holds ${room}`,
    argument,
  );
}

/** Bytes of UTF-8, counted without writing them. */
function countBytes(value: string): number {
  let bytes = value.length;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    // A pair of surrogates is four bytes, two for each half.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
