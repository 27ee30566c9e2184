/** `contentmark/magento-client` as a program uses it: the client, and runs that end early and go on. */

import {
  createTrust,
  createVerifier,
  exportPublicJwk,
  generateKey,
  localSigner,
} from 'contentmark';
import { attributeRequest, storeViewsRequest } from 'contentmark/magento';
import {
  checkProducts,
  createMagentoClient,
  type Journal,
  type MagentoClientOptions,
  markProducts,
  PRODUCT_OUTCOMES,
  setUpShop,
} from 'contentmark/magento-client';
import { describe, expect, test } from 'vitest';
import { createShop, type Shop } from './shop.ts';
import { type Server, type ServerOptions, serve, TOKEN } from './shop-server.ts';

const key = generateKey();
const signer = localSigner(key);
const claims = { issuer: 'https://shop.example/', environment: 'production' };
const trust = createTrust([
  { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['production'] },
]);
const verifier = createVerifier({ trust, environment: 'production' });
const storeViews: readonly string[] = [];

interface Opened {
  readonly shop: Shop;
  readonly server: Server;
  readonly client: (
    options?: Partial<MagentoClientOptions>,
  ) => ReturnType<typeof createMagentoClient>;
}

async function open(options: ServerOptions = {}, products = 0): Promise<Opened> {
  const shop = createShop({});
  const server = await serve(shop, options);
  shop.setUp();
  for (let i = 0; i < products; i++) shop.add(`SKU-${i}`, { name: `Product ${i}` });
  const fast = { url: server.url, token: TOKEN, minDelay: 0.001, maxDelay: 0.01, retries: 2 };
  return { shop, server, client: (more = {}) => createMagentoClient({ ...fast, ...more }) };
}

const occurred = (counts: object) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

function memoryJournal(): { journal: Journal; texts: string[]; now: () => string | undefined } {
  let kept: string | undefined;
  const texts: string[] = [];
  return {
    texts,
    now: () => kept,
    journal: {
      load: async () => kept,
      async save(text) {
        kept = text;
        texts.push(text);
      },
      async clear() {
        kept = undefined;
      },
    },
  };
}

describe('a client', () => {
  test('tries again, but not for ever, and says how often', async () => {
    const { client, server } = await open({ fault: () => ({ status: 503 }) });
    expect(await client().send(storeViewsRequest())).toEqual({
      status: 'failed',
      reason: 'unavailable',
      detail: 'HTTP 503, after 3 attempts',
    });
    expect(server.received).toHaveLength(3);
  });

  test('says that a refusal is of one request only', async () => {
    const { client, shop } = await open();
    shop.attributes.delete('contentmark');
    expect(await client().send(attributeRequest('contentmark'))).toMatchObject({
      status: 'failed',
      reason: 'not-found',
      httpStatus: 404,
    });
  });

  test('shows the token nowhere, whatever the shop answers', async () => {
    const { client } = await open({
      fault: () => ({ status: 400, body: { message: `no ${TOKEN}` } }),
    });
    const opened = client();
    const reply = await opened.send(storeViewsRequest());
    expect(reply).toMatchObject({ reason: 'refused', detail: 'no [token]' });
    expect(JSON.stringify(opened)).not.toContain(TOKEN);
  });

  test('ends at the signal, also while it waits', async () => {
    const { client } = await open({
      fault: () => ({ status: 429, headers: { 'retry-after': '60' } }),
    });
    const began = Date.now();
    const reply = await client().send(storeViewsRequest(), { signal: AbortSignal.timeout(100) });
    expect(reply).toMatchObject({ status: 'failed', reason: 'canceled' });
    expect(Date.now() - began).toBeLessThan(30_000);
  });

  test.each([
    ['options.url', { url: 'http://shop.example' }],
    ['options.url', { url: 7 }],
    ['options.token', { token: 'two words' }],
    ['options.edition', { edition: 'cloud' }],
    ['options.apiKey', { edition: 'saas' }],
    ['options.orgId', { edition: 'saas', apiKey: 'a' }],
    ['options.retries', { retries: -1 }],
    ['options.tokens', { tokens: 'x' }],
  ])('refuses a wrong %s by name, and repeats no value', (argument, more) => {
    const secret = 'secret-of-the-shop';
    const make = () =>
      createMagentoClient({ url: 'https://shop.example', token: secret, ...more } as never);
    expect(make).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT', argument }));
    expect(make).not.toThrow(secret);
  });
});

