/**
 * Which parts of a product are signed, under which names and profiles: one table for the Admin
 * API, for webhooks and for CSV with either header, so that a mark made from one of them holds
 * for the others. No HTML parser here: the command reads the table whenever it starts.
 */
import type { ShopifyProduct } from './product.ts';

/** What of a product is signed. */
export type ShownProduct = Pick<
  ShopifyProduct,
  'title' | 'descriptionHtml' | 'seoTitle' | 'seoDescription' | 'images'
>;

/** How one part is read, and from where. */
export interface PartRule {
  readonly profile: 'text' | 'html';
  /**
   * In Shopify's current product CSV, in the one before it, and in those of other exporters
   * (Matrixify, Shopify's transporter). Compared without case; `*` stands for anything.
   */
  readonly columns: readonly [string, ...string[]];
  /** Whether images have one each, numbered from 1 by the image's place (`numberedParts`). */
  readonly each: boolean;
  readonly read: (product: ShownProduct) => readonly string[];
}

/** By the name of the part. */
export const PART_RULES: Readonly<Record<string, PartRule>> = /* @__PURE__ */ Object.freeze({
  title: {
    profile: 'text',
    columns: ['Title'],
    each: false,
    read: ({ title }) => [title],
  },
  descriptionHtml: {
    profile: 'html',
    columns: ['Description', 'Body (HTML)', 'Body HTML'],
    each: false,
    read: ({ descriptionHtml }) => [descriptionHtml],
  },
  seoTitle: {
    profile: 'text',
    columns: ['SEO title', 'Metafields Global Title Tag', 'Metafield: title_tag [*'],
    each: false,
    read: ({ seoTitle }) => [seoTitle],
  },
  seoDescription: {
    profile: 'text',
    columns: [
      'SEO description',
      'Metafields Global Description Tag',
      'Metafield: description_tag [*',
    ],
    each: false,
    read: ({ seoDescription }) => [seoDescription],
  },
  imageAlt: {
    profile: 'text',
    columns: ['Image alt text'],
    each: true,
    read: ({ images }) => images.map(({ alt }) => alt),
  },
});
