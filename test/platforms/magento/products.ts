/** Products as REST gives them, by hand and at random. */

import type { CustomAttribute, MagentoProduct, RestProduct } from 'contentmark/magento';
import { readProduct } from 'contentmark/magento';
import fc from 'fast-check';

/** A product with what Magento sends beside the texts. */
export const TENT: RestProduct = {
  id: 14,
  sku: 'TENT-2P',
  name: 'Two-person tent',
  attribute_set_id: 4,
  price: 249,
  status: 1,
  visibility: 4,
  type_id: 'simple',
  created_at: '2026-01-05 09:11:12',
  updated_at: '2026-01-05 09:11:12',
  weight: 2.4,
  extension_attributes: { website_ids: [1], category_links: [{ position: 0, category_id: '5' }] },
  product_links: [],
  options: [],
  media_gallery_entries: [],
  tier_prices: [],
  custom_attributes: [
    {
      attribute_code: 'description',
      value: '<p>Stands in a gale; packs into <em>a loaf</em>.</p>',
    },
    { attribute_code: 'short_description', value: '<p>Light tent.</p>' },
    { attribute_code: 'meta_title', value: 'Two-person tent' },
    { attribute_code: 'options_container', value: 'container2' },
    { attribute_code: 'category_ids', value: ['5', '7'] },
    { attribute_code: 'tax_class_id', value: '2' },
  ],
};

/** Reads what must be readable. */
export function open(item: unknown, storeView?: string): MagentoProduct {
  const read = readProduct(item, storeView === undefined ? {} : { storeView });
  if (read.product === undefined) throw new Error(read.problem);
  return read.product;
}

/** The product with other values of attributes; `undefined` removes one. */
export function withValues(
  product: RestProduct,
  values: Readonly<Record<string, string | undefined>>,
): RestProduct {
  const { name, ...rest } = values;
  const others = (product.custom_attributes ?? []).filter(
    ({ attribute_code: code }) => !Object.hasOwn(rest, code),
  );
  const changed = Object.entries(rest).flatMap(([code, value]): CustomAttribute[] =>
    value === undefined ? [] : [{ attribute_code: code, value }],
  );
  return {
    ...product,
    ...(name !== undefined && { name }),
    custom_attributes: [...others, ...changed],
  };
}

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const markup = fc
  .array(fc.tuple(fc.constantFrom('p', 'b', 'li'), text), { maxLength: 4 })
  .map((pieces) =>
    pieces.map(([tag, inner]) => `<${tag}>${inner.replaceAll(/[<>&]/g, '')}</${tag}>`).join(''),
  );

const attribute = fc.oneof(
  fc.record({ attribute_code: fc.constantFrom('description', 'short_description'), value: markup }),
  fc.record({ attribute_code: fc.constantFrom('meta_title', 'meta_description'), value: text }),
  fc.record({
    attribute_code: fc.constant('contentmark'),
    value: fc.constantFrom('', '0oRY', 'old'),
  }),
  fc.record({
    attribute_code: fc.constantFrom('color', 'size', '__proto__', 'contentmark_note'),
    value: fc.oneof(text, fc.array(fc.nat().map(String)), fc.constant(null)),
  }),
);

/** Any product of a shop, each attribute at most once. */
export const anyRestProduct: fc.Arbitrary<RestProduct> = fc
  .record({
    id: fc.nat(),
    sku: fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 })
      .filter((sku) => sku.trim() !== ''),
    name: text,
    price: fc.double(),
    extension_attributes: fc.dictionary(text, text, { maxKeys: 2 }),
    custom_attributes: fc.uniqueArray(attribute, {
      selector: ({ attribute_code: code }) => code,
      maxLength: 8,
    }),
  })
  .map((product) => product as RestProduct);
