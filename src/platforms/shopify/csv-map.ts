/** Shopify's product CSV as a catalogue map (docs/catalog-maps.md). */
import { IMPORTED_FIELD } from './fields.ts';
import { PART_RULES, type PartRule } from './part-rules.ts';

/** A map as `contentmark catalog --map` takes it. */
export interface ProductCsvMap {
  readonly format: 'csv';
  readonly subject: readonly [string, ...string[]];
  readonly group: true;
  readonly kind: 'product';
  readonly parts: Readonly<
    Record<
      string,
      {
        readonly column: PartRule['columns'];
        readonly profile: PartRule['profile'];
        readonly each?: true;
      }
    >
  >;
  readonly carrier: { readonly type: 'column'; readonly name: string };
}

/**
 * The current header and the one before it; a file has one of them. The mark's column is named
 * as an import wants a metafield's: it ends up in {@link IMPORTED_FIELD}.
 */
export const productCsvMap: ProductCsvMap = /* @__PURE__ */ createMap();

function createMap(): ProductCsvMap {
  const { namespace, key } = IMPORTED_FIELD;
  const map: ProductCsvMap = {
    format: 'csv',
    subject: ['URL handle', 'Handle'],
    group: true,
    kind: 'product',
    parts: Object.fromEntries(
      Object.entries(PART_RULES).map(
        ([name, { columns, profile, each }]): [string, ProductCsvMap['parts'][string]] => [
          name,
          { column: columns, profile, ...(each && { each: true }) },
        ],
      ),
    ),
    carrier: {
      type: 'column',
      name: `Contentmark (product.metafields.${namespace}.${key})`,
    },
  };
  return Object.freeze(map);
}
