/** The client against a shop where everything goes wrong, one thing at a time. */

import {
  type GraphqlRequest,
  productPageRequest,
  productRequest,
  shopRequest,
} from 'contentmark/shopify';
import {
  createShopifyClient,
  type ShopifyClientOptions,
  type ShopifyReply,
  setUpShop,
} from 'contentmark/shopify-client';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ShopifyServer,
  type ShopifyServerOptions,
  startShopifyServer,
} from '../../../examples/shopify-shop/server.ts';

let server: ShopifyServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: Partial<ShopifyServerOptions> = {}): Promise<ShopifyServer> {
  const products = [{ handle: 'boots', title: 'Boots', descriptionHtml: '<p>Warm</p>' }];
  server = await startShopifyServer({ products, ...options });
  return server;
}

const clientOf = ({ url, token }: ShopifyServer, options: Partial<ShopifyClientOptions> = {}) =>
  createShopifyClient({ url, token, minDelay: 0.001, maxDelay: 0.01, ...options });

const reasonOf = (reply: ShopifyReply) => (reply.status === 'ok' ? 'ok' : reply.reason);

describe('a request', () => {
  it('is answered', async () => {
    const shop = await start();
    const reply = await clientOf(shop).request(productRequest('boots'));
    expect(reply).toMatchObject({
      status: 'ok',
      apiVersion: '2026-10',
      data: { productByIdentifier: { handle: 'boots' } },
    });
  });

  it.each([429, 500, 502, 503, 504])('is sent again after HTTP %i', async (status) => {
    const shop = await start();
    shop.faults.next({ type: 'status', status }, { type: 'status', status, body: '<html>' });
    expect(reasonOf(await clientOf(shop).request(shopRequest()))).toBe('ok');
  });

  it('is sent again after a broken connection, and after no answer in time', async () => {
    const shop = await start();
    shop.faults.next({ type: 'reset' }, { type: 'silence' }, { type: 'reset' });
    expect(reasonOf(await clientOf(shop, { timeout: 0.2 }).request(shopRequest()))).toBe('ok');
  });

  it('waits at least as long as Retry-After says', async () => {
    const shop = await start();
    shop.faults.next({ type: 'status', status: 429, headers: { 'retry-after': '0.3' } });
    const waits: number[] = [];
    const client = clientOf(shop, { onWait: ({ seconds }) => waits.push(seconds) });
    const begun = performance.now();
    expect(reasonOf(await client.request(shopRequest()))).toBe('ok');
    expect(performance.now() - begun).toBeGreaterThan(280);
    // Under a second: nothing to tell anyone.
    expect(waits).toEqual([]);
  });

  it('backs off: each wait about twice as long as the one before', async () => {
    const times: number[] = [];
    const fetch: typeof globalThis.fetch = async () => {
      times.push(performance.now());
      return new Response('', { status: 503 });
    };
    const client = createShopifyClient({
      url: 'https://x.myshopify.com',
      token: 't',
      fetch,
      retries: 4,
      minDelay: 0.04,
    });
    expect(reasonOf(await client.request(shopRequest()))).toBe('unavailable');
    const waits = times.slice(1).map((time, i) => time - (times[i] as number));
    expect(waits).toHaveLength(4);
    for (const [i, wait] of waits.entries())
      expect(wait).toBeGreaterThan(0.04 * 1000 * 2 ** i * 0.95);
  });

  it('is given up after the retries, and says after how many attempts', async () => {
    const shop = await start();
    shop.faults.next(...Array.from({ length: 3 }, () => ({ type: 'reset' }) as const));
    const reply = await clientOf(shop, { retries: 2 }).request(shopRequest());
    expect(reply).toMatchObject({ status: 'failed', reason: 'unavailable' });
    expect(reply.status === 'failed' && reply.detail).toContain('after 3 attempts');
  });

  it.each([
    [401, 'unauthorized'],
    [402, 'forbidden'],
    [403, 'forbidden'],
    [423, 'forbidden'],
    [404, 'not-found'],
    [301, 'not-found'],
    [400, 'refused'],
    [418, 'refused'],
  ])('with HTTP %i is not sent again: %s', async (status, reason) => {
    const shop = await start();
    shop.faults.next({ type: 'status', status }, { type: 'status', status: 500 });
    expect(reasonOf(await clientOf(shop).request(shopRequest()))).toBe(reason);
  });

  it.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe])],
    ['a number', '1'],
    ['no data', '{}'],
    ['data of another type', '{"data":"x"}'],
  ])('answered with %s is malformed', async (_what, body) => {
    const fetch = async () => new Response(body, { status: 200 });
    const client = createShopifyClient({ url: 'https://x.myshopify.com', token: 't', fetch });
    expect(reasonOf(await client.request(shopRequest()))).toBe('malformed');
  });

  it('with an answer without end is malformed, and held no longer than it may be', async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(chunk);
      },
    });
    const fetch = async () => new Response(body, { status: 200 });
    const client = createShopifyClient({ url: 'https://x.myshopify.com', token: 't', fetch });
    expect(reasonOf(await client.request(shopRequest()))).toBe('malformed');
    expect(sent).toBeLessThan(80);
  });

  it('for too much at once says so, without trying again', async () => {
    const shop = await start();
    const reply = await clientOf(shop).request(productPageRequest({ first: 100 }));
    expect(reasonOf(reply)).toBe('too-expensive');
  });

  it('without the scope says which', async () => {
    const shop = await start({ scopes: [] });
    const reply = await clientOf(shop).request(productRequest('boots'));
    expect(reply).toMatchObject({
      reason: 'access-denied',
      detail: expect.stringContaining('read_products'),
    });
  });

  it('that the schema refuses is refused with its words', async () => {
    const shop = await start();
    const request = { query: '{ nothing }', variables: {} };
    expect(await clientOf(shop).request(request)).toMatchObject({
      reason: 'refused',
      detail: expect.stringContaining('nothing'),
    });
  });

  it('can be canceled while it waits and while it is under way', async () => {
    const shop = await start();
    shop.faults.next({ type: 'silence' });
    const abort = new AbortController();
    const waiting = clientOf(shop).request(shopRequest(), { signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    expect(reasonOf(await waiting)).toBe('canceled');
    const before = await clientOf(shop).request(shopRequest(), { signal: AbortSignal.abort() });
    expect(reasonOf(before)).toBe('canceled');
  });
});

