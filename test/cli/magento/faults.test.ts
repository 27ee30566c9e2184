/** A shop that throttles, falls over, refuses or lies; and a command that is killed half-way. */
import { beforeAll, describe, expect, test } from 'vitest';
import { TOKEN } from '../../platforms/magento/shop-server.ts';
import { contentmark, createKeys, createWorkspace, finish, start } from '../harness.ts';
import { counted, fill, type Keys, openShop } from './shop-run.ts';

const workspace = createWorkspace();
let keys: Keys;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

const mark = (...more: string[]) => ['mark', ...keys.sign, ...more];
const check = (...more: string[]) => ['check', ...keys.verify, ...more];
const isWrite = ({ method }: { readonly method: string }) => method !== 'GET';

// Most of it is waiting, so the tests of a group wait side by side.
describe.concurrent('what passes by itself is tried again', () => {
  test.each([
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }],
    [
      '503 in maintenance',
      { status: 503, body: '<html>', headers: { 'content-type': 'text/html' } },
    ],
    ['502 of a proxy', { status: 502 }],
    ['504 of a proxy', { status: 504 }],
    ['a connection that breaks', 'drop' as const],
  ])('%s', async (_what, fault) => {
    let faults = 0;
    const opened = await openShop(
      {},
      {
        fault: (_request, count) => {
          // Every third request, reads and writes alike.
          if (count % 3 !== 2 || faults >= 3) return undefined;
          faults += 1;
          return fault;
        },
      },
    );
    fill(opened);
    const { code, json } = await opened.run(mark());
    expect([code, counted(json), faults]).toEqual([0, { marked: 3 }, 3]);
    expect((await opened.run(check())).code).toBe(0);
  });

  test('a write whose answer was lost is sent again, and does no harm', async () => {
    let lost = 0;
    const opened = await openShop(
      {},
      {
        // Carried out by hand, then the connection is closed.
        fault: (request) => {
          if (!isWrite(request) || lost > 0) return undefined;
          lost += 1;
          const { product } = request.body as { readonly product: object };
          opened.shop.save(request.scope, product);
          return 'drop';
        },
      },
    );
    fill(opened);
    expect(counted((await opened.run(mark())).json)).toEqual({ marked: 3 });
    expect((await opened.run(check())).json.counts).toMatchObject({ verified: 3 });
  });

  test('waits as long as it is asked to', async () => {
    let faults = 0;
    const opened = await openShop(
      {},
      {
        fault: () => {
          faults += 1;
          return faults === 1 ? { status: 429, headers: { 'retry-after': '2' } } : undefined;
        },
      },
    );
    fill(opened);
    const before = Date.now();
    await opened.run(check('--store-views', 'none'));
    expect(Date.now() - before).toBeGreaterThanOrEqual(1990);
  });
});

