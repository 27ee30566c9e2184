/** Webhook deliveries: authenticated over their raw bytes, and what is read from them. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { localSigner, signSync, verifySync } from 'contentmark';
import { productContent, readWebhook, WEBHOOK_TOPICS } from 'contentmark/shopify';
import { openWebhook } from 'contentmark/shopify-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShopTrust, NOW } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { boots } from './products.ts';

const bytes = (value: unknown) =>
  new Uint8Array(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

/** As Shopify sends a product: REST's names, images by position, no SEO. */
const PAYLOAD = {
  id: 788032119674292,
  admin_graphql_api_id: 'gid://shopify/Product/788032119674292',
  handle: boots.handle,
  title: boots.title,
  body_html: boots.descriptionHtml,
  images: [
    { id: 3, position: 3, alt: 'From above' },
    { id: 1, position: 1, alt: 'From the left' },
    { id: 2, position: 2, alt: null },
  ],
};

describe('a payload', () => {
  it('of a changed product names it, and shows the parts it has', () => {
    const webhook = readWebhook('products/update', bytes(PAYLOAD));
    if (webhook.type !== 'product-changed') throw new Error(webhook.type);
    expect(webhook.productId).toBe('gid://shopify/Product/788032119674292');
    expect([...(webhook.content?.parts.keys() ?? [])]).toEqual([
      'title',
      'descriptionHtml',
      'imageAlt1',
      'imageAlt3',
    ]);
    // What it shows can be checked against the mark; the SEO texts are not in it.
    const { content } = productContent(boots);
    const claims = {
      issuer: 'https://brand.example',
      subject: 'boots',
      environment: 'production',
      issuedAt: NOW,
    };
    const envelope = signSync(content as never, { signer: localSigner(shopKey), claims });
    const options = {
      trust: createShopTrust(),
      environment: 'production',
      subject: 'boots',
      now: NOW,
    };
    expect(verifySync(webhook.content as never, envelope, options).status).toBe('verified');
    const edited = readWebhook('PRODUCTS_UPDATE', bytes({ ...PAYLOAD, title: 'Boot' }));
    if (edited.type !== 'product-changed') throw new Error(edited.type);
    expect(verifySync(edited.content as never, envelope, options)).toMatchObject({
      reason: 'digest-mismatch',
    });
  });

  it('with an id above 2^53 names that id, not the number JavaScript would make of it', () => {
    const webhook = readWebhook('products/delete', bytes('{"id": 788032119674292923 }'));
    expect(webhook).toEqual({
      type: 'product-deleted',
      productId: 'gid://shopify/Product/788032119674292923',
    });
  });

  it('without a handle names the product all the same, by whatever id it has', () => {
    const productId = 'gid://shopify/Product/788032119674292923';
    for (const body of [
      '{"id": 788032119674292923, "title": "Boots"}',
      '{"id": 788032119674292923, "handle": "", "title": "Boots"}',
      `{"admin_graphql_api_id": "${productId}", "title": "Boots"}`,
      `{"id": "788032119674292923", "admin_graphql_api_id": "${productId}", "title": "Boots"}`,
    ]) {
      const webhook = readWebhook('products/update', bytes(body));
      expect(webhook).toMatchObject({ type: 'product-changed', productId, handle: undefined });
      expect(webhook).toHaveProperty('content.parts');
    }
  });

  it.each([
    [
      'BULK_OPERATIONS_FINISH',
      { admin_graphql_api_id: 'gid://shopify/BulkOperation/1' },
      'bulk-operation-finished',
    ],
    ['app/uninstalled', {}, 'app-uninstalled'],
    ['orders/create', {}, 'other'],
    ['products/update', { id: 1 }, 'product-changed'],
    ['products/update', { id: 1, handle: null }, 'product-changed'],
    ['products/update', { admin_graphql_api_id: 'gid://shopify/Product/1' }, 'product-changed'],
    ['products/update', { id: 'gid://shopify/Product/1', title: 'x' }, 'product-changed'],
    ['products/update', { handle: 'x' }, 'malformed'],
    ['products/update', { id: 1, admin_graphql_api_id: 'gid://shopify/Product/2' }, 'malformed'],
    ['products/update', { admin_graphql_api_id: 'gid://shopify/Order/1' }, 'malformed'],
    ['products/delete', { id: '1' }, 'product-deleted'],
    ['products/delete', { admin_graphql_api_id: 'gid://shopify/Product/1' }, 'product-deleted'],
    ['products/delete', { id: -1 }, 'malformed'],
    ['bulk_operations/finish', {}, 'malformed'],
  ])('of topic %s with %j is %s', (topic, payload, type) => {
    expect(readWebhook(topic, bytes(payload)).type).toBe(type);
  });

  it('is malformed, and nothing worse, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WEBHOOK_TOPICS),
        fc.uint8Array({ maxLength: 200 }),
        (topic, body) => {
          expect(readWebhook(topic, body).type).toMatch(/malformed|app-uninstalled/);
        },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...WEBHOOK_TOPICS), fc.json(), (topic, body) => {
        expect(() => readWebhook(topic, bytes(body))).not.toThrow();
      }),
    );
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(readWebhook('products/update', bytes(deep)).type).toBe('malformed');
  });

  it('of a product real enough for REST is read', () => {
    const file = '../shared/data/shopify-rest-fixtures/product.json';
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      // Shopify's own fixture is not at hand; the payload above has its shape.
      text = JSON.stringify({ product: PAYLOAD });
    }
    const { product } = JSON.parse(text);
    expect(readWebhook('products/update', bytes(product))).toMatchObject({
      type: 'product-changed',
      handle: product.handle,
    });
  });
});

