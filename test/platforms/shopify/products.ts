/** Products as the adapter reads them, and arbitrary ones. */

import type { ShopifyProduct, StoredMetafield } from 'contentmark/shopify';
import fc from 'fast-check';

export const DIGEST = 'd'.repeat(64);

/** A product with everything. */
export const boots: ShopifyProduct = {
  id: 'gid://shopify/Product/1',
  handle: 'boots',
  title: 'Boots',
  descriptionHtml: '<p>Light &amp; <b>warm</b></p>',
  seoTitle: 'Warm boots',
  seoDescription: 'Boots that are warm',
  images: [
    { id: 'gid://shopify/MediaImage/1', alt: 'From the left' },
    { id: 'gid://shopify/MediaImage/2', alt: '' },
    { id: 'gid://shopify/MediaImage/3', alt: 'From above' },
  ],
  mark: undefined,
  verdict: undefined,
  imported: undefined,
};

/** A product as a query's reply has it. */
export function nodeOf(product: ShopifyProduct) {
  const { seoTitle, seoDescription, images, mark, verdict, imported, ...rest } = product;
  return {
    ...rest,
    seo: { title: seoTitle || null, description: seoDescription || null },
    mark: mark ?? null,
    verdict: verdict ?? null,
    imported: imported ?? null,
    media: {
      nodes: images.map(({ id, alt }) => ({ id, mediaContentType: 'IMAGE', alt: alt || null })),
      pageInfo: { hasNextPage: false },
    },
  };
}

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const metafield = (namespace: string, key: string): fc.Arbitrary<StoredMetafield | undefined> =>
  fc.option(
    fc.record({
      namespace: fc.constant(namespace),
      key: fc.constant(key),
      type: fc.constant('single_line_text_field'),
      value: fc.oneof(fc.constant(''), fc.base64String(), text),
      compareDigest: fc.constant(DIGEST),
    }),
    { nil: undefined },
  );

/** Any product that a shop could have. */
export const anyProduct: fc.Arbitrary<ShopifyProduct> = fc.record({
  id: fc.nat().map((n) => `gid://shopify/Product/${n}`),
  handle: fc.stringMatching(/^[a-z0-9-]{1,30}$/),
  title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  descriptionHtml: fc.oneof(
    text,
    text.map((inner) => `<p>${inner}</p>`),
    fc.constant('<b>open'),
  ),
  seoTitle: text,
  seoDescription: text,
  images: fc.array(
    fc.record({ id: fc.nat().map((n) => `gid://shopify/MediaImage/${n}`), alt: text }),
    { maxLength: 6 },
  ),
  mark: metafield('app--1234567', 'contentmark'),
  verdict: metafield('app--1234567', 'contentmark_verdict'),
  imported: metafield('custom', 'contentmark'),
});
