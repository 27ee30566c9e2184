/**
 * The maps that come with the command, with the column names of the platforms' own templates. Those
 * of Shopify and Magento are the adapters', so that a mark made from CSV holds over the API and the
 * other way round. They are loaded only when used, because the adapters load an HTML parser.
 */

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
  ['magento', async () => (await import('contentmark/magento')).productCsvMap],
  ['eshop', async () => ESHOP],
]);
