/** Readers over replies of any shape: a value with a reason, never an exception. */

import * as shopify from 'contentmark/shopify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const READERS: Readonly<Record<string, (data: unknown) => unknown>> = {
  readProductReply: shopify.readProductReply,
  readProductsReply: shopify.readProductsReply,
  readProductPageReply: shopify.readProductPageReply,
  readProductImagesReply: shopify.readProductImagesReply,
  readStorefrontReply: shopify.readStorefrontReply,
  readMetafieldsReply: (data) => shopify.readMetafieldsReply(data, 2),
  readDefinitionReply: shopify.readDefinitionReply,
  readDefinitionsReply: shopify.readDefinitionsReply,
  readBulkStartReply: shopify.readBulkStartReply,
  readBulkOperationReply: shopify.readBulkOperationReply,
  readShopReply: shopify.readShopReply,
};

/** Members that the readers look for, so that random objects get past the first look. */
const NAMES = [
  'productByIdentifier',
  'product',
  'products',
  'nodes',
  'media',
  'pageInfo',
  'hasNextPage',
  'endCursor',
  'localization',
  'app',
  'custom',
  'metafieldsSet',
  'metafields',
  'userErrors',
  'owner',
  'metafieldDefinitions',
  'metafieldDefinitionCreate',
  'bulkOperation',
  'bulkOperationRunQuery',
  'shop',
  'plan',
  'currentAppInstallation',
  'accessScopes',
  'seo',
  'mark',
  'id',
  'handle',
  'title',
  'descriptionHtml',
  'field',
  'code',
  'elementIndex',
  '__proto__',
];
const { reply } = fc.letrec<{ reply: unknown }>((tie) => ({
  reply: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      null,
      undefined,
      true,
      '',
      'gid://shopify/Product/1',
      'IMAGE',
      'Product',
      1,
      -1,
      Number.NaN,
    ),
    fc.array(tie('reply'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES), tie('reply')), { maxLength: 8 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

it('every reader of the entry is here', () => {
  const exported = Object.keys(shopify).filter((name) => /^read.*Reply$/.test(name));
  expect(Object.keys(READERS).sort()).toEqual(exported.sort());
});

describe.each(Object.entries(READERS))('%s', (_name, read) => {
  it('answers any reply', () => {
    fc.assert(
      fc.property(reply, (data) => void read(data)),
      { numRuns: 500 },
    );
  });

  it('takes nothing from a polluted prototype', () => {
    const clean = read({});
    const pollution = {
      productByIdentifier: {},
      product: {},
      nodes: [],
      shop: {},
      bulkOperation: {},
      userErrors: [],
    };
    Object.assign(Object.prototype, pollution);
    try {
      expect(JSON.stringify(read({}))).toBe(JSON.stringify(clean));
    } finally {
      for (const name of Object.keys(pollution))
        delete (Object.prototype as Record<string, unknown>)[name];
    }
  });
});

it('a refused write names the place by either way that Shopify has', () => {
  const read = (error: object) =>
    shopify.readMetafieldsReply({ metafieldsSet: { userErrors: [error], metafields: null } }, 3)
      .errors?.[0];
  const base = { code: 'STALE_OBJECT', message: 'm' };
  expect(read({ ...base, elementIndex: 2 })?.index).toBe(2);
  expect(read({ ...base, elementIndex: null, field: ['metafields', '1'] })?.index).toBe(1);
  for (const wrong of [
    { elementIndex: 3 },
    { elementIndex: -1 },
    { field: ['metafields'] },
    { field: ['x', '1'] },
  ]) {
    expect(read({ ...base, ...wrong })?.index).toBeUndefined();
  }
  expect(read({ code: 'NEW_CODE' })).toEqual({
    code: 'UNKNOWN',
    index: undefined,
    message: 'no message',
  });
});
