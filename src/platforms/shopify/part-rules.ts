/**
 * The table of a product's signed parts, with their names and profiles. The Admin API, webhooks and
 * CSV with either header share it, so that a mark made from one of them holds for the others. It
 * loads no HTML parser, because the command reads the table at every start.
 */
import type { ShopifyProduct } from './product.ts';

/** The members of a product that are signed. */
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
