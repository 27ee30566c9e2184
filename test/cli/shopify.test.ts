/** `contentmark shopify`: options, environment, output and exit codes. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ShopifyServer,
  startShopifyServer,
  TOKEN,
} from '../../examples/shopify-shop/server.ts';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
let keys: Awaited<ReturnType<typeof createKeys>>;
let staging: Awaited<ReturnType<typeof createKeys>>;
let server: ShopifyServer;
let env: Record<string, string>;

beforeAll(async () => {
  keys = await createKeys(workspace);
  staging = await createKeys(workspace, 'staging');
  const products = ['boots', 'hat', 'socks'].map((handle) => ({
    handle,
    title: `The ${handle}`,
    descriptionHtml: `<p>Warm ${handle}</p>`,
    images: [{ alt: `${handle} from the left` }],
  }));
  server = await startShopifyServer({ products, bulkSeconds: 0.02 });
  env = { CONTENTMARK_SHOPIFY_URL: server.url, CONTENTMARK_SHOPIFY_TOKEN: server.token };
});
afterAll(() => server.close());

const mark = (...more: string[]) => ['shopify', 'mark', ...keys.sign, ...more];
const check = (...more: string[]) => ['shopify', 'check', ...keys.verify, ...more];

describe('setup', () => {
  it('says what would be created, then creates it, then finds it', async () => {
    const planned = await contentmarkJson(['shopify', 'setup', '--dry-run'], { env });
    expect(planned.code).toBe(0);
    expect(planned.json.definitions).toEqual([
      { namespace: '$app', key: 'contentmark', status: 'would-create', detail: '' },
      { namespace: '$app', key: 'contentmark_verdict', status: 'would-create', detail: '' },
      { namespace: 'custom', key: 'contentmark', status: 'would-create', detail: '' },
    ]);
    const made = await contentmark(['shopify', 'setup'], { env });
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toBe(
      'contentmark-test.myshopify.com (Basic)\n  $app.contentmark           created\n  $app.contentmark_verdict   created\n  custom.contentmark         created\nReady.\n',
    );
    const again = await contentmarkJson(['shopify', 'setup'], { env });
    expect([again.code, again.json.isReady]).toEqual([0, true]);
  });

  it('says that a version is gone', async () => {
    const args = ['shopify', 'setup', '--api-version', '2025-01'];
    expect((await contentmark(args, { env })).stdout).toContain('version 2025-01 is gone');
  });

  it('exits 1 where the token lacks a scope', async () => {
    const shop = await startShopifyServer({ products: [], scopes: [], isDevelopment: true });
    const poor = { ...env, CONTENTMARK_SHOPIFY_URL: shop.url };
    const { code, stdout } = await contentmark(['shopify', 'setup'], { env: poor });
    await shop.close();
    expect(code).toBe(1);
    expect(stdout).toContain('a development shop');
    expect(stdout).toContain('lacks the scope read_products');
    expect(stdout).toContain('Not ready yet.');
  });

  it('--files writes an app’s files, needs no shop, and replaces nothing', async () => {
    const app = workspace.at('app');
    const { code, json } = await contentmarkJson(['shopify', 'setup', '--files', app]);
    expect(code).toBe(0);
    expect(json.files).toHaveLength(25);
    for (const file of json.files) expect(readFileSync(file, 'utf8').length).toBeGreaterThan(10);
    expect(workspace.text('app/contentmark.definitions.toml')).toContain(
      '[product.metafields.app.contentmark]',
    );
    const before = workspace.text('app/extensions/contentmark-theme/blocks/contentmark.liquid');
    const again = await contentmarkJson(['shopify', 'setup', '--files', app]);
    expect([again.code, again.json.error.argument]).toEqual([64, '--files']);
    expect(workspace.text('app/extensions/contentmark-theme/blocks/contentmark.liquid')).toBe(
      before,
    );
  });
});

describe('mark and check', () => {
  it('with a dry run write nothing', async () => {
    const { code, json } = await contentmarkJson(mark('--dry-run'), { env });
    expect([code, json.counts['would-mark'], json.dryRun]).toEqual([0, 3, true]);
    const text = await contentmark(mark('--dry-run'), { env });
    expect(text.stdout).toContain('Nothing was written to');
    expect(server.store.writes).toEqual([]);
  });

  it('exit 2 where marks are missing', async () => {
    const { code, json } = await contentmarkJson(check(), { env });
    expect([code, json.counts.absent]).toEqual([2, 3]);
    expect(json.products[0]).toMatchObject({ subject: 'boots', outcome: 'absent', parts: [] });
  });

  it('mark, and find the marks; verdicts are written where that is asked for', async () => {
    const marked = await contentmarkJson(
      mark('--verdict-days', '30', '--disclose', '--locale', 'en'),
      { env },
    );
    expect(marked).toMatchObject({
      code: 0,
      stderr: '',
      json: { counts: { marked: 3 }, shop: server.url },
    });
    const product = server.store.byHandle('hat');
    const verdict = product && server.store.find(product, '$app', 'contentmark_verdict')?.value;
    expect(JSON.parse(verdict ?? '')).toMatchObject({
      status: 'verified',
      action: 'disclose',
      basis: 'generated',
      subject: 'hat',
      descSha256: { en: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const checked = await contentmark(check(), { env });
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toBe(`Checked ${server.url}\n  verified    3\n`);
  });

  it('name what was changed', async () => {
    const product = server.store.byHandle('socks');
    if (product === undefined) throw new Error('no such product');
    product.title = 'Socks\u001b[2J';
    const { code, json } = await contentmarkJson(check(), { env });
    expect(code).toBe(1);
    expect(json.products).toEqual([
      expect.objectContaining({
        subject: 'socks',
        outcome: 'rejected',
        reason: 'digest-mismatch',
        parts: expect.arrayContaining([{ name: 'title', result: 'mismatch' }]),
      }),
    ]);
    const text = await contentmark(check(), { env });
    expect(text.stdout).toMatch(/rejected {2}socks: digest-mismatch: part "title"/);
    expect(text.stdout).not.toContain('\u001b');
  });

  it('take one product by a filter', async () => {
    const { json } = await contentmarkJson(check('--query', 'handle:boots'), { env });
    expect(json.counts).toMatchObject({ verified: 1, rejected: 0 });
  });

  it('as of another time find marks that were not made yet', async () => {
    const { code, json } = await contentmarkJson(
      check('--now', '2020-01-01', '--query', 'handle:boots'),
      { env },
    );
    expect([code, json.products[0].reason]).toEqual([1, 'not-yet-valid']);
  });

  it('show a bar on a terminal, and only there', async () => {
    const { stderr } = await contentmark(check(), { env, isTTY: true });
    expect(stderr).toContain('3 of 3 products');
    expect((await contentmark(check('--json'), { env, isTTY: true })).stderr).toBe('');
  });

  it('keep a journal that a later run can use, and remove it at the end', async () => {
    const journal = workspace.at('j.json');
    server.faults.beforeNext('ContentmarkSet', () =>
      server.faults.next({ type: 'status', status: 401 }),
    );
    const product = server.store.byHandle('socks');
    if (product === undefined) throw new Error('no such product');
    for (let i = 0; i < 30; i++) {
      server.store.add({ handle: `more-${i}`, title: `${i}`, descriptionHtml: '' });
    }
    const ended = await contentmarkJson(mark('--journal', journal), { env });
    expect(ended).toMatchObject({
      code: 64,
      json: { error: { code: 'ERR_SHOPIFY', argument: 'CONTENTMARK_SHOPIFY_TOKEN' } },
    });
    expect(statSync(journal).mode & 0o777).toBe(0o600);
    expect(readFileSync(journal, 'utf8')).not.toContain(TOKEN);
    const other = await contentmarkJson([...mark('--journal', journal), '--audience', 'other'], {
      env,
    });
    expect(other).toMatchObject({ code: 64, json: { error: { argument: '--journal' } } });
    const { code, json } = await contentmarkJson(mark('--journal', journal), { env });
    expect([code, json.counts.marked]).toEqual([0, 31]);
    expect(existsSync(journal)).toBe(false);
  });

  it('tell what was counted when they end early', async () => {
    server.faults.atNext('ContentmarkBulk', () =>
      server.faults.next({ type: 'status', status: 403 }),
    );
    const { code, stdout, stderr } = await contentmark(mark(), { env });
    expect([code, stdout]).toEqual([64, 'Ended early; what was counted is done\n']);
    expect(stderr).toContain('forbidden: HTTP 403');
  });
});

describe('--disclose', () => {
  async function verdictOf(sourceType: string, ...more: string[]) {
    const products = [{ handle: 'mug', title: 'A mug', descriptionHtml: '<p>Blue</p>' }];
    const shop = await startShopifyServer({ products, bulkSeconds: 0.02 });
    const args = mark('--source-type', sourceType, '--verdict-days', '30', '--disclose', ...more);
    const own = { ...env, CONTENTMARK_SHOPIFY_URL: shop.url };
    const { code, json } = await contentmarkJson(args, { env: own });
    const product = shop.store.byHandle('mug');
    const text = product && shop.store.find(product, '$app', 'contentmark_verdict')?.value;
    await shop.close();
    expect([code, json.error]).toEqual([0, undefined]);
    return JSON.parse(text ?? '');
  }

  it.each([
    ['trainedAlgorithmicMedia', 'disclose', 'generated'],
    ['compositeWithTrainedAlgorithmicMedia', 'disclose', 'partly-generated'],
    ['digitalCapture', 'allow', undefined],
    // The policy discloses these; that AI made them is not what they say.
    ['algorithmicMedia', 'disclose', undefined],
    ['compositeSynthetic', 'disclose', undefined],
  ])('writes of %s what the policy decides: %s, %s', async (sourceType, action, basis) => {
    const verdict = await verdictOf(sourceType);
    expect([verdict.status, verdict.action, verdict.basis]).toEqual(['verified', action, basis]);
  });

  it('asks the policy that is named', async () => {
    const verdict = await verdictOf('trainedAlgorithmicMedia', '--policy', 'observe');
    expect([verdict.action, verdict.basis]).toEqual(['allow', undefined]);
  });
});

describe('the shop and the environment', () => {
  it('must fit: a development store is no production', async () => {
    const shop = await startShopifyServer({ products: [], isDevelopment: true });
    const development = { ...env, CONTENTMARK_SHOPIFY_URL: shop.url };
    const refused = await contentmarkJson(mark(), { env: development });
    expect([refused.code, refused.json.error.code, refused.json.error.argument]).toEqual([
      64,
      'ERR_ENVIRONMENT',
      '--environment',
    ]);
    expect(refused.json.error.message).toContain('it is a development store');
    expect(shop.requests.map(({ name }) => name)).toEqual(['ContentmarkShop']);
    const forced = await contentmarkJson(mark('--skip-environment-check'), { env: development });
    await shop.close();
    expect(forced.code).toBe(0);
  });

  it('must fit: staging is not written to a shop that may be the real one', async () => {
    const args = ['shopify', 'mark', ...staging.sign, '--query', 'handle:none'];
    const refused = await contentmarkJson(args, { env });
    expect([refused.code, refused.json.error.code]).toEqual([64, 'ERR_ENVIRONMENT']);
    expect(refused.json.error.message).toContain('--production-host');
    const live = await contentmarkJson(
      [...args, '--production-host', 'contentmark-test.myshopify.com'],
      { env },
    );
    expect(live.json.error.message).toContain('stated as a production host');
    const known = await contentmarkJson([...args, '--production-host', 'name.myshopify.com'], {
      env,
    });
    expect(known.code).toBe(0);
  });
});

describe('a check that writes verdicts', () => {
  const days = ['--verdict-days', '30', '--query', 'handle:boots'];

  it('asks which shop it is in, and without verdicts does not', async () => {
    const args = ['shopify', 'check', ...staging.verify, ...days];
    const written = server.store.writes.length;
    const refused = await contentmarkJson(args, { env });
    expect([refused.code, refused.json.error.code, refused.json.error.argument]).toEqual([
      64,
      'ERR_ENVIRONMENT',
      '--production-host',
    ]);
    expect(refused.json.error.message).toContain('--production-host');
    expect(server.store.writes).toHaveLength(written);
    const live = await contentmarkJson(
      [...args, '--production-host', 'contentmark-test.myshopify.com'],
      { env },
    );
    expect(live.json.error.message).toContain('stated as a production host');
    const looked = await contentmarkJson(['shopify', 'check', ...staging.verify], { env });
    expect(looked.json.error).toBeUndefined();
  });

  it('writes nothing with --dry-run, and everything when it is told that the shop is right', async () => {
    const args = ['shopify', 'check', ...staging.verify, ...days];
    const written = server.store.writes.length;
    const known = [...args, '--production-host', 'name.myshopify.com'];
    const dry = await contentmarkJson([...known, '--dry-run'], { env });
    expect([dry.json.dryRun, dry.json.error, server.store.writes.length]).toEqual([
      true,
      undefined,
      written,
    ]);
    const text = await contentmark([...known, '--dry-run'], { env });
    expect(text.stdout).toContain('Nothing was written to');
    await contentmarkJson(known, { env });
    expect(server.store.writes).toHaveLength(written + 1);
    server.store.writes.length = written;
    const forced = await contentmarkJson([...args, '--skip-environment-check'], { env });
    expect(forced.json.error).toBeUndefined();
  });
});

describe('what the caller has to mend', () => {
  it.each([
    ['no address', { CONTENTMARK_SHOPIFY_URL: '' }, 'CONTENTMARK_SHOPIFY_URL'],
    ['no token', { CONTENTMARK_SHOPIFY_TOKEN: ' ' }, 'CONTENTMARK_SHOPIFY_TOKEN'],
    [
      'plain HTTP',
      { CONTENTMARK_SHOPIFY_URL: 'http://name.myshopify.com' },
      'CONTENTMARK_SHOPIFY_URL',
    ],
    [
      'a path',
      { CONTENTMARK_SHOPIFY_URL: 'https://name.myshopify.com/admin' },
      'CONTENTMARK_SHOPIFY_URL',
    ],
    ['a token with a space', { CONTENTMARK_SHOPIFY_TOKEN: 'a b' }, 'CONTENTMARK_SHOPIFY_TOKEN'],
    ['a wrong token', { CONTENTMARK_SHOPIFY_TOKEN: 'shpat_wrong' }, 'CONTENTMARK_SHOPIFY_TOKEN'],
  ])('%s is named, and the token never repeated', async (_what, change, argument) => {
    const result = await contentmarkJson(['shopify', 'setup'], { env: { ...env, ...change } });
    expect([result.code, result.json.error.argument]).toEqual([64, argument]);
    const { CONTENTMARK_SHOPIFY_TOKEN: token = '' } = { ...env, ...change } as Record<
      string,
      string
    >;
    if (token.trim() !== '') expect(result.stdout + result.stderr).not.toContain(token);
  });

  it.each([
    [['--api-version', 'latest'], '--api-version'],
    [['--disclose'], '--verdict-days'],
    [['--verdict-days', '1', '--policy', 'strict'], '--disclose'],
    [['--verdict-days', '1', '--disclose', '--policy', 'loose'], '--policy'],
    [['--verdict-days', '0'], '--verdict-days'],
    [['--verdict-days', 'x'], '--verdict-days'],
    [['--query', ''], '--query'],
    [['--verdict-days', '1', '--locale', 'not a language'], '--locale'],
    [['--expires-at', '1000'], '--expires-at'],
  ])('%j', async (args, argument) => {
    const { code, json } = await contentmarkJson(mark(...args), { env });
    expect([code, json.error.argument]).toEqual([64, argument]);
  });

  it('a shop that is not there is the network’s fault', async () => {
    const shop = await startShopifyServer({ products: [] });
    shop.faults.next({ type: 'status', status: 400 });
    const result = await contentmarkJson(['shopify', 'setup'], {
      env: { ...env, CONTENTMARK_SHOPIFY_URL: shop.url },
    });
    await shop.close();
    expect([result.code, result.json.error]).toMatchObject([70, { code: 'ERR_SHOPIFY' }]);
  });

  it('help says where the address and the token come from', async () => {
    for (const args of [
      ['shopify', '--help'],
      ['shopify', 'mark', '--help'],
    ]) {
      const { code, stdout } = await contentmark(args);
      expect(code).toBe(0);
      expect(stdout).toContain('CONTENTMARK_SHOPIFY_TOKEN');
    }
  });
});
