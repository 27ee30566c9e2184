/**
 * Maps that come with the command, written as a user would write them. Column names are
 * those of the platforms' own templates. Shopify's is the adapter's, so that a mark made from
 * CSV holds over the API and the other way round; it is loaded when it is asked for, because
 * the adapter brings an HTML parser with it.
 */
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
export const BUILT_IN_MAPS: ReadonlyMap<string, () => Promise<unknown>> = /* @__PURE__ */ new Map<
  string,
  () => Promise<unknown>
>([
  ['shopify', async () => (await import('contentmark/shopify')).productCsvMap],
  ['magento', async () => MAGENTO],
  ['eshop', async () => ESHOP],
]);
