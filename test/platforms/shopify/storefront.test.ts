/**
 * One product by every way that leads to it (storefront, Admin API, bulk operation, webhook), with
 * more images than one page holds, and in other languages than it was signed in.
 */

import { extract } from 'contentmark/carrier';
import {
  type GraphqlRequest,
  productCarrier,
  productContent,
  productImagesRequest,
  productRequest,
  type ReadProduct,
  readProductImagesReply,
  readProductReply,
  readStorefrontReply,
  readWebhook,
  shownVerdict,
  storefrontProductRequest,
} from 'contentmark/shopify';
import {
  checkProducts,
  createShopifyClient,
  markProducts,
  setUpShop,
} from 'contentmark/shopify-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ShopifyServer, startShopifyServer } from '../../../examples/shopify-shop/server.ts';
import type { SeedImage } from '../../../examples/shopify-shop/store.ts';
import { claims, signer, verifier } from './small-shop.ts';

/** 31 films among 279 images, of which some have an alt text. */
const many: SeedImage[] = Array.from({ length: 310 }, (_, i) =>
  i % 10 === 9 ? { alt: 'A film', type: 'VIDEO' } : { alt: i % 3 === 0 ? `View ${i}` : '' },
);

const german = {
  handle: 'stiefel',
  title: 'Stiefel',
  descriptionHtml: '<p>Warm und trocken</p>',
  alts: many.map(({ alt }) => (alt === '' ? '' : `${alt} auf Deutsch`)),
};

let server: ShopifyServer;

beforeAll(async () => {
  const texts = { title: 'Boots', descriptionHtml: '<p>Warm</p>' };
  const products = [
    { handle: 'boots', ...texts, images: many, translations: { DE: german } },
    { handle: 'slippers', ...texts, images: [{ alt: 'Left' }] },
  ];
  server = await startShopifyServer({ products, maximumAvailable: 20_000, bulkSeconds: 0.05 });
  const client = createShopifyClient({ url: server.url, token: server.token });
  await setUpShop(client);
  const { counts } = await markProducts(client, { signer, claims });
  expect(counts.marked).toBe(2);
});

afterAll(() => server.close());

type Api = 'admin' | 'storefront';

