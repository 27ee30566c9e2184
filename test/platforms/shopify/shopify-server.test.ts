/** The test server itself: the limits it enforces are Shopify's, or the other tests prove nothing. */

import {
  bulkOperationRequest,
  bulkProductsRequest,
  definitionRequest,
  FIELD_DEFINITIONS,
  type GraphqlRequest,
  type MetafieldWrite,
  metafieldsRequest,
  productPageRequest,
  productRequest,
  productsRequest,
  shopRequest,
  storefrontProductRequest,
} from 'contentmark/shopify';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ShopifyServer,
  type ShopifyServerOptions,
  startShopifyServer,
} from '../../../examples/shopify-shop/server.ts';

const boots = {
  handle: 'boots',
  title: 'Boots',
  descriptionHtml: '<p>Warm</p>',
  images: [{ alt: 'Left' }, { alt: 'A film', type: 'VIDEO' as const }, { alt: 'Right' }],
};

let server: ShopifyServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: Partial<ShopifyServerOptions> = {}): Promise<ShopifyServer> {
  server = await startShopifyServer({ products: [boots], ...options });
  return server;
}

async function ask(
  { url, token }: ShopifyServer,
  request: GraphqlRequest,
  { version = '2026-10', api = '/admin', header = 'x-shopify-access-token', key = token } = {},
) {
  const response = await fetch(`${url}${api}/api/${version}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [header]: key },
    body: JSON.stringify(request),
  });
  return {
    status: response.status,
    headers: response.headers,
    reply: JSON.parse(await response.text()),
  };
}

const write = (change: Partial<MetafieldWrite> = {}): MetafieldWrite => ({
  ownerId: 'gid://shopify/Product/1000',
  namespace: '$app',
  key: 'contentmark',
  type: 'single_line_text_field',
  value: '0oRY',
  compareDigest: null,
  ...change,
});
const codes = (reply: { data: { metafieldsSet: { userErrors: { code: string }[] } } }) =>
  reply.data.metafieldsSet.userErrors.map(({ code }) => code);

describe('metafieldsSet', () => {
  it('takes 25 metafields a call and refuses 26', async () => {
    const shop = await start();
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => write({ key: `key-${i}`, compareDigest: null }));
    const sent = metafieldsRequest(many(25));
    expect(codes((await ask(shop, sent)).reply)).toEqual([]);
    const variables = { metafields: many(26) };
    expect(codes((await ask(shop, { ...sent, variables })).reply)).toEqual([
      'LESS_THAN_OR_EQUAL_TO',
    ]);
    expect(shop.store.writes).toHaveLength(25);
  });

  it('writes all or none', async () => {
    const shop = await start();
    const request = metafieldsRequest([write(), write({ key: 'other', type: 'json', value: '{' })]);
    expect(codes((await ask(shop, request)).reply)).toEqual(['INVALID_VALUE']);
    expect(shop.store.writes).toEqual([]);
  });

  it('compares digests: null is "none yet", another is stale, and nonsense is no digest', async () => {
    const shop = await start();
    const first = await ask(shop, metafieldsRequest([write()]));
    const { compareDigest } = first.reply.data.metafieldsSet.metafields[0];
    expect(codes((await ask(shop, metafieldsRequest([write()]))).reply)).toEqual(['STALE_OBJECT']);
    const wrong = write({ compareDigest: 'f'.repeat(64) });
    expect(codes((await ask(shop, metafieldsRequest([wrong]))).reply)).toEqual(['STALE_OBJECT']);
    const nonsense = write({ compareDigest: 'x' });
    const refused = await ask(shop, metafieldsRequest([nonsense]));
    expect(codes(refused.reply)).toEqual(['INVALID_COMPARE_DIGEST']);
    const next = write({ compareDigest, value: 'next' });
    expect(codes((await ask(shop, metafieldsRequest([next]))).reply)).toEqual([]);
  });

  it.each([
    ['text over 64 KB', write({ value: 'a'.repeat(65_537) }), 'TOO_LONG'],
    ['JSON over 128 KB', write({ type: 'json', value: `"${'a'.repeat(131_072)}"` }), 'TOO_LONG'],
    ['a second line', write({ value: 'a\nb' }), 'INVALID_VALUE'],
    ['a product that is not there', write({ ownerId: 'gid://shopify/Product/1' }), 'INVALID'],
    ["another app's namespace", write({ namespace: 'app--999' }), 'APP_NOT_AUTHORIZED'],
  ])('refuses %s', async (_what, wrong, code) => {
    const shop = await start();
    expect(codes((await ask(shop, metafieldsRequest([wrong]))).reply)).toEqual([code]);
  });

  it('refuses another type than the definition has', async () => {
    const shop = await start();
    for (const definition of FIELD_DEFINITIONS) await ask(shop, definitionRequest(definition));
    const wrong = metafieldsRequest([write({ type: 'multi_line_text_field' })]);
    expect(codes((await ask(shop, wrong)).reply)).toEqual(['INVALID_TYPE']);
    const again = await ask(shop, definitionRequest(FIELD_DEFINITIONS[0] as never));
    expect(again.reply.data.metafieldDefinitionCreate.userErrors[0].code).toBe('TAKEN');
  });
});

describe('costs', () => {
  it('are asked for, charged and refunded, in the shape that Shopify reports', async () => {
    let now = 0;
    const shop = await start({ clock: () => now });
    const { cost } = (await ask(shop, productRequest('boots'))).reply.extensions;
    // A product, its SEO and three metafields; a connection of 64 media.
    expect(cost.requestedQueryCost).toBe(1 + 1 + 3 + 2 + 64);
    expect(cost.actualQueryCost).toBe(1 + 1 + 2 + 2);
    expect(cost.throttleStatus).toEqual({
      maximumAvailable: 2000,
      currentlyAvailable: 2000 - 6,
      restoreRate: 100,
    });
    now += 0.05;
    const { throttleStatus } = (await ask(shop, shopRequest())).reply.extensions.cost;
    expect(throttleStatus.currentlyAvailable).toBe(1994 + 5 - 5);
  });

  it('over what is left are throttled, and come back with time', async () => {
    let now = 0;
    const shop = await start({ clock: () => now, maximumAvailable: 100, restoreRate: 10 });
    shop.bucket.drainTo(0);
    const throttled = await ask(shop, productRequest('boots'));
    expect([throttled.status, throttled.reply.errors[0].extensions.code]).toEqual([
      200,
      'THROTTLED',
    ]);
    expect(throttled.reply.data).toBeUndefined();
    expect(throttled.reply.extensions.cost).toMatchObject({
      requestedQueryCost: 71,
      actualQueryCost: null,
      throttleStatus: { currentlyAvailable: 0 },
    });
    now += 7.1;
    expect((await ask(shop, productRequest('boots'))).reply.data).toBeDefined();
  });

  it('of one query are at most 1,000', async () => {
    const shop = await start();
    const { reply } = await ask(shop, productPageRequest({ first: 250 }));
    expect(reply.errors[0].extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1000 });
    const ids = Array.from({ length: 15 }, (_, i) => `gid://shopify/Product/${i}`);
    const many = await ask(shop, productsRequest(ids));
    expect(many.reply.errors[0].extensions).toMatchObject({ cost: 15 * 71 });
  });
});