describe('points', () => {
  it('that are used up are waited for, once Shopify has said what a document costs', async () => {
    const shop = await start({ maximumAvailable: 100, restoreRate: 200 });
    const waits: number[] = [];
    const client = clientOf(shop, { onWait: ({ seconds }) => waits.push(seconds) });
    for (let i = 0; i < 6; i++) {
      expect(reasonOf(await client.request(productRequest('boots')))).toBe('ok');
    }
    shop.bucket.drainTo(0);
    // Nobody has told the client: it is throttled once, and then waits as long as it must.
    const begun = performance.now();
    expect(reasonOf(await client.request(productRequest('boots')))).toBe('ok');
    expect(performance.now() - begun).toBeGreaterThan((71 / 200) * 1000 * 0.8);
    expect(shop.requests.filter(({ throttled }) => throttled)).toHaveLength(1);
  });

  it('are never asked for where the last reply said that they are not there', async () => {
    const shop = await start({ maximumAvailable: 75, restoreRate: 300 });
    const client = clientOf(shop);
    const begun = performance.now();
    // The first asks for 71 and gives 66 back; each next finds the bucket as the reply left it.
    for (let i = 0; i < 20; i++) await client.request(productRequest('boots'));
    expect(shop.requests.filter(({ throttled }) => throttled)).toHaveLength(0);
    expect(performance.now() - begun).toBeGreaterThan(100);
  });

  it('that never come back are given up', async () => {
    const shop = await start({ maximumAvailable: 100, restoreRate: 1 });
    const clock = performance.now();
    const frozen = { ...shop, bucket: shop.bucket };
    frozen.bucket.drainTo(0);
    // A lie that no client should believe: 1,000 points a second, and never one there.
    const fetch: typeof globalThis.fetch = async () => {
      const throttleStatus = {
        maximumAvailable: 1000,
        currentlyAvailable: 0,
        restoreRate: 100_000,
      };
      const cost = { requestedQueryCost: 10, actualQueryCost: null, throttleStatus };
      const errors = [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }];
      return Response.json({ errors, extensions: { cost } });
    };
    const reply = await clientOf(shop, { fetch, retries: 5 }).request(shopRequest());
    expect(reasonOf(reply)).toBe('throttled');
    expect(performance.now() - clock).toBeLessThan(5_000);
  });

  it('with a rate of nothing are not waited for to the end of days', async () => {
    let asked = 0;
    const fetch: typeof globalThis.fetch = async () => {
      asked += 1;
      const throttleStatus = { maximumAvailable: 1000, currentlyAvailable: 0, restoreRate: 0 };
      const cost = { requestedQueryCost: 10, actualQueryCost: 10, throttleStatus };
      return Response.json({ data: {}, extensions: { cost } });
    };
    const client = createShopifyClient({ url: 'https://x.myshopify.com', token: 't', fetch });
    for (let i = 0; i < 3; i++) expect(reasonOf(await client.request(shopRequest()))).toBe('ok');
    expect(asked).toBe(3);
  });
});

