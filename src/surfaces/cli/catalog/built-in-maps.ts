/**
 * Maps that come with the command, written as a user would write them. Column names are
 * those of the platforms' own templates (Shopify changed its header; both are accepted). Magento's
 * is the adapter's, so that a mark made from CSV holds over REST and the other way round.
 */
import { productCsvMap } from 'contentmark/magento';

const SHOPIFY = {
  format: 'csv',
  subject: ['URL handle', 'Handle'],
  group: true,
  kind: 'product',
  parts: {
    title: { column: ['Title'], profile: 'text' },
    descriptionHtml: { column: ['Description', 'Body (HTML)'], profile: 'html' },
    seoTitle: { column: ['SEO title', 'SEO Title'], profile: 'text' },
    seoDescription: { column: ['SEO description', 'SEO Description'], profile: 'text' },
    imageAlt: { column: ['Image alt text', 'Image Alt Text'], profile: 'text', each: true },
  },
  carrier: { type: 'column', name: 'Contentmark (product.metafields.custom.contentmark)' },
};

const ESHOP = {
  format: 'json',
  subject: 'Id',
  subjectPrefix: 'eshop/',
  kind: 'product',
  parts: {
    name: { column: 'Name', profile: 'text' },
    description: { column: 'Description', profile: 'text' },
  },
  carrier: { type: 'column', name: 'contentmark' },
};

/** By name. They go through the same checks as a user's own. */
export const BUILT_IN_MAPS: ReadonlyMap<string, unknown> = /* @__PURE__ */ new Map<string, unknown>(
  [
    ['shopify', SHOPIFY],
    ['magento', productCsvMap],
    ['eshop', ESHOP],
  ],
);