describe.concurrent('what does not pass ends the command, and says what to mend', () => {
  test('a token that is not let in, which is not shown', async () => {
    const opened = await openShop();
    const env = { ...opened.env, CONTENTMARK_MAGENTO_TOKEN: 'wrong-but-secret-token' };
    const { code, stdout, stderr } = await contentmark(['magento', ...check(), '--json'], { env });
    expect(code).toBe(64);
    expect(JSON.parse(stdout).error).toEqual({
      code: 'ERR_MAGENTO',
      help: 'docs/errors.md#err_magento',
      message: "unauthorized: The consumer isn't authorized to access Magento_Catalog::products.",
      argument: 'CONTENTMARK_MAGENTO_TOKEN',
    });
    expect(stdout + stderr).not.toContain('secret');
    expect(opened.server.received).toHaveLength(1);
  });

  test('a redirect, which is not followed with a token', async () => {
    const opened = await openShop(
      {},
      {
        fault: () => ({ status: 301, headers: { location: 'http://127.0.0.1:9/' } }),
      },
    );
    const { code, json } = await opened.run(check());
    expect([code, json.error.argument]).toEqual([64, 'CONTENTMARK_MAGENTO_URL']);
  });

  test('a URL that answers with a page', async () => {
    const opened = await openShop(
      {},
      {
        fault: () => ({
          status: 200,
          body: '<!doctype html>',
          headers: { 'content-type': 'text/html' },
        }),
      },
    );
    const { code, json } = await opened.run(check());
    expect([code, json.error.argument]).toEqual([64, 'CONTENTMARK_MAGENTO_URL']);
    expect(json.error.message).toContain('no JSON');
  });

  test('a route that the shop does not have', async () => {
    const opened = await openShop(
      {},
      {
        fault: () => ({ status: 404, body: { message: 'Request does not match any route.' } }),
      },
    );
    const { code, json } = await opened.run(check());
    expect([code, json.error.message]).toEqual([
      64,
      'not-found: HTTP 404: Request does not match any route.',
    ]);
  });

  test.each([
    ['no page', {}],
    ['items that are no list', { items: 'x', total_count: 3 }],
    ['a list of nothing', { items: [null], total_count: 1 }],
    ['a list', []],
    ['a number', 7],
  ])('a reply that is %s', async (_what, body) => {
    const opened = await openShop(
      {},
      {
        fault: ({ path }) => (path === 'products' ? { status: 200, body } : undefined),
      },
    );
    const { code, json } = await opened.run(check());
    expect([code, json.error.code]).toEqual([70, 'ERR_MAGENTO']);
    expect(json.error.message).toContain('an unexpected reply of the shop');
  });

  test('a shop that gives the same page for ever', async () => {
    const item = { id: 1, sku: 'A', name: 'A', custom_attributes: [] };
    const opened = await openShop(
      {},
      {
        fault: ({ path }) =>
          path === 'products'
            ? { status: 200, body: { items: [item], total_count: 9 } }
            : undefined,
      },
    );
    const { code, json } = await opened.run(check('--store-views', 'none'));
    expect(code).toBe(70);
    expect(json.error.message).toContain('read already');
    expect(opened.server.received.length).toBeLessThan(5);
  });

  test('a reply nested so deep that a parser could fall over it', async () => {
    const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;
    const opened = await openShop(
      {},
      {
        fault: () => ({ status: 200, body: deep, headers: { 'content-type': 'application/json' } }),
      },
    );
    expect([64, 70]).toContain((await opened.run(check())).code);
  });
});

describe.concurrent('what one product is refused for does not end the command', () => {
  test.each([
    [
      400,
      'Invalid product data: name',
      { message: 'Invalid product data: %1', parameters: ['name'] },
    ],
    [
      500,
      'Internal Error. Report ID: webapi-1',
      { message: 'Internal Error. Report ID: webapi-1' },
    ],
    [413, 'HTTP 413', undefined],
  ])('HTTP status %i', async (status, detail, body) => {
    const opened = await openShop(
      {},
      {
        fault: (request) =>
          isWrite(request) && request.path.endsWith('STOVE-1') ? { status, body } : undefined,
      },
    );
    fill(opened);
    const { code, json } = await opened.run(mark());
    expect([code, counted(json)]).toEqual([1, { marked: 2, refused: 1 }]);
    expect(json.products).toEqual([{ subject: 'STOVE-1', outcome: 'refused', detail, parts: [] }]);
  });

  test('a text that somebody edits between reading and writing is reported, not vouched for', async () => {
    const opened = await openShop(
      {},
      {
        fault: (request) => {
          const stove = opened.shop.list()[1];
          if (isWrite(request) && stove !== undefined) stove.values['name'] = 'Edited meanwhile';
          return undefined;
        },
      },
    );
    fill(opened);
    const { json } = await opened.run(mark());
    expect(json.products).toMatchObject([{ subject: 'STOVE-1', outcome: 'contended' }]);
    expect(counted((await opened.run(mark())).json)).toEqual({ marked: 1, kept: 2 });
  });
});

