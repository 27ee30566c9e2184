/**
 * A whole shop: 2,465 real products, marked over Shopify's real schema by the command as a
 * process of its own, which is killed in the middle of a write and started again.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ShopifyServer,
  startShopifyServer,
  TOKEN,
} from '../../examples/shopify-shop/server.ts';
import { isLong } from '../fixtures/runs.ts';
import { readRetailCsv, readRetailProducts } from '../platforms/shopify/retail.ts';
import { contentmarkJson, createKeys, createWorkspace, finish, start } from './harness.ts';

const workspace = createWorkspace();
/** All 2,465 in the long form. */
const COUNT = isLong ? 2465 : 700;
const PRODUCTS = readRetailProducts().slice(0, COUNT);
const CSV = readRetailCsv()
  .split('\n')
  .slice(0, COUNT + 1)
  .join('\n');
/** 25 products a call: the one that is never answered is in the middle. */
const UNANSWERED = Math.ceil(COUNT / 60);
let keys: Awaited<ReturnType<typeof createKeys>>;
let server: ShopifyServer;
let env: Record<string, string>;

async function startShop(): Promise<ShopifyServer> {
  // The figures of a Plus plan: enough not to wait for long, little enough to run out.
  return startShopifyServer({ products: PRODUCTS, maximumAvailable: 20_000, restoreRate: 1_000 });
}

beforeAll(async () => {
  keys = await createKeys(workspace);
  server = await startShop();
  env = { CONTENTMARK_SHOPIFY_URL: server.url, CONTENTMARK_SHOPIFY_TOKEN: server.token };
});
afterAll(() => server.close());

const shopify = (args: readonly string[]) => contentmarkJson(['shopify', ...args], { env });
const sets = () => server.requests.filter(({ name }) => name === 'ContentmarkSet');
const count = (name: string) => server.requests.filter((request) => request.name === name).length;

/** Hooks for the next calls that write, in their order; `undefined` lets one pass. */
function beforeSets(hooks: readonly (((shop: ShopifyServer) => void) | undefined)[]): void {
  for (const hook of hooks) server.faults.beforeNext('ContentmarkSet', () => hook?.(server));
}

/** Somebody else writes the mark's metafield of a product that the run has read but not written. */
function interfere(index: number) {
  return ({ store }: ShopifyServer): void => {
    const product = store.byHandle(PRODUCTS[index]?.handle ?? '');
    if (product === undefined) throw new Error('no such product');
    store.put(product, '$app', 'contentmark', 'single_line_text_field', 'c29tZXRoaW5n');
  };
}

