/**
 * Maps that come with the command, written as a user would write them. Column names are
 * those of the platforms' own templates (Shopify changed its header; both are accepted).
 */
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

const MAGENTO = {
  format: 'csv',
  subject: 'sku',
  scope: 'store_view_code',
  kind: 'product',
  parts: {
    name: { column: 'name', profile: 'text' },
    description: { column: 'description', profile: 'html' },
    short_description: { column: 'short_description', profile: 'html' },
    meta_title: { column: 'meta_title', profile: 'text' },
    meta_description: { column: 'meta_description', profile: 'text' },
  },
  carrier: { type: 'additional_attributes', column: 'additional_attributes', code: 'contentmark' },
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
    ['magento', MAGENTO],
    ['eshop', ESHOP],
  ],
);