describe.concurrent('the connection', () => {
  const run = (env: Readonly<Record<string, string>>) =>
    contentmark(['magento', ...check(), '--json'], {
      env: { CONTENTMARK_MAGENTO_TOKEN: TOKEN, ...env },
    });

  test.each([
    ['', /is not set/],
    ['not a url', /expected the URL/],
    ['http://shop.example', /expected https/],
    ['ftp://127.0.0.1', /expected https/],
    ['https://user:pass@shop.example', /no user, query or fragment/],
    ['https://shop.example/?a=b', /no user, query or fragment/],
    ['https://shop.example/rest/V1', /before \/rest/],
  ])('to "%s" is refused before anything is sent', async (url, message) => {
    const { code, stdout } = await run({ CONTENTMARK_MAGENTO_URL: url });
    expect(code).toBe(64);
    expect(JSON.parse(stdout).error).toMatchObject({
      argument: 'CONTENTMARK_MAGENTO_URL',
      message: expect.stringMatching(message),
    });
  });

  test.each(['', 'two words', 'line\nend', 'ü'])(
    'with the token "%s" is refused',
    async (token) => {
      const { code, stdout } = await run({
        CONTENTMARK_MAGENTO_URL: 'https://shop.example',
        CONTENTMARK_MAGENTO_TOKEN: token,
      });
      expect([code, JSON.parse(stdout).error.argument]).toEqual([64, 'CONTENTMARK_MAGENTO_TOKEN']);
    },
  );

  test('to Adobe’s Cloud Service has no /rest, names the scope in a header, and who is asking', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    fill(opened);
    const env = {
      CONTENTMARK_MAGENTO_URL: `${opened.server.url}/tenant`,
      CONTENTMARK_MAGENTO_TOKEN: TOKEN,
      CONTENTMARK_MAGENTO_EDITION: 'saas',
    };
    const without = await contentmark(['magento', ...check(), '--json'], { env });
    expect(JSON.parse(without.stdout).error.argument).toBe('CONTENTMARK_MAGENTO_API_KEY');
    const ims = { CONTENTMARK_MAGENTO_API_KEY: 'client', CONTENTMARK_MAGENTO_ORG_ID: 'A@AdobeOrg' };
    for (const args of [mark(), mark('--renew', '--bulk'), check()]) {
      const { code } = await contentmark(['magento', ...args, '--json'], {
        env: { ...env, ...ims },
      });
      expect(code).toBe(0);
    }
    expect(opened.server.received[0]?.headers).toMatchObject({
      'x-api-key': 'client',
      'x-gw-ims-org-id': 'A@AdobeOrg',
      authorization: `Bearer ${TOKEN}`,
    });
    expect(new Set(opened.server.writes().map(({ scope }) => scope))).toEqual(
      new Set(['all', 'fr']),
    );
  });
});

test('a command that is killed half-way is run again, and every record is marked once', {
  timeout: 180_000,
}, async () => {
  const TOTAL = 120;
  const KILL_AT = 47;
  let killed = false;
  let writes = 0;
  const opened = await openShop(
    {},
    {
      done: (request) => {
        if (!isWrite(request)) return;
        writes += 1;
        // Written, but not answered yet.
        if (writes === KILL_AT && !killed) {
          killed = true;
          child.kill('SIGKILL');
        }
      },
    },
  );
  opened.shop.setUp();
  for (let i = 0; i < TOTAL; i++) opened.shop.add(`SKU-${i}`, { name: `Product ${i}` });
  const child = start(['magento', ...mark('--page-size', '20', '--json')], [], opened.env);
  const { signal } = await finish(child);
  expect([signal, writes]).toEqual(['SIGKILL', KILL_AT]);
  const { code, json } = await opened.run(mark('--page-size', '20'));
  expect(code).toBe(0);
  expect(counted(json)).toEqual({ kept: KILL_AT, marked: TOTAL - KILL_AT });
  const marked = opened.server.writes().map(({ path }) => path);
  expect(new Set(marked).size).toBe(TOTAL);
  expect(marked).toHaveLength(TOTAL);
  expect((await opened.run(check())).json.counts).toMatchObject({ verified: TOTAL });
});