describe(`${COUNT} real products`, () => {
  const journal = workspace.at('mark.journal');
  const args = () => ['mark', ...keys.sign, '--journal', journal];

  it('find a shop that is set up first', async () => {
    const { code, json } = await shopify(['setup']);
    expect([code, json.isReady]).toEqual([0, true]);
    expect(json.definitions.map(({ status }: { status: string }) => status)).toEqual([
      'created',
      'created',
      'created',
    ]);
  });

  it('are marked until the process is killed while Shopify carries out a write', async () => {
    const child = start(['shopify', ...args(), '--json'], [], env);
    const ended = finish(child);
    const pass = (times: number) => Array.from({ length: times }, () => undefined);
    // 25 products a call: the 4th call finds product 80 changed, one is never answered.
    beforeSets([...pass(3), interfere(80), ...pass(UNANSWERED - 5), () => child.kill('SIGKILL')]);
    // As if another process of the app had used up the points since the last reply.
    for (let i = 0; i < 10; i++) server.faults.atNext('ContentmarkSet', () => undefined);
    server.faults.atNext('ContentmarkSet', () => server.bucket.drainTo(0));
    expect((await ended).signal).toBe('SIGKILL');
    expect(sets().length).toBeGreaterThanOrEqual(UNANSWERED);
    expect(sets().length).toBeLessThan(UNANSWERED * 1.5 + 10);
    expect(sets().some(({ throttled }) => throttled)).toBe(true);
    // Product 80 cost a second call, and a reading of it alone.
    expect(count('ContentmarkProducts')).toBe(1);
    const written = server.store.writes.length;
    expect(written).toBeGreaterThan((UNANSWERED - 5) * 25);
    expect(written).toBeLessThan(UNANSWERED * 36);
  });

  it('have left a journal of its owner, without the token or an address', () => {
    const text = readFileSync(journal, 'utf8');
    expect(statSync(journal).mode & 0o777).toBe(0o600);
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain('/bulk/');
    const { done, counts } = JSON.parse(text);
    // One call was carried out of which it does not know.
    expect(done).toBeLessThan(server.store.writes.length);
    expect(counts.marked).toBeLessThan(server.store.writes.length);
  });

  it('are marked to the end by the same command, which goes on where it was', async () => {
    const before = server.store.writes.length;
    const child = start(['shopify', ...args(), '--json'], [], env);
    const { code, stdout, stderr } = await finish(child);
    expect([code, stderr]).toEqual([0, '']);
    const { counts, products } = JSON.parse(stdout);
    expect(products).toEqual([]);
    // Those of the unanswered call were found marked: stale, read again, and kept.
    expect(counts.marked + counts.kept).toBe(COUNT);
    expect(counts.kept).toBe(25);
    expect(count('ContentmarkBulk')).toBe(1);
    expect(server.store.writes.length).toBeGreaterThan(before);
    expect(existsSync(journal)).toBe(false);
  });

  it('have one mark each, written once', () => {
    const times = new Map<string, number>();
    for (const { ownerId, key } of server.store.writes) {
      expect(key).toBe('contentmark');
      times.set(ownerId, (times.get(ownerId) ?? 0) + 1);
    }
    expect(times.size).toBe(COUNT);
    expect([...times.values()].every((n) => n === 1)).toBe(true);
    expect(server.store.writes).toHaveLength(COUNT);
  });

  it('are read back and verify, all of them', async () => {
    const { code, json } = await shopify(['check', ...keys.verify]);
    expect(code).toBe(0);
    expect(json.counts).toMatchObject({ verified: COUNT, rejected: 0, absent: 0, broken: 0 });
  });

  it('are left alone by a third run', async () => {
    const before = server.store.writes.length;
    const { code, json } = await shopify(['mark', ...keys.sign]);
    expect([code, json.counts.kept, server.store.writes.length]).toEqual([0, COUNT, before]);
  });

  it('carry marks that hold in the CSV they came from', async () => {
    const column = 'Contentmark (product.metafields.custom.contentmark)';
    const [header, ...lines] = CSV.trimEnd().split('\n');
    const marked = lines.map((line, index) => {
      const product = server.store.byHandle(PRODUCTS[index]?.handle ?? '');
      return `${line},${product && server.store.find(product, '$app', 'contentmark')?.value}`;
    });
    const csv = workspace.write('back.csv', `${header},${column}\n${marked.join('\n')}\n`);
    const args = ['catalog', 'verify', csv, '--map', 'shopify', ...keys.verify];
    const { code, json } = await contentmarkJson(args);
    expect([code, json.counts.verified]).toEqual([0, COUNT]);
  });

  it('name what was changed in them afterwards', async () => {
    const product = server.store.byHandle(PRODUCTS[7]?.handle ?? '');
    const image = server.store.byHandle(PRODUCTS[8]?.handle ?? '')?.mediaList[0];
    if (product === undefined || image === undefined) throw new Error('no such product');
    product.descriptionHtml = `${product.descriptionHtml}<script>x()</script>`;
    image.alt = 'Free today';
    const { code, json } = await shopify(['check', ...keys.verify]);
    expect(code).toBe(1);
    expect(json.counts).toMatchObject({ verified: COUNT - 2, rejected: 2 });
    expect(json.products.map((found: { reason: string; detail: string }) => found.reason)).toEqual([
      'digest-mismatch',
      'digest-mismatch',
    ]);
    expect(json.products[0].detail).toContain('"descriptionHtml"');
    expect(json.products[1].detail).toContain('"imageAlt1"');
  });
});

describe('marks made from CSV', () => {
  it('hold over the API, and are taken over as they are when the shop is marked', async () => {
    const input = workspace.write('retail.csv', CSV);
    const output = workspace.at('signed.csv');
    const args = ['catalog', 'sign', input, '--map', 'shopify', '--out', output, ...keys.sign];
    expect((await contentmarkJson(args)).json.counts.signed).toBe(COUNT);
    const rows: Record<string, string>[] = parse(workspace.read('signed.csv'), { columns: true });

    const shop = await startShop();
    const env = { CONTENTMARK_SHOPIFY_URL: shop.url, CONTENTMARK_SHOPIFY_TOKEN: shop.token };
    try {
      const marks = new Map<string, string>();
      for (const row of rows) {
        const mark = row['Contentmark (product.metafields.custom.contentmark)'] ?? '';
        const product = shop.store.byHandle(row['URL handle'] ?? '');
        if (product === undefined) throw new Error('no such product');
        shop.store.put(product, 'custom', 'contentmark', 'single_line_text_field', mark);
        marks.set(product.id, mark);
      }
      const check = ['shopify', 'check', ...keys.verify];
      const found = await contentmarkJson(check, { env });
      expect([found.code, found.json.counts.verified]).toEqual([0, COUNT]);
      const marked = await contentmarkJson(['shopify', 'mark', ...keys.sign], { env });
      expect(marked.json.counts.marked).toBe(COUNT);
      for (const { ownerId, value } of shop.store.writes) expect(value).toBe(marks.get(ownerId));
      // From here on staff may write what they want in "custom": the app's own mark counts.
      for (const product of shop.store.products.values()) {
        shop.store.put(product, 'custom', 'contentmark', 'single_line_text_field', '0oRY');
      }
      const again = await contentmarkJson(check, { env });
      expect([again.code, again.json.counts.verified]).toEqual([0, COUNT]);
    } finally {
      await shop.close();
    }
  });
});