describe('access', () => {
  it('needs the token in its header', async () => {
    const shop = await start();
    expect((await ask(shop, shopRequest(), { key: 'wrong' })).status).toBe(401);
    expect((await ask(shop, shopRequest(), { header: 'authorization' })).status).toBe(401);
  });

  it('needs the scope', async () => {
    const shop = await start({ scopes: ['read_products'] });
    const { reply } = await ask(shop, metafieldsRequest([write()]));
    expect(reply.errors[0].extensions.code).toBe('ACCESS_DENIED');
    expect(
      (await ask(shop, productRequest('boots'))).reply.data.productByIdentifier.id,
    ).toBeDefined();
  });

  it('of a storefront shows a metafield only where its definition lets it', async () => {
    const shop = await start();
    await ask(shop, metafieldsRequest([write()]));
    const storefront = { api: '', header: 'x-shopify-storefront-access-token' };
    const before = await ask(shop, storefrontProductRequest('boots'), storefront);
    expect(before.reply.data.product.mark).toBeNull();
    for (const definition of FIELD_DEFINITIONS) await ask(shop, definitionRequest(definition));
    const after = await ask(shop, storefrontProductRequest('boots'), storefront);
    expect(after.reply.data.product.mark.value).toBe('0oRY');
  });

  it('to a version that is gone is answered by the oldest, and the header says so', async () => {
    const shop = await start();
    const { headers } = await ask(shop, shopRequest(), { version: '2025-01' });
    expect(headers.get('x-shopify-api-version')).toBe('2026-07');
  });
});