describe('a delivery', () => {
  const SECRET = 'hush';
  const body = bytes(PAYLOAD);
  const hmac = (secret: string, signed: Uint8Array = body) =>
    createHmac('sha256', secret).update(signed).digest('base64');
  const headers = (change: Record<string, string | undefined> = {}) => ({
    'x-shopify-hmac-sha256': hmac(SECRET),
    'x-shopify-topic': 'products/update',
    'x-shopify-shop-domain': 'name.myshopify.com',
    'x-shopify-webhook-id': 'b54557e4',
    ...change,
  });
  const open = (given: object, secrets: string[] = [SECRET], raw: Uint8Array = body) =>
    openWebhook({ headers: given as never, body: raw }, { secrets });

  it('that Shopify signed is read', async () => {
    expect(await open(headers())).toMatchObject({
      status: 'authentic',
      topic: 'products/update',
      shop: 'name.myshopify.com',
      deliveryId: 'b54557e4',
      webhook: { type: 'product-changed', handle: 'boots' },
    });
  });

  it('may come with headers of fetch, or in any case', async () => {
    expect((await open(new Headers(headers()))).status).toBe('authentic');
    const shouted = Object.fromEntries(
      Object.entries(headers()).map(([k, v]) => [k.toUpperCase(), v]),
    );
    expect((await open(shouted)).status).toBe('authentic');
  });

  it('is authentic under either secret during a rotation', async () => {
    expect((await open(headers(), ['new', SECRET])).status).toBe('authentic');
    expect((await open(headers(), ['new', 'newer'])).status).toBe('refused');
  });

  it('of which one bit differs is refused, wherever the bit is', async () => {
    for (const at of [0, 7, body.length * 8 - 1, 100]) {
      const changed = new Uint8Array(body);
      changed[at >> 3] = (changed[at >> 3] as number) ^ (1 << (at & 7));
      expect(await open(headers(), [SECRET], changed)).toEqual({
        status: 'refused',
        reason: 'wrong-hmac',
      });
    }
    // The same JSON, printed again, is other bytes.
    const again = bytes(JSON.stringify(PAYLOAD, null, 1));
    expect((await open(headers(), [SECRET], again)).status).toBe('refused');
  });

  it.each([
    ['no HMAC', { 'x-shopify-hmac-sha256': undefined }, 'no-hmac'],
    ['an empty HMAC', { 'x-shopify-hmac-sha256': '' }, 'no-hmac'],
    [
      'an HMAC in hexadecimal',
      { 'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(body).digest('hex') },
      'no-hmac',
    ],
    ['half an HMAC', { 'x-shopify-hmac-sha256': hmac(SECRET).slice(0, 22) }, 'no-hmac'],
    [
      'the HMAC of nothing',
      { 'x-shopify-hmac-sha256': hmac(SECRET, new Uint8Array(0)) },
      'wrong-hmac',
    ],
    ['no topic', { 'x-shopify-topic': undefined }, 'no-topic'],
    ['no shop', { 'x-shopify-shop-domain': undefined }, 'no-shop'],
    ['a shop elsewhere', { 'x-shopify-shop-domain': 'name.myshopify.com.evil.example' }, 'no-shop'],
  ])('with %s is refused', async (_what, change, reason) => {
    expect(await open(headers(change))).toEqual({ status: 'refused', reason });
  });

  it('with a header that comes twice is refused', async () => {
    const twice = { ...headers(), 'X-Shopify-Hmac-Sha256': hmac('other') };
    expect(await open(twice)).toEqual({ status: 'refused', reason: 'no-hmac' });
  });

  it('needs its raw bytes and a secret from the caller', async () => {
    const wrong = [
      [
        { headers: headers(), body: JSON.stringify(PAYLOAD) },
        { secrets: [SECRET] },
        'delivery.body',
      ],
      [{ headers: headers(), body }, { secrets: [] }, 'options.secrets'],
      [{ headers: headers(), body }, { secrets: [''] }, 'options.secrets[0]'],
      [{ headers: headers(), body }, { secret: SECRET }, 'options.secret'],
    ] as const;
    for (const [delivery, options, argument] of wrong) {
      await expect(openWebhook(delivery as never, options as never)).rejects.toMatchObject({
        code: 'ERR_ARGUMENT',
        argument,
      });
    }
  });
});
