/** A small shop and a key of its own, for tests of runs over it. */

import {
  createTrust,
  createVerifier,
  exportPublicJwk,
  generateKey,
  localSigner,
} from 'contentmark';
import {
  checkProducts,
  createShopifyClient,
  type Journal,
  type MarkProductsOptions,
  markProducts,
  type ProductResult,
  type ShopifyClient,
  type ShopifyClientOptions,
} from 'contentmark/shopify-client';
import { afterEach, beforeEach } from 'vitest';
import { type ShopifyServer, startShopifyServer } from '../../../examples/shopify-shop/server.ts';
import type { SeedProduct, Store, StoredProduct } from '../../../examples/shopify-shop/store.ts';

export const key = generateKey();
export const signer = localSigner(key);
export const claims = { issuer: 'https://shop.example/', environment: 'production' };
const trust = createTrust([
  { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['production'] },
]);
export const verifier = createVerifier({ trust, environment: 'production' });

/** So many products has the shop. */
export const COUNT = 60;

/** Every third with SEO, with none to three images, every second of them without an alt text. */
export const product = (i: number): SeedProduct => ({
  handle: `product-${i}`,
  title: `Product ${i}`,
  descriptionHtml: `<p>The ${i}th, light &amp; warm</p>`,
  ...(i % 3 === 0 && { seoTitle: `Buy ${i}` }),
  images: Array.from({ length: i % 4 }, (_, n) => ({ alt: n === 1 ? '' : `View ${n} of ${i}` })),
});

/** Only what occurred. */
export const positive = (counts: object) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));

/** A shop for each test of a file, and what the tests do with it. */
export function useSmallShop() {
  let server: ShopifyServer;
  async function open(): Promise<void> {
    const products = Array.from({ length: COUNT }, (_, i) => product(i));
    const limits = { maximumAvailable: 20_000, restoreRate: 10_000, bulkSeconds: 0.05 };
    server = await startShopifyServer({ products, ...limits });
  }
  const client = (options: Partial<ShopifyClientOptions> = {}): ShopifyClient =>
    createShopifyClient({
      url: server.url,
      token: server.token,
      minDelay: 0.001,
      maxDelay: 0.01,
      ...options,
    });
  const of = (i: number) => server.store.byHandle(`product-${i}`) as StoredProduct;
  beforeEach(open);
  afterEach(() => server.close());

  return {
    get server(): ShopifyServer {
      return server;
    },
    get store(): Store {
      return server.store;
    },
    /** A new one, in place of the one before. */
    open,
    client,
    of,
    async mark(options: Partial<MarkProductsOptions> = {}) {
      const results: ProductResult[] = [];
      const report = await markProducts(client(), {
        signer,
        claims,
        onProduct: (result) => void results.push(result),
        ...options,
      });
      return { report, results, counts: positive(report.counts) };
    },
    async check(options: object = {}) {
      const given = { verifier, environment: 'production', ...options };
      const report = await checkProducts(client(), given);
      return { report, counts: positive(report.counts) };
    },
    /** Writes a mark past the API, as another instance of the app would. */
    overwrite: (i: number, value: string) =>
      server.store.put(of(i), '$app', 'contentmark', 'single_line_text_field', value),
    writesOf: (i: number) =>
      server.store.writes.filter(({ ownerId }) => ownerId === of(i).id).length,
  };
}

/** A journal in memory, with all that was ever saved. */
export function memoryJournal() {
  const saved: string[] = [];
  const journal: Journal = {
    load: async () => saved[saved.length - 1],
    save: async (text) => void saved.push(text),
    clear: async () => void saved.push('cleared'),
  };
  return { journal, saved };
}
