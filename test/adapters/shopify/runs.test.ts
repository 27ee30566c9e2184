/** Marking and checking a small shop while others write to it, calls fail and downloads break. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkProducts,
  createShopifyClient,
  type Journal,
  type MarkProductsOptions,
  markProducts,
  type ProductResult,
  type ShopifyClientOptions,
} from '../../../src/entries/shopify-client.ts';
import { readVerdict } from '../../../src/entries/verdict.ts';
import {
  createTrust,
  createVerifier,
  exportPublicJwk,
  generateKey,
  localSigner,
} from '../../../src/index.ts';
import { type ShopifyServer, startShopifyServer } from './shopify-server/server.ts';
import type { SeedProduct, Store, StoredProduct } from './shopify-server/store.ts';

const key = generateKey();
const signer = localSigner(key);
const claims = { issuer: 'https://shop.example/', environment: 'production' };
const trust = createTrust([
  { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['production'] },
]);
const verifier = createVerifier({ trust, environment: 'production' });

const product = (i: number): SeedProduct => ({
  handle: `product-${i}`,
  title: `Product ${i}`,
  descriptionHtml: `<p>The ${i}th, light &amp; warm</p>`,
  ...(i % 3 === 0 && { seoTitle: `Buy ${i}` }),
  images: Array.from({ length: i % 4 }, (_, n) => ({ alt: n === 1 ? '' : `View ${n} of ${i}` })),
});
const COUNT = 60;

let server: ShopifyServer;
let store: Store;
beforeEach(async () => {
  const products = Array.from({ length: COUNT }, (_, i) => product(i));
  server = await startShopifyServer({
    products,
    maximumAvailable: 20_000,
    restoreRate: 10_000,
    bulkSeconds: 0.05,
  });
  store = server.store;
});
afterEach(() => server.close());

const clientOf = (options: Partial<ShopifyClientOptions> = {}) =>
  createShopifyClient({
    url: server.url,
    token: server.token,
    minDelay: 0.001,
    maxDelay: 0.01,
    ...options,
  });

async function mark(options: Partial<MarkProductsOptions> = {}) {
  const results: ProductResult[] = [];
  const report = await markProducts(clientOf(), {
    signer,
    claims,
    onProduct: (result) => void results.push(result),
    ...options,
  });
  return { report, results, counts: positive(report.counts) };
}

async function check(options: object = {}) {
  const report = await checkProducts(clientOf(), {
    verifier,
    environment: 'production',
    ...options,
  });
  return { report, counts: positive(report.counts) };
}

const positive = (counts: object) =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
const of = (i: number) => store.byHandle(`product-${i}`) as StoredProduct;
const overwrite = (i: number, value: string) =>
  store.put(of(i), '$app', 'contentmark', 'single_line_text_field', value);
const writesOf = (i: number) => store.writes.filter(({ ownerId }) => ownerId === of(i).id).length;

function memoryJournal() {
  const saved: string[] = [];
  const journal: Journal = {
    load: async () => saved[saved.length - 1],
    save: async (text) => void saved.push(text),
    clear: async () => void saved.push('cleared'),
  };
  return { journal, saved };
}

describe('a shop', () => {
  it('is marked, each product once, and checks', async () => {
    const { report, counts } = await mark();
    expect([report.status, counts]).toEqual(['done', { marked: COUNT }]);
    expect(store.writes).toHaveLength(COUNT);
    expect((await check()).counts).toEqual({ verified: COUNT });
    expect((await mark()).counts).toEqual({ kept: COUNT });
    expect(store.writes).toHaveLength(COUNT);
  });

  it('with a filter is marked in part', async () => {
    expect((await mark({ query: 'handle:product-7' })).counts).toEqual({ marked: 1 });
    expect((await check()).counts).toEqual({ verified: 1, absent: COUNT - 1 });
  });

  it('with a dry run is read only', async () => {
    const { counts } = await mark({ dryRun: true });
    expect([counts, store.writes]).toEqual([{ 'would-mark': COUNT }, []]);
  });

  it('is marked anew where the claims are others, and where the content is', async () => {
    await mark();
    of(3).title = 'Another product';
    (of(5).mediaList[0] as { alt: string }).alt = 'Another view';
    expect((await mark()).counts).toEqual({ kept: COUNT - 2, marked: 2 });
    const generator = { name: 'writer', version: '2' };
    expect((await mark({ claims: { ...claims, generator } })).counts).toEqual({ marked: COUNT });
    expect((await mark({ claims: { ...claims, generator } })).counts).toEqual({ kept: COUNT });
    expect((await check()).counts).toEqual({ verified: COUNT });
  });

  it('that is empty is done at once', async () => {
    store.products.clear();
    expect((await mark()).counts).toEqual({});
  });

  it('keeps a product that no mark can cover apart', async () => {
    for (let i = 0; i < 70; i++) {
      of(1).mediaList.push({
        ...(of(2).mediaList[0] as never as object),
        id: `gid://shopify/MediaImage/9${i}`,
        alt: `alt ${i}`,
      } as never);
    }
    const { counts, results } = await mark();
    expect(counts).toEqual({ marked: COUNT - 1, unsignable: 1 });
    expect(results.find(({ outcome }) => outcome === 'unsignable')).toMatchObject({
      handle: 'product-1',
    });
  });
});

describe('while others write', () => {
  it('a mark that somebody put there meanwhile is replaced only after it has been looked at', async () => {
    server.faults.beforeNext('ContentmarkSet', () => {
      overwrite(4, 'c29tZXRoaW5n');
      overwrite(6, 'b3RoZXI');
    });
    const { counts } = await mark();
    expect(counts).toEqual({ marked: COUNT });
    // Nothing of the stale call was written; the two went in their own second attempt.
    expect([writesOf(4), writesOf(6), writesOf(0)]).toEqual([1, 1, 1]);
    expect((await check()).counts).toEqual({ verified: COUNT });
  });

  it('another worker with the same task is no conflict: each product still has one write', async () => {
    const two = await Promise.all([mark(), mark()]);
    for (const { report } of two) expect(report.status).toBe('done');
    const sum = (name: string) => two.reduce((all, { counts }) => all + (counts[name] ?? 0), 0);
    expect(sum('marked')).toBe(COUNT);
    expect(sum('kept')).toBe(COUNT);
    expect(store.writes).toHaveLength(COUNT);
    expect((await check()).counts).toEqual({ verified: COUNT });
  });

  it('a text that was edited between reading and writing is seen in the reply, and marked as it is now', async () => {
    server.faults.beforeNext('ContentmarkSet', () => {
      of(2).descriptionHtml = '<p>Edited meanwhile</p>';
      of(9).seo.title = 'Edited too';
    });
    expect((await mark()).counts).toEqual({ marked: COUNT });
    expect([writesOf(2), writesOf(9), writesOf(3)]).toEqual([2, 2, 1]);
    expect((await check()).counts).toEqual({ verified: COUNT });
  });

  it('a product that was deleted meanwhile is gone, and the others of its call are marked', async () => {
    const { id } = of(8);
    server.faults.beforeNext('ContentmarkSet', () => store.products.delete(id));
    const { counts, results } = await mark();
    expect(counts).toEqual({ marked: COUNT - 1, refused: 1 });
    expect(results.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      handle: 'product-8',
      detail: expect.stringContaining('Owner does not exist'),
    });
  });

  it('one that is deleted after its write was found stale is gone', async () => {
    const { id } = of(8);
    server.faults.beforeNext('ContentmarkSet', () => overwrite(8, 'eA'));
    server.faults.beforeNext('ContentmarkProducts', () => store.products.delete(id));
    expect((await mark()).counts).toEqual({ marked: COUNT - 1, gone: 1 });
  });

  it('one that changes at every attempt is given up, and the others are marked', async () => {
    for (let i = 0; i < 50; i++) {
      server.faults.beforeNext('ContentmarkSet', () => overwrite(5, `eA${'A'.repeat(2 * i)}`));
    }
    const { counts } = await mark();
    expect(counts).toEqual({ marked: COUNT - 1, contended: 1 });
    expect(writesOf(5)).toBe(0);
  });
});

describe('when calls fail', () => {
  it('a reply that never arrives does not make a second mark', async () => {
    // Of the first call, and of the one that asks again and is told that it is stale.
    server.faults.dropReplies('ContentmarkSet', 2);
    const { counts } = await mark();
    expect(counts).toEqual({ marked: COUNT - 25, kept: 25 });
    expect(store.writes).toHaveLength(COUNT);
    expect((await check()).counts).toEqual({ verified: COUNT });
  });

  it('throttling and errors of the server are waited out', async () => {
    server.faults.atNext('ContentmarkSet', () => server.bucket.drainTo(0));
    server.faults.atNext('ContentmarkSet', () => undefined);
    server.faults.atNext('ContentmarkSet', () => server.bucket.drainTo(3));
    server.faults.next({ type: 'status', status: 502 }, { type: 'reset' });
    expect((await mark()).counts).toEqual({ marked: COUNT });
    expect(server.requests.filter(({ throttled }) => throttled).length).toBeGreaterThan(1);
    expect(store.writes).toHaveLength(COUNT);
  });

  it('a download that breaks goes on where it broke, wherever that is', async () => {
    for (const at of [1, 500, 2_500, 5_000]) {
      await server.close();
      const products = Array.from({ length: COUNT }, (_, i) => product(i));
      server = await startShopifyServer({
        products,
        maximumAvailable: 20_000,
        restoreRate: 10_000,
        bulkSeconds: 0.05,
      });
      store = server.store;
      server.faults.cutBulkAt(at);
      expect((await mark()).counts, String(at)).toEqual({ marked: COUNT });
      expect((await check()).counts, String(at)).toEqual({ verified: COUNT });
    }
  });

  it('a result that comes shorter than Shopify said is no complete one', async () => {
    let cut = true;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      if (!String(input).includes('/bulk/') || !cut) return response;
      cut = false;
      const text = await response.text();
      // Ends at the end of a line, as if that had been all.
      return new Response(text.slice(0, text.indexOf('\n', text.length / 2) + 1));
    };
    const report = await markProducts(clientOf({ fetch }), { signer, claims });
    expect([cut, positive(report.counts)]).toEqual([false, { marked: COUNT }]);
  });

  it('a token that is no longer accepted ends the run with what was counted', async () => {
    server.faults.beforeNext('ContentmarkSet', () =>
      server.faults.next({ type: 'status', status: 401 }),
    );
    const { report } = await mark();
    expect(report).toMatchObject({
      status: 'failed',
      reason: 'unauthorized',
      counts: { marked: 25 },
    });
    // And the same run, with a token again, goes on from there.
    expect((await mark()).counts).toEqual({ kept: 25, marked: COUNT - 25 });
  });

  it('a price that is too high is met with smaller calls', async () => {
    // A shop whose prices are twenty times ours: 25 metafields at a time are over the limit.
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { query, variables } = JSON.parse(String(init?.body ?? '{}'));
      const size = (variables?.metafields ?? variables?.ids ?? []).length;
      if (String(query).includes('Contentmark') && size > 4) {
        const extensions = { code: 'MAX_COST_EXCEEDED', cost: 1700, maxCost: 1000 };
        return Response.json({ errors: [{ message: 'Query cost is 1700', extensions }] });
      }
      return globalThis.fetch(input, init);
    };
    server.faults.beforeNext('ContentmarkSet', () => {
      for (let i = 0; i < 20; i++) overwrite(i, 'eA');
    });
    const report = await markProducts(clientOf({ fetch }), { signer, claims });
    expect(positive(report.counts)).toEqual({ marked: COUNT });
    expect(store.writes).toHaveLength(COUNT);
  });

  it('a refusal that names no place is found by halving', async () => {
    const culprit = of(13).id;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { query, variables } = JSON.parse(String(init?.body ?? '{}'));
      const owners = (variables?.metafields ?? []).map(
        ({ ownerId }: { ownerId: string }) => ownerId,
      );
      if (String(query).includes('ContentmarkSet') && owners.includes(culprit)) {
        const userErrors = [
          { code: 'INTERNAL_ERROR', elementIndex: null, field: null, message: 'something' },
        ];
        return Response.json({ data: { metafieldsSet: { metafields: null, userErrors } } });
      }
      return globalThis.fetch(input, init);
    };
    const results: ProductResult[] = [];
    const report = await markProducts(clientOf({ fetch }), {
      signer,
      claims,
      onProduct: (result) => void results.push(result),
    });
    expect(positive(report.counts)).toEqual({ marked: COUNT - 1, refused: 1 });
    expect(results.find(({ outcome }) => outcome === 'refused')?.id).toBe(culprit);
  });

  it('a signal ends the run, and what was done is done', async () => {
    const abort = new AbortController();
    server.faults.beforeNext('ContentmarkSet', () => abort.abort());
    const { report } = await mark({ signal: abort.signal });
    expect(report).toMatchObject({ status: 'failed', reason: 'canceled' });
    expect((await mark()).counts).toEqual({ kept: 25, marked: COUNT - 25 });
  });
});

describe('a journal', () => {
  it('lets another run go on, without a second bulk operation', async () => {
    const { journal, saved } = memoryJournal();
    server.faults.beforeNext('ContentmarkSet', () => undefined);
    server.faults.beforeNext('ContentmarkSet', () =>
      server.faults.next({ type: 'status', status: 401 }),
    );
    expect((await mark({ journal })).report.status).toBe('failed');
    const { position, counts } = JSON.parse(saved[saved.length - 1] as string);
    expect([position, counts.marked]).toEqual([50, 50]);
    const again = await mark({ journal });
    expect(again.counts).toEqual({ marked: COUNT });
    expect(again.results).toHaveLength(COUNT - 50);
    expect(server.requests.filter(({ name }) => name === 'ContentmarkBulk')).toHaveLength(1);
    expect(saved[saved.length - 1]).toBe('cleared');
  });

  it('of which the operation has expired begins anew, and counts anew', async () => {
    const { journal, saved } = memoryJournal();
    server.faults.beforeNext('ContentmarkSet', () =>
      server.faults.next({ type: 'status', status: 401 }),
    );
    await mark({ journal });
    expect(saved.length).toBeGreaterThan(0);
    store.bulkOperations.clear();
    expect((await mark({ journal })).counts).toEqual({ kept: 25, marked: COUNT - 25 });
  });

  it('of another run is refused before anything is sent', async () => {
    const { journal } = memoryJournal();
    server.faults.beforeNext('ContentmarkSet', () =>
      server.faults.next({ type: 'status', status: 401 }),
    );
    await mark({ journal });
    const before = server.requests.length;
    for (const change of [
      { claims: { ...claims, environment: 'staging' } },
      { query: 'handle:x' },
      { dryRun: true },
    ]) {
      await expect(mark({ journal, ...change })).rejects.toMatchObject({
        code: 'ERR_ARGUMENT',
        argument: 'options.journal',
      });
    }
    expect(server.requests).toHaveLength(before);
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['a later version', '{"version":2}'],
    ['nothing', ''],
    ['a list', '[]'],
  ])('that holds %s is refused', async (_what, text) => {
    const journal: Journal = {
      load: async () => text,
      save: async () => {},
      clear: async () => {},
    };
    await expect(mark({ journal })).rejects.toMatchObject({ argument: 'options.journal' });
  });

  it('that cannot be written ends the run with its own error', async () => {
    const journal: Journal = {
      load: async () => undefined,
      save: () => Promise.reject(new Error('disk full')),
      clear: async () => {},
    };
    await expect(mark({ journal })).rejects.toThrow('disk full');
  });

  it('serves a check as well', async () => {
    await mark();
    const { journal, saved } = memoryJournal();
    expect((await check({ journal })).counts).toEqual({ verified: COUNT });
    expect(JSON.parse(saved[0] as string).plan.task).toBe('check');
  });
});

describe('verdicts', () => {
  const now = Math.floor(Date.now() / 1000);
  const verdicts = { lifetime: 86_400, decision: { action: 'disclose' }, locale: 'en' } as const;
  const stored = (i: number) => store.find(of(i), '$app', 'contentmark_verdict')?.value;
  const read = (i: number) =>
    readVerdict(stored(i), {
      subject: `product-${i}`,
      ownerId: of(i).id,
      environment: 'production',
      now,
      fail: 'closed',
    });

  it('are written beside the marks, and read as what was found out', async () => {
    expect((await mark({ verdicts })).counts).toEqual({ marked: COUNT });
    expect(store.writes).toHaveLength(2 * COUNT);
    for (let i = 0; i < COUNT; i++) {
      expect(read(i)).toMatchObject({
        status: 'verified',
        allowed: true,
        action: 'disclose',
        keyId: key.keyId,
      });
    }
    expect(JSON.parse(stored(0) as string).descSha256.en).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that say the same and have half of their time left are left alone', async () => {
    await mark({ verdicts });
    const before = store.writes.length;
    expect((await mark({ verdicts })).counts).toEqual({ kept: COUNT });
    expect((await check({ verdicts })).counts).toEqual({ verified: COUNT });
    expect(store.writes).toHaveLength(before);
    // Shopify may print stored JSON its own way; it says the same.
    const text = stored(1) as string;
    const reordered = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(text)).reverse()),
      null,
      1,
    );
    store.put(of(1), '$app', 'contentmark_verdict', 'json', reordered);
    await check({ verdicts });
    expect(store.writes).toHaveLength(before);
    const later = { clock: () => now + 50_000 };
    expect((await check({ verdicts, ...later })).counts).toEqual({ verified: COUNT });
    expect(store.writes).toHaveLength(before + COUNT);
  });

  it('are brought up to date by a check: rejected and absent are written down too', async () => {
    await mark({ verdicts });
    of(3).descriptionHtml = '<p>Edited</p>';
    of(4).fields.delete('app--1234567 contentmark');
    expect((await check({ verdicts })).counts).toEqual({
      verified: COUNT - 2,
      rejected: 1,
      absent: 1,
    });
    expect(read(3)).toMatchObject({
      status: 'unverified',
      reason: 'rejected',
      rejection: 'digest-mismatch',
    });
    expect(read(4)).toMatchObject({ status: 'unverified', reason: 'unmarked' });
    expect(read(5)).toMatchObject({ status: 'verified' });
  });

  it('are about what was checked: an edit in between is checked again', async () => {
    await mark();
    server.faults.beforeNext('ContentmarkSet', () => {
      of(2).title = 'Edited meanwhile';
    });
    expect((await check({ verdicts })).counts).toEqual({ verified: COUNT - 1, rejected: 1 });
    expect(read(2)).toMatchObject({ reason: 'rejected' });
  });

  it('end with the mark, where that ends sooner', async () => {
    const expiresAt = now + 600;
    await mark({ verdicts, claims: { ...claims, expiresAt } });
    expect(read(0)).toMatchObject({ expiresAt });
  });

  it('too long for a metafield of a Function are left out, and the mark is there all the same', async () => {
    const long = `product-${'x'.repeat(240)}`;
    store.add({ ...product(0), handle: long });
    expect((await mark({ verdicts })).counts).toEqual({ marked: COUNT + 1 });
    const added = store.byHandle(long) as StoredProduct;
    expect(store.find(added, '$app', 'contentmark')).not.toBeNull();
  });
});

describe('checking', () => {
  it('names each part that was changed, and what is missing', async () => {
    await mark();
    of(0).title = 'x';
    of(1).descriptionHtml += '<script src="https://evil.example/x.js"></script>';
    of(3).seo.title = null;
    (of(6).mediaList[0] as { alt: string }).alt = 'x';
    of(7).mediaList.splice(0, 1);
    overwrite(9, store.find(of(10), '$app', 'contentmark')?.value as string);
    overwrite(11, 'not a mark!');
    const found = new Map<string, string>();
    await check({
      onProduct: ({ handle, detail }: ProductResult) => void found.set(handle as string, detail),
    });
    const reasons = [...found].filter(([, detail]) => detail !== '');
    expect(Object.fromEntries(reasons)).toEqual({
      'product-0': expect.stringMatching(/^digest-mismatch: part "title"/),
      'product-1': expect.stringMatching(/^digest-mismatch: part "descriptionHtml"/),
      'product-3': expect.stringMatching(/^missing-part: part "seoTitle"/),
      'product-6': expect.stringMatching(/^digest-mismatch: part "imageAlt1"/),
      'product-7': expect.stringMatching(/^(unsigned-part|missing-part|digest-mismatch)/),
      'product-9': expect.stringMatching(/^subject-mismatch/),
      'product-11': expect.stringMatching(/^malformed/),
    });
  });

  it('refuses what staging signed', async () => {
    const staging = generateKey();
    const stagingClaims = { issuer: claims.issuer, environment: 'staging' };
    await mark({ signer: localSigner(staging), claims: stagingClaims });
    const both = createTrust([
      { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['production'] },
      { publicKey: exportPublicJwk(staging), issuers: [claims.issuer], environments: ['staging'] },
    ]);
    const production = createVerifier({ trust: both, environment: 'production' });
    expect((await check({ verifier: production })).counts).toEqual({ rejected: COUNT });
  });
});