async function send(api: Api, { query, variables }: GraphqlRequest): Promise<unknown> {
  const path = api === 'admin' ? '/admin/api' : '/api';
  const header = api === 'admin' ? 'x-shopify-access-token' : 'x-shopify-storefront-access-token';
  const response = await fetch(`${server.url}${path}/2026-10/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [header]: server.token },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Asks for pages until there is a whole product. */
async function readWhole(api: Api, first: ReadProduct | null) {
  let read = first;
  let pages = 1;
  for (; read?.more !== undefined; pages++) {
    read = read.more.read(await send(api, read.more.request));
  }
  if (read?.product === undefined) throw new Error(read?.problem ?? 'no product');
  return { product: read.product, pages };
}

async function show(handle: string, options: { language?: string; country?: string } = {}) {
  const request = storefrontProductRequest(handle, options);
  const { product } = await readWhole(
    'storefront',
    readStorefrontReply(await send('storefront', request)),
  );
  const { content } = productContent(product);
  if (content === undefined) throw new Error('no content');
  const subject = product.handle;
  const mark = extract(product, productCarrier());
  const verdict = await verifier.verify(content, mark, { subject, requiredParts: 'all' });
  return { product, verdict };
}

describe('a product with 310 media', () => {
  it('verifies by every way, alike', async () => {
    const client = createShopifyClient({ url: server.url, token: server.token });
    const bulk = await checkProducts(client, { verifier, environment: 'production' });
    expect(bulk.counts).toMatchObject({ verified: 2, rejected: 0 });

    const request = productRequest('boots');
    const admin = await readWhole('admin', readProductReply(await send('admin', request)));
    const shown = await show('boots');
    expect(shown.verdict.status).toBe('verified');
    // The storefront's metafields have no digest to compare; all else is the same.
    const { compareDigest: _digest, ...mark } = admin.product.mark ?? {};
    expect({ ...admin.product, mark }).toMatchObject({ ...shown.product, mark });
    expect([admin.pages, admin.product.images.length]).toEqual([2, 279]);
  });

  it('lists its originals page after page', async () => {
    const { id } = (await show('boots')).product;
    const ids = new Set<string>();
    let after: string | undefined;
    do {
      const request = productImagesRequest(id, after === undefined ? {} : { after });
      const read = readProductImagesReply(await send('admin', request));
      if (read?.images === undefined) throw new Error(read?.problem ?? 'no product');
      for (const image of read.images) ids.add(image.id);
      after = read.after;
    } while (after !== undefined);
    expect(ids.size).toBe(279);
    const none = productImagesRequest('gid://shopify/Product/1');
    expect(readProductImagesReply(await send('admin', none))).toBeNull();
  });

  it('has the same alt texts in a webhook', async () => {
    const { product } = await show('boots');
    const images = product.images.map(({ alt }, index) => ({ position: index + 1, alt }));
    const payload = { id: 1000, handle: 'boots', title: 'Boots', body_html: '<p>Warm</p>', images };
    const body = new TextEncoder().encode(JSON.stringify(payload));
    const webhook = readWebhook('products/update', body);
    if (webhook.type !== 'product-changed' || webhook.content === undefined)
      throw new Error('none');
    const mark = extract(product, productCarrier());
    const verdict = await verifier.verify(webhook.content, mark, { subject: 'boots' });
    expect(verdict.status).toBe('verified');
  });

  it('is a problem where a reply ends in the middle, or never would', () => {
    const node = {
      id: 'gid://shopify/Product/1',
      handle: 'boots',
      title: 'Boots',
      descriptionHtml: '',
      seo: {},
    };
    const nodes = [{ id: 'gid://shopify/MediaImage/1', mediaContentType: 'IMAGE', alt: '' }];
    const page = (pageInfo: object, media = nodes) =>
      readProductReply({ productByIdentifier: { ...node, media: { nodes: media, pageInfo } } });
    expect(page({ hasNextPage: true })?.problem).toContain('more media');
    expect(page({})?.problem).toContain('more media');
    expect(page({ hasNextPage: true, endCursor: 'x' }, [])?.problem).toContain('more media');
    const next = { nodes, pageInfo: { hasNextPage: true, endCursor: 'x' } };
    const gone = page(next.pageInfo)?.more?.read({ product: null });
    expect(gone?.problem).toContain('went away');
    let read: ReadProduct | null = page(next.pageInfo);
    let pages = 0;
    for (; read?.more !== undefined; pages++) read = read.more.read({ product: { media: next } });
    expect([pages, read?.problem]).toEqual([2_500, 'gid://shopify/Product/1 has over 2500 media']);
  });
});

describe('another language', () => {
  const signedIn = { language: 'EN' };

  it('is unchecked where the product is translated, its handle too', async () => {
    const { product, verdict } = await show('stiefel', { language: 'DE', country: 'CH' });
    expect(product).toMatchObject({
      handle: 'stiefel',
      shownIn: { language: 'DE', country: 'CH' },
    });
    // The next page of media was asked for in the same language.
    expect(product.images.map(({ alt }) => alt)).toContain('View 306 auf Deutsch');
    expect(verdict).toMatchObject({ status: 'rejected', reason: 'subject-mismatch' });
    expect(shownVerdict(verdict, product, signedIn)).toEqual({
      status: 'unchecked',
      shownIn: { language: 'DE', country: 'CH' },
      detail: 'shown in DE for CH, which is not what was signed',
    });
    expect(shownVerdict(verdict, product).status).toBe('unchecked');
  });

  it('verifies where it shows what was signed: nothing is translated, or the shop lacks it', async () => {
    for (const [handle, language] of [
      ['slippers', 'DE'],
      ['boots', 'FR'],
    ] as const) {
      const { product, verdict } = await show(handle, { language });
      expect(shownVerdict(verdict, product, signedIn).status).toBe('verified');
    }
  });

  it('does not hide an edit in the language that was signed, nor a mark that is no good', async () => {
    const { product, verdict } = await show('boots', { language: 'EN', country: 'US' });
    const rejected = { status: 'rejected', reason: 'digest-mismatch' } as const;
    expect(verdict.status).toBe('verified');
    expect(shownVerdict(rejected, product, signedIn)).toBe(rejected);
    expect(shownVerdict(rejected, product, { language: 'EN', country: 'US' })).toBe(rejected);
    expect(shownVerdict(rejected, product, { language: 'EN', country: 'CA' }).status).toBe(
      'unchecked',
    );
    expect(shownVerdict(rejected, (await show('boots')).product)).toBe(rejected);
    const translated = (await show('stiefel', { language: 'DE' })).product;
    for (const reason of ['bad-signature', 'unknown-key', 'key-revoked', 'environment-mismatch']) {
      const bad = { status: 'rejected', reason } as const;
      expect(shownVerdict(bad, translated, signedIn)).toBe(bad);
    }
    expect(shownVerdict({ status: 'absent' }, translated, signedIn).status).toBe('absent');
  });

  it('is asked for by a code and by nothing that could change the query', () => {
    for (const language of ['de', 'DE) { shop { name } } #', '', 'DEU_TSCHLAND']) {
      expect(() => storefrontProductRequest('boots', { language })).toThrow(/options\.language/);
    }
    expect(storefrontProductRequest('boots', { country: 'CH' }).query).toContain(
      '@inContext(country: CH)',
    );
  });
});
