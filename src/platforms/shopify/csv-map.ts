/** Shopify's product CSV as a catalogue map (docs/catalog-maps.md). */
import { IMPORTED_FIELD } from './fields.ts';
import { PART_RULES, type PartRule } from './part-rules.ts';

/** A map as `contentmark catalog --map` takes it. */
export interface ProductCsvMap {
  readonly format: 'csv';
  readonly subject: readonly [string, ...string[]];
  /** Shopify stores handles in lower case, with hyphens for white space. */
  readonly subjectForm: 'handle';
  readonly group: true;
  readonly kind: 'product';
  readonly parts: Readonly<
    Record<
      string,
      {
        readonly column: PartRule['columns'];
        readonly profile: PartRule['profile'];
        readonly each?: {
          readonly has: PartRule['columns'];
          readonly position: PartRule['columns'];
        };
      }
    >
  >;
  readonly carrier: { readonly type: 'column'; readonly name: readonly [string, ...string[]] };
}

/** Rows with an image, in the order that the shop shows them. */
const IMAGES = {
  has: ['Product image URL', 'Image Src'],
  position: ['Image position'],
} as const;

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
    subjectForm: 'handle',
    group: true,
    kind: 'product',
    parts: Object.fromEntries(
      Object.entries(PART_RULES).map(
        ([name, { columns, profile, each }]): [string, ProductCsvMap['parts'][string]] => [
          name,
          { column: columns, profile, ...(each && { each: IMAGES }) },
        ],
      ),
    ),
    carrier: {
      type: 'column',
      // The label is the shop's own and may be any; namespace and key say which metafield it is.
      name: [
        `Contentmark (product.metafields.${namespace}.${key})`,
        `*(product.metafields.${namespace}.${key})`,
        `Metafield: ${namespace}.${key} [*`,
      ],
    },
  };
  return Object.freeze(map);
}
