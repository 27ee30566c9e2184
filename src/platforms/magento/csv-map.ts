/** Magento's import CSV as a catalogue map (docs/catalog-maps.md). */
import { MARK_ATTRIBUTE } from './attribute.ts';
import { PART_NAMES, PART_RULES, type PartName, type PartRule } from './part-rules.ts';

/** A map as `contentmark catalog --map` takes it. */
export interface ProductCsvMap {
  readonly format: 'csv';
  readonly subject: 'sku';
  /** Magento cuts white space off a SKU. */
  readonly subjectForm: 'trimmed';
  readonly scope: 'store_view_code';
  readonly kind: 'product';
  readonly parts: Readonly<
    Record<PartName, { readonly column: string; readonly profile: PartRule['profile'] }>
  >;
  readonly carrier: {
    readonly type: 'additional_attributes';
    readonly column: 'additional_attributes';
    readonly code: string;
  };
}

/** The columns of Magento's own template. */
export const productCsvMap: ProductCsvMap = /* @__PURE__ */ createMap();

function createMap(): ProductCsvMap {
  const entries = PART_NAMES.map((name) => {
    const { attribute, profile } = PART_RULES[name];
    return [name, { column: attribute, profile }] as const;
  });
  return Object.freeze({
    format: 'csv',
    subject: 'sku',
    subjectForm: 'trimmed',
    scope: 'store_view_code',
    kind: 'product',
    // One entry for each of the names.
    parts: Object.freeze(Object.fromEntries(entries)) as ProductCsvMap['parts'],
    carrier: Object.freeze({
      type: 'additional_attributes',
      column: 'additional_attributes',
      code: MARK_ATTRIBUTE,
    }),
  });
}