describe('setting up', () => {
  it('says what the token lacks, and then does nothing', async () => {
    const shop = await start({ scopes: ['read_products'] });
    expect(await setUpShop(clientOf(shop))).toMatchObject({
      isReady: false,
      shop: { missingScopes: ['write_products'] },
      definitions: [],
    });
  });

  it('creates what is missing, once', async () => {
    const shop = await start({ scopes: ['write_products'], isDevelopment: true });
    const client = clientOf(shop);
    const planned = await setUpShop(client, { dryRun: true });
    expect(planned).toMatchObject({ isReady: false, shop: { isDevelopment: true } });
    expect(shop.store.definitions.size).toBe(0);
    expect(await setUpShop(client)).toMatchObject({
      isReady: true,
      definitions: [{ status: 'created' }, { status: 'created' }, { status: 'created' }],
    });
    expect(await setUpShop(client)).toMatchObject({
      isReady: true,
      definitions: [{ status: 'exists' }, { status: 'exists' }, { status: 'exists' }],
    });
  });

  it('leaves a definition that is different as it is, and says in what', async () => {
    const shop = await start();
    const client = clientOf(shop);
    await setUpShop(client);
    const [place, definition] = [...shop.store.definitions][0] ?? [];
    const access = { admin: 'MERCHANT_READ_WRITE', storefront: 'NONE' };
    shop.store.definitions.set(place as string, {
      ...(definition as NonNullable<typeof definition>),
      access,
    });
    const report = await setUpShop(client);
    expect(report).toMatchObject({
      isReady: false,
      definitions: [
        { status: 'different', detail: expect.stringContaining('MERCHANT_READ_WRITE') },
        {},
        {},
      ],
    });
  });

  it('says which version answered', async () => {
    const shop = await start();
    expect(await setUpShop(clientOf(shop, { apiVersion: '2025-01' }))).toMatchObject({
      apiVersion: '2026-07',
    });
  });
});

it('`fetch` is called as a function of its own, as workerd demands', async () => {
  const shop = await start();
  const owners: unknown[] = [];
  const fetch = function (this: unknown, input: string | URL | Request, init?: RequestInit) {
    owners.push(this);
    // workerd knows no other value.
    expect(['follow', 'manual', undefined]).toContain(init?.redirect);
    return globalThis.fetch(input, init);
  };
  const client = clientOf(shop, { fetch });
  expect(reasonOf(await client.request(shopRequest()))).toBe('ok');
  await client.download(`${shop.url}/bulk/${'0'.repeat(32)}.jsonl`).next();
  expect(owners).toEqual([undefined, undefined]);
});

it('a request is sent as it is: the adapter’s, to both versions', async () => {
  const shop = await start();
  const bodies: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    bodies.push(`${input} ${init?.body}`);
    return globalThis.fetch(input, init);
  };
  const request: GraphqlRequest = shopRequest();
  for (const apiVersion of ['2026-10', '2026-07']) {
    expect(reasonOf(await clientOf(shop, { apiVersion, fetch }).request(request))).toBe('ok');
  }
  expect(bodies).toEqual([
    `${shop.url}/admin/api/2026-10/graphql.json ${JSON.stringify(request)}`,
    `${shop.url}/admin/api/2026-07/graphql.json ${JSON.stringify(request)}`,
  ]);
});