describe('a run', () => {
  test('marks and checks a shop, and tells of each product and of the progress', async () => {
    const { client } = await open({}, 5);
    const seen: string[] = [];
    const progress: unknown[] = [];
    const marked = await markProducts(client(), {
      signer,
      claims,
      pageSize: 2,
      storeViews,
      onProduct: ({ subject, outcome }) => void seen.push(`${subject} ${outcome}`),
      onProgress: (found) => void progress.push(found),
    });
    expect([marked.status, occurred(marked.counts)]).toEqual(['done', { marked: 5 }]);
    expect(Object.keys(marked.counts)).toEqual([...PRODUCT_OUTCOMES]);
    expect(seen).toEqual([0, 1, 2, 3, 4].map((i) => `SKU-${i} marked`));
    expect(progress.at(-1)).toEqual({ phase: 'products', done: 5, total: 5 });
    const checked = await checkProducts(client(), { verifier, storeViews });
    expect(occurred(checked.counts)).toEqual({ verified: 5 });
  });

  test('marks anew where the claims are others', async () => {
    const { client } = await open({}, 2);
    await markProducts(client(), { signer, claims, storeViews });
    const topics = ['sustainability'] as const;
    const again = await markProducts(client(), {
      signer,
      claims: { ...claims, topics },
      storeViews,
    });
    expect(occurred(again.counts)).toEqual({ marked: 2 });
  });

  test('that ends early goes on by its journal, without asking for what is done', async () => {
    let isDown = false;
    const { client, server } = await open(
      {
        fault: ({ path }) =>
          isDown && path.endsWith('SKU-5') ? { status: 401, body: {} } : undefined,
      },
      9,
    );
    isDown = true;
    const { journal, texts, now } = memoryJournal();
    const options = { signer, claims, storeViews, pageSize: 2, journal };
    const ended = await markProducts(client(), options);
    expect([ended.status, occurred(ended.counts)]).toEqual(['failed', { marked: 5 }]);
    expect(JSON.parse(now() ?? '')).toMatchObject({ done: 4, counts: { marked: 4 } });
    expect(texts.join()).not.toContain(TOKEN);
    isDown = false;
    const before = server.received.length;
    const done = await markProducts(client(), options);
    // SKU-4 was written before the run ended, and its mark holds.
    expect([done.status, occurred(done.counts)]).toEqual(['done', { marked: 8, kept: 1 }]);
    expect(now()).toBeUndefined();
    const pages = server.received.slice(before).filter(({ method }) => method === 'GET');
    expect(pages.map(({ path }) => path)).toEqual([
      'products/attributes/contentmark',
      ...Array.from({ length: 3 }, () => 'products'),
    ]);
  });

  test('refuses a journal of another run, or of none', async () => {
    const { client } = await open({}, 1);
    const { journal, now } = memoryJournal();
    await journal.save('{"version":1,"plan":{},"cursor":-1,"done":0,"counts":{}}');
    const run = { signer, claims, storeViews, journal };
    const refused = { code: 'ERR_ARGUMENT', argument: 'options.journal' };
    await expect(markProducts(client(), run)).rejects.toMatchObject(refused);
    expect(now()).toBeDefined();
  });

  test('ends at the signal with what was counted', async () => {
    const abort = new AbortController();
    const { client } = await open({}, 6);
    const ended = await markProducts(client(), {
      signer,
      claims,
      storeViews,
      signal: abort.signal,
      onProduct: () => abort.abort(),
    });
    expect(ended).toMatchObject({ status: 'failed', reason: 'canceled' });
    expect(ended.counts.marked).toBeGreaterThan(0);
    expect(ended.counts.marked).toBeLessThan(6);
  });

  test.each([
    ['client', () => markProducts({} as never, { signer, claims })],
    ['options.claims', (client: never) => markProducts(client, { signer, claims: [] as never })],
    ['options.verifier', (client: never) => checkProducts(client, { verifier: {} as never })],
    ['options.pageSize', (client: never) => checkProducts(client, { verifier, pageSize: 301 })],
    [
      'options.storeViews',
      (client: never) => checkProducts(client, { verifier, storeViews: ['it'] }),
    ],
    [
      'options.storeViews',
      (client: never) => checkProducts(client, { verifier, storeViews: 'fr' as never }),
    ],
    ['options.attribute', (client: never) => setUpShop(client, { attribute: 'Ü' })],
    ['options.bulk', (client: never) => markProducts(client, { signer, claims, bulk: 1 as never })],
    ['options.dryRun', (client: never) => setUpShop(client, { dryRun: 1 as never })],
  ])('refuses a wrong %s by name', async (argument, run) => {
    const { client } = await open();
    await expect(run(client() as never)).rejects.toMatchObject({ code: 'ERR_ARGUMENT', argument });
  });
});

test('setting up says what is there and what is missing, as data', async () => {
  const { client, shop } = await open();
  shop.attributes.delete('contentmark');
  const planned = await setUpShop(client(), { dryRun: true });
  expect(planned).toMatchObject({ status: 'done', steps: [{ step: 'create-attribute' }] });
  const unready = await markProducts(client(), { signer, claims });
  expect(unready).toMatchObject({ status: 'failed', reason: 'not-ready' });
  expect((await setUpShop(client())).status).toBe('done');
  expect(await setUpShop(client())).toMatchObject({ status: 'done', steps: [], problems: [] });
});
