/**
 * Requests and reads products by GraphQL, as a storefront does. The reply has been through
 * Magento's rendering: directives (`{{widget …}}`) are filled in, and where the shop allows no HTML
 * in an attribute it is escaped. A text with directives therefore never matches its mark here; REST
 * gives the stored texts.
 */

import { readCell } from '../../carry/cell.ts';
import { readOptions, wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';
import { MARK_ATTRIBUTE } from './attribute.ts';
import { MAX_PAGE_SIZE, requireAttributeCode, requireSku, requireStoreView } from './limits.ts';
import { PART_NAMES, PART_RULES, type PartName } from './part-rules.ts';
import type { ReadProduct } from './product.ts';

/** A GraphQL request as data: the body of a POST to `/graphql`, and the header that names the scope. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** `Store`, where a store view was named; without it the default view answers. */
  readonly headers: Readonly<Record<string, string>>;
}

const SELECTION = PART_NAMES.map((name) =>
  PART_RULES[name].isComplexText ? `${name} { html }` : name,
).join('\n      ');

/**
 * The document of {@link productsQueryRequest}. The mark is selected among the attributes that
 * product listings use (Magento 2.4.7 and newer), since it is not shown on product pages.
 */
export const PRODUCTS_QUERY: string = `query ContentmarkProducts($skus: [String], $pageSize: Int!, $currentPage: Int!) {
  products(filter: { sku: { in: $skus } }, pageSize: $pageSize, currentPage: $currentPage) {
    total_count
    page_info { current_page page_size total_pages }
    items {
      sku
      ${SELECTION}
      custom_attributesV2(filters: { used_in_product_listing: true }) {
        items { code ... on AttributeValue { value } }
        errors { type message }
      }
    }
  }
}`;

/** Options of {@link productsQueryRequest}. */
export interface ProductsQuery {
  /** 1 to 300. */
  readonly skus: readonly string[];
  readonly storeView?: string;
  /** From 1. Default 1. */
  readonly page?: number;
}

/** Asks for products by their SKUs. */
export function productsQueryRequest(options: ProductsQuery): GraphqlRequest {
  const {
    skus,
    storeView,
    page = 1,
  } = readOptions('options', options, ['skus', 'storeView', 'page']);
  if (!Array.isArray(skus) || skus.length === 0 || skus.length > MAX_PAGE_SIZE) {
    throw wrongArgument('options.skus', `an array of 1 to ${MAX_PAGE_SIZE} SKUs`, skus);
  }
  for (const [index, sku] of skus.entries()) requireSku(`options.skus[${index}]`, sku);
  if (storeView !== undefined) requireStoreView('options.storeView', storeView);
  if (!Number.isSafeInteger(page) || page < 1) {
    throw wrongArgument('options.page', 'a whole number from 1', page);
  }
  return Object.freeze({
    query: PRODUCTS_QUERY,
    variables: Object.freeze({ skus: [...skus], pageSize: skus.length, currentPage: page }),
    headers: Object.freeze(storeView === undefined ? {} : { Store: storeView }),
  });
}

/** How a reply is to be read. */
export interface GraphqlReadOptions {
  /** The view that was asked; `undefined` where the shop has no texts of its own for any view. */
  readonly storeView?: string;
  /** Default {@link MARK_ATTRIBUTE}. */
  readonly code?: string;
  /**
   * Whether the shop escapes `"`, `<` and `>` in names, as current Magento does; they are then
   * read back. Default true.
   */
  readonly areNamesEscaped?: boolean;
}

/**
 * Reads the reply of {@link productsQueryRequest}.
 * @param reply the whole of it, `{ data, errors }`. Errors make it a problem also where there is
 * data: what failed is missing from it.
 */
export function readProductsQueryReply(
  reply: unknown,
  options: GraphqlReadOptions = {},
): { readonly products: readonly ReadProduct[] } | { readonly problem: string } {
  const {
    storeView,
    code = MARK_ATTRIBUTE,
    areNamesEscaped = true,
  } = readOptions('options', options, ['storeView', 'code', 'areNamesEscaped']);
  if (storeView !== undefined) requireStoreView('options.storeView', storeView);
  requireAttributeCode('options.code', code);
  if (typeof areNamesEscaped !== 'boolean') {
    throw wrongArgument('options.areNamesEscaped', 'true or false', areNamesEscaped);
  }
  const [error] = readList(reply, 'errors') ?? [];
  if (error !== undefined)
    return { problem: readText(error, 'message') ?? 'an error without a message' };
  const items = readList(ownMember(ownMember(reply, 'data'), 'products'), 'items');
  if (items === undefined) return { problem: 'not a reply with products' };
  return {
    products: items.map((item) => readItem(item, { storeView, code, areNamesEscaped })),
  };
}

interface Reading {
  readonly storeView: string | undefined;
  readonly code: string;
  readonly areNamesEscaped: boolean;
}

function readItem(item: unknown, { storeView, code, areNamesEscaped }: Reading): ReadProduct {
  const sku = readText(item, 'sku');
  if (sku === undefined || sku.trim() === '' || !sku.isWellFormed()) {
    return { problem: 'a product without a SKU' };
  }
  const custom = ownMember(item, 'custom_attributesV2');
  const [error] = readList(custom, 'errors') ?? [];
  const attributes = readList(custom, 'items');
  if (error !== undefined || attributes === undefined) {
    return { sku, problem: readText(error, 'message') ?? 'it has no custom_attributesV2' };
  }
  const values = {} as Record<PartName, string>;
  for (const name of PART_NAMES) {
    const value = PART_RULES[name].isComplexText
      ? ownMember(ownMember(item, name), 'html')
      : ownMember(item, name);
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return { sku, problem: `its ${name} is not text` };
    }
    values[name] = value ?? '';
  }
  if (areNamesEscaped) values.name = unescapeName(values.name);
  const marks = attributes
    .filter((attribute) => readText(attribute, 'code') === code)
    .flatMap((attribute) => readCell(ownMember(attribute, 'value')));
  return {
    product: Object.freeze({
      id: undefined,
      sku,
      storeView,
      values: Object.freeze(values),
      marks: Object.freeze(marks),
    }),
  };
}

const ESCAPED: Readonly<Record<string, string>> = { '&quot;': '"', '&lt;': '<', '&gt;': '>' };

/** Undoes what `ProductName` of Magento's CatalogGraphQl leaves escaped. */
function unescapeName(name: string): string {
  return name.replace(/&(?:quot|lt|gt);/g, (entity) => ESCAPED[entity] ?? entity);
}