describe('a bulk operation', () => {
  it('runs for its time, then leaves lines with escaped slashes and parents', async () => {
    let now = 0;
    const shop = await start({ clock: () => now, bulkSeconds: 10 });
    const started = await ask(shop, bulkProductsRequest());
    const { id } = started.reply.data.bulkOperationRunQuery.bulkOperation;
    const look = async () => (await ask(shop, bulkOperationRequest(id))).reply.data.bulkOperation;
    expect((await look()).status).toBe('CREATED');
    now = 6;
    expect((await look()).status).toBe('RUNNING');
    now = 10;
    const done = await look();
    expect(done).toMatchObject({ status: 'COMPLETED', objectCount: '3' });
    const text = await (await fetch(done.url)).text();
    expect(Number(done.fileSize)).toBe(text.length);
    const [product, left, right] = text.split('\n');
    expect(product).toMatch(/^\{"id":"gid:\\\/\\\/shopify\\\/Product\\\/1000","handle":"boots"/);
    expect(JSON.parse(left ?? '')).toMatchObject({
      alt: 'Left',
      __parentId: 'gid://shopify/Product/1000',
    });
    expect(JSON.parse(right ?? '')).toMatchObject({ alt: 'Right' });
    now = 8 * 86_400;
    expect((await look()).status).toBe('EXPIRED');
  });

  it('is refused without a connection, nested too deep, or as the sixth', async () => {
    const shop = await start({ bulkSeconds: 1e6 });
    const run = async (query: string) => {
      const request = { ...bulkProductsRequest(), variables: { query, groupObjects: false } };
      return (await ask(shop, request)).reply.data.bulkOperationRunQuery;
    };
    const deep =
      '{ products { edges { node { variants { edges { node { media { edges { node { id } } } } } } } } } }';
    expect((await run('{ shop { id } }')).userErrors[0].message).toContain(
      'at least one connection',
    );
    expect((await run(deep)).userErrors[0].message).toContain('nesting depth');
    expect((await run('{ products { edges { node { nothing } } } }')).userErrors[0].code).toBe(
      'INVALID',
    );
    const fine = '{ products { edges { node { id } } } }';
    for (let i = 0; i < 5; i++) expect((await run(fine)).userErrors).toEqual([]);
    expect((await run(fine)).userErrors[0].code).toBe('LIMIT_REACHED');
  });
});

describe('a product', () => {
  const CREATE = `mutation Create($product: ProductCreateInput!) {
    productCreate(product: $product) { product { id handle title status tags seo { title } } userErrors { field message } } }`;
  const UPDATE = `mutation Update($product: ProductUpdateInput!) {
    productUpdate(product: $product) { product { id title } userErrors { field message } } }`;
  const field = {
    namespace: '$app',
    key: 'contentmark',
    type: 'single_line_text_field',
    value: '0oRY',
  };
  const hat = { handle: 'hat', title: 'Hat', seo: { title: 'Buy a hat' }, tags: ['ai'] };

  async function create(shop: ShopifyServer, product: object) {
    const { reply } = await ask(shop, { query: CREATE, variables: { product } });
    return reply.data.productCreate;
  }

  it('is created with its metafields, or not at all', async () => {
    const shop = await start();
    const wrong = await create(shop, { ...hat, metafields: [{ ...field, value: 'a\nb' }] });
    expect(wrong).toMatchObject({
      product: null,
      userErrors: [{ field: ['metafields', '0', 'value'] }],
    });
    expect(shop.store.byHandle('hat')).toBeUndefined();
    const { product } = await create(shop, { ...hat, status: 'DRAFT', metafields: [field] });
    expect(product).toMatchObject({
      handle: 'hat',
      status: 'DRAFT',
      tags: ['ai'],
      seo: { title: 'Buy a hat' },
    });
    expect(shop.store.writes).toMatchObject([{ ownerId: product.id, value: '0oRY' }]);
    const { reply } = await ask(shop, productPageRequest({ query: 'tag:ai' }));
    expect(reply.data.products.nodes).toMatchObject([{ handle: 'hat', mark: { value: '0oRY' } }]);
  });

  it('does not take a handle that is taken, and numbers one that was not asked for', async () => {
    const shop = await start();
    expect((await create(shop, { ...hat, handle: 'boots' })).userErrors).toMatchObject([
      { field: ['handle'] },
    ]);
    expect((await create(shop, { title: 'Boots' })).product.handle).toBe('boots-1');
    expect((await create(shop, { title: '' })).userErrors).toMatchObject([{ field: ['title'] }]);
    expect((await create(shop, { title: 'x'.repeat(256) })).userErrors).toMatchObject([
      { field: ['title'] },
    ]);
  });

  it('is updated in what is named, and keeps the rest', async () => {
    const shop = await start();
    await ask(shop, metafieldsRequest([write({ key: 'other' })]));
    const update = async (product: object) =>
      (await ask(shop, { query: UPDATE, variables: { product } })).reply.data.productUpdate;
    const id = 'gid://shopify/Product/1000';
    await update({ id, title: 'New', metafields: [field] });
    const stored = shop.store.byHandle('boots');
    expect(stored).toMatchObject({ title: 'New', descriptionHtml: '<p>Warm</p>' });
    expect([...(stored?.fields.values() ?? [])].map(({ key }) => key)).toEqual([
      'other',
      'contentmark',
    ]);
    expect((await update({ id: 'gid://shopify/Product/1', title: 'x' })).userErrors).toHaveLength(
      1,
    );
    expect((await update({ id, title: '' })).userErrors).toHaveLength(1);
  });

  it('needs write_products to be made or changed', async () => {
    const shop = await start({ scopes: ['read_products'] });
    const { reply } = await ask(shop, { query: CREATE, variables: { product: hat } });
    expect(reply.errors[0].extensions.code).toBe('ACCESS_DENIED');
  });
});
