/** guard render, checkout, import, settings, provisioning: what they print, and how they end. */

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { PRESETS } from 'contentmark/policy';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace, finish, start } from './harness.ts';

const workspace = createWorkspace();
const platform = (path: string) =>
  fileURLToPath(new URL(`../fixtures/platform-data/${path}`, import.meta.url));
const write = (name: string, value: unknown) => workspace.write(name, JSON.stringify(value));

const PRODUCTION = ['--environment', 'production'] as const;
const guard = (...args: readonly string[]) => contentmarkJson(['guard', ...args]);
const markersIn = (json: { findings: { id: string; severity: string }[] }) => [
  ...new Set(json.findings.filter((one) => one.severity === 'block').map((one) => one.id)),
];

describe('guard checkout', () => {
  it('prints action, rule and findings, and ends with 1', async () => {
    const { code, json } = await guard(
      'checkout',
      platform('shopify-rest-fixtures/order.json'),
      ...PRODUCTION,
    );
    expect(code).toBe(1);
    expect(Object.keys(json)).toEqual(['action', 'rule', 'technique', 'findings']);
    expect(json).toMatchObject({
      action: 'block',
      rule: 'checkout.production.findings.block',
      technique: 'marker',
    });
    expect(json.findings).toContainEqual({
      path: '/order/fulfillments/0/receipt/testcase',
      technique: 'marker',
      id: 'payment.test-flag',
      severity: 'block',
      reason: expect.any(String),
    });
  });

  it.each([
    ['Shopify GraphQL', 'own/shopify-graphql-order.json'],
    ['Magento', 'own/magento-order.json'],
  ])('a real order of %s passes', async (_, path) => {
    const { code, json } = await guard('checkout', platform(path), ...PRODUCTION);
    expect([code, json]).toEqual([
      0,
      { action: 'allow', rule: 'checkout.production.unmarkable', findings: [] },
    ]);
  });

  it('orders.json names the gateway', async () => {
    const { json } = await guard(
      'checkout',
      platform('shopify-rest-fixtures/orders.json'),
      ...PRODUCTION,
    );
    expect(markersIn(json)).toContain('payment.bogus-gateway');
  });

  it('in staging it passes, and what was found is still told', async () => {
    const file = platform('shopify-rest-fixtures/order.json');
    const { code, json } = await guard('checkout', file, '--environment', 'staging');
    expect([code, json.action]).toEqual([0, 'allow']);
    expect(json.findings.length).toBeGreaterThan(5);
  });

  it('reads stdin', async () => {
    const result = await contentmarkJson(['guard', 'checkout', '-', ...PRODUCTION], {
      stdin: '{"test": true}',
    });
    expect([result.code, markersIn(result.json)]).toEqual([1, ['payment.test-flag']]);
  });

  it('goes by a policy of the caller', async () => {
    const order = write('test-order.json', { test: true });
    const run = (policy: string) => guard('checkout', order, ...PRODUCTION, '--policy', policy);
    expect((await run('observe')).json.action).toBe('flag');
    expect((await run('strict')).json.action).toBe('block');
    const own = { ...PRESETS.checkout };
    const rules = {
      ...own.checkout.production,
      findings: { block: 'hide', warn: 'allow', info: 'allow' },
    };
    const file = write('policy.json', { extends: 'checkout', checkout: { production: rules } });
    expect((await run(file)).json).toMatchObject({
      action: 'hide',
      rule: 'checkout.production.findings.block',
    });
    const missing = await guard('checkout', order, ...PRODUCTION, '--policy', 'lax');
    expect([missing.code, missing.json.error.argument]).toEqual([64, '--policy']);
  });

  it('tells a person what and where, gravest first, and no value', async () => {
    const file = platform('shopify-rest-fixtures/order.json');
    const { code, stdout } = await contentmark(['guard', 'checkout', file, ...PRODUCTION]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^BLOCK /);
    expect(stdout).toContain('by checkout.production.findings.block');
    expect(stdout.indexOf('block ')).toBeLessThan(stdout.indexOf('warn '));
    expect(stdout).not.toMatch(/bob\.norman|1199|4242 4242/);
  });

  it('says of a clean order that this proves nothing', async () => {
    const { stdout } = await contentmark([
      'guard',
      'checkout',
      platform('own/magento-order.json'),
      ...PRODUCTION,
    ]);
    expect(stdout).toMatch(/^ALLOW /);
    expect(stdout).toContain('that proves nothing');
  });

  it('shows twenty findings and says how many more', async () => {
    const lines = Array.from({ length: 30 }, () => ({ email: 'a@example.com' }));
    const file = write('many.json', { lines });
    const { stdout } = await contentmark(['guard', 'checkout', file, ...PRODUCTION]);
    expect(stdout.match(/domain\.example/g)).toHaveLength(20);
    expect(stdout).toContain('and 10 more');
  });

  it('a name from the data cannot write on the terminal', async () => {
    const file = write('escape.json', { '\u001b[2J\u202e': { email: 'a@example.com' } });
    const { stdout } = await contentmark(['guard', 'checkout', file, ...PRODUCTION]);
    expect(stdout).not.toContain('\u001b[2J');
    expect(stdout).toContain('\\u{1b}[2J');
  });
});

describe('what cannot be read is no pass', () => {
  it.each([
    ['no JSON', '{"test": tru'],
    ['a member that stands twice', '{"test": true, "test": false}'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['nothing', ''],
    ['nested deeper than anything', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ])('%s', async (_, content) => {
    const file = workspace.write('broken.json', content);
    for (const name of ['render', 'checkout', 'provisioning']) {
      const { code, json } = await guard(name, file, ...PRODUCTION);
      expect([code, json.error.code, json.error.argument]).toEqual([64, 'ERR_INPUT', 'FILE']);
    }
  });

  it('no file', async () => {
    const { code, json } = await guard('checkout', workspace.at('none.json'), ...PRODUCTION);
    expect([code, json.error.code]).toEqual([64, 'ENOENT']);
  });

  it('no environment', async () => {
    const { code } = await contentmark(['guard', 'checkout', platform('own/magento-order.json')]);
    expect(code).toBe(64);
  });

  it('an order too deep to be looked at is blocked', async () => {
    const file = workspace.write('deep.json', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`);
    const { code, json } = await guard('checkout', file, ...PRODUCTION);
    expect([code, json.action, markersIn(json)]).toEqual([1, 'block', ['not-looked-at.depth']]);
  });
});

describe('guard render', () => {
  it('a product, a review, an image', async () => {
    const review = write('review.json', { author: 'last', body: 'Lorem ipsum' });
    const hidden = await guard('render', review, ...PRODUCTION, '--surface', 'review');
    expect([hidden.code, hidden.json.action, hidden.json.rule]).toEqual([
      1,
      'hide',
      'review.production.findings.block',
    ]);
    const product = await guard(
      'render',
      platform('shopify-rest-fixtures/product.json'),
      ...PRODUCTION,
    );
    expect([product.code, product.json.action]).toEqual([1, 'flag']);
    const image = write('image.json', { src: 'https://cdn.shop-of-jo.eu/a.jpg' });
    expect((await guard('render', image, ...PRODUCTION, '--surface', 'image')).code).toBe(0);
  });

  it('no other surface', async () => {
    const { code } = await contentmark([
      'guard',
      'render',
      '-',
      ...PRODUCTION,
      '--surface',
      'checkout',
    ]);
    expect(code).toBe(64);
  });
});

describe('settings in files of other formats', () => {
  it.each([
    ['env', '.env', 'PAYPAL_MODE=live\n', 'PAYPAL_MODE=sandbox\n'],
    ['INI', '.ini', '[paypal]\nmode = live\n', '[paypal]\nmode = sandbox\n'],
    [
      'core_config_data as CSV',
      '.csv',
      'scope,scope_id,path,value\ndefault,0,payment/paypal/sandbox_flag,0\n',
      'scope,scope_id,path,value\ndefault,0,payment/paypal/sandbox_flag,1\n',
    ],
    [
      'core_config_data as SQL',
      '.sql',
      "INSERT INTO `core_config_data` (`scope`,`scope_id`,`path`,`value`) VALUES ('default',0,'payment/paypal/sandbox_flag','0');\n",
      "INSERT INTO `core_config_data` (`scope`,`scope_id`,`path`,`value`) VALUES ('default',0,'payment/paypal/sandbox_flag','1');\n",
    ],
  ])(
    '%s: a switch to test mode is blocked, and no change is allowed',
    async (_name, end, before, after) => {
      const now = workspace.write(`now${end}`, before);
      const then = workspace.write(`then${end}`, after);
      expect((await guard('settings', now, then, ...PRODUCTION)).code).toBe(1);
      expect((await guard('settings', now, now, ...PRODUCTION)).code).toBe(0);
    },
  );

  it('a file that cannot be read whole is refused', async () => {
    const broken = workspace.write('broken.env', 'A=1\n<<<<<<< HEAD\n');
    const { code, json } = await guard('settings', broken, broken, ...PRODUCTION);
    expect([code, json.error.code]).toEqual([64, 'ERR_INPUT']);
  });
});

describe('guard import', () => {
  it('CSV: rows by their number, columns by their header', async () => {
    const file = workspace.write(
      'rows.csv',
      'Handle,Body (HTML),Image Src,Variant Barcode\n' +
        'boot,"<p>Warm,\nand dry</p>",https://cdn.shop-of-jo.eu/b.jpg,4222222222222\n' +
        '\n' +
        'ring,Praesent sapien massa,https://picsum.photos/9,\n',
    );
    const { code, json } = await guard('import', file, ...PRODUCTION);
    expect(code).toBe(1);
    expect(json).toMatchObject({ action: 'block', rows: 2, allow: 1, block: 1 });
    expect(json.findings.map(({ path, id }: { path: string; id: string }) => [path, id])).toEqual([
      ['/1/Body (HTML)', 'filler.latin-word'],
      ['/1/Image Src', 'faker.image-host'],
    ]);
  });

  it.each([
    ['semicolons', 'name;email;test\nMara;mara@example.com;1\n'],
    ['tabs', 'name\temail\ttest\nMara\tmara@example.com\t1\n'],
    ['pipes', 'name|email|test\nMara|mara@example.com|1\n'],
    ['semicolons, with a comma in a name', 'name, first;email;test\nMara;mara@example.com;1\n'],
    ['semicolons, with commas in quotes', '"a, b, c, d";email;test\nMara;mara@example.com;1\n'],
    ['tabs, with a quote that opens nothing', '5" a\temail\ttest\nM\tmara@example.com\t1\n'],
    ['semicolons, behind blank lines', '\r\n\r\nname;email;test\r\nM;mara@example.com;1\r\n'],
    ['what the first line says', 'sep=;\r\na,b;email;test\r\nM;mara@example.com;1\r\n'],
    ['commas, with semicolons in a name', 'a;b,email,test\nMara,mara@example.com,1\n'],
  ])('CSV: cells divided by %s', async (_, content) => {
    const { code, json } = await guard('import', workspace.write('d.csv', content), ...PRODUCTION);
    expect([code, json.rows]).toEqual([1, 1]);
    expect(json.findings).toContainEqual(
      expect.objectContaining({ path: '/0/email', id: 'domain.example', severity: 'block' }),
    );
    expect(json.findings).toContainEqual(
      expect.objectContaining({ path: '/0/test', id: 'payment.test-flag' }),
    );
  });

  it('CSV: a header that two characters divide equally often is refused', async () => {
    const file = workspace.write('tie.csv', 'name;email,test\nMara;mara@example.com,1\n');
    const { code, json } = await guard('import', file, ...PRODUCTION);
    expect([code, json.error.argument]).toEqual([64, 'FILE']);
    expect(json.error.message).toContain('save it with commas');
  });

  it('TSV is known by its name', async () => {
    const file = workspace.write('feed.tsv', 'id\timage_link\nA-1\thttps://picsum.photos/200\n');
    expect((await guard('import', file, ...PRODUCTION)).json).toMatchObject({
      findings: [{ path: '/0/image_link' }],
    });
  });

  it('CSV: a second column of one name is looked at, and a row of other width is blocked', async () => {
    const content =
      'email,email\na@shop-of-jo.eu,b@example.com\nc@shop-of-jo.eu,d@shop-of-jo.eu,e\n';
    const { code, json } = await guard(
      'import',
      workspace.write('odd.csv', content),
      ...PRODUCTION,
    );
    expect(code).toBe(1);
    expect(json.findings.map(({ path, id }: { path: string; id: string }) => [path, id])).toEqual([
      ['/0/email (2)', 'domain.example'],
      ['/1', 'row-wrong-columns'],
    ]);
  });

  it.each([
    ['a quote that is never closed', 'a,b\n1,2\n"3,4\n'],
    ['a byte order mark', '\ufeffemail\na@example.com\n'],
  ])('CSV: %s', async (_, content) => {
    const file = workspace.write('quirk.csv', content);
    expect((await guard('import', file, ...PRODUCTION)).code).toBe(1);
  });

  it('CSV: an empty file has no header', async () => {
    const { code, json } = await guard('import', workspace.write('empty.csv', ''), ...PRODUCTION);
    expect([code, json.error.argument]).toEqual([64, 'FILE']);
  });

  it('JSONL: a line that is no JSON is blocked, and the others are looked at', async () => {
    const { code, json } = await guard(
      'import',
      platform('shopify-bulk-jsonl/sample_products.jsonl'),
      ...PRODUCTION,
    );
    expect([code, json.rows, json.block]).toEqual([1, 10, 4]);
    expect(json.findings).toContainEqual({
      path: '/8',
      technique: 'marker',
      id: 'row-malformed',
      severity: 'block',
      reason: expect.any(String),
    });
  });

  it('JSON: a list is rows, anything else one row', async () => {
    const list = await guard(
      'import',
      platform('shopify-rest-fixtures/products.json'),
      ...PRODUCTION,
    );
    expect([list.code, list.json.action, list.json.flag]).toEqual([1, 'flag', list.json.rows]);
    const one = await guard('import', platform('own/magento-order.json'), ...PRODUCTION);
    expect(one.json).toEqual({
      action: 'allow',
      rule: 'import.production.unmarkable',
      rows: 1,
      allow: 1,
      findings: [],
    });
  });

  it.each([
    ['none.json', '[]'],
    ['none.jsonl', ''],
    ['blank.jsonl', '\n\r\n'],
    ['header.csv', 'sku,name,price\n'],
  ])('a file without rows is refused: %s', async (name, content) => {
    const { code, json } = await guard('import', workspace.write(name, content), ...PRODUCTION);
    expect([code, json.error.code, json.error.argument]).toEqual([64, 'ERR_INPUT', 'FILE']);
  });

  it.each([
    ['null.json', 'null', 'row-malformed'],
    ['text.json', '["4111111111111111"]', 'row-malformed'],
    ['null.jsonl', 'null\n', 'row-malformed'],
    ['list.jsonl', '[]\n', 'row-malformed'],
    ['cr.csv', 'sku,email\nA-1,a@shop-of-jo.eu\rA-2,b@example.com\n', 'row-malformed'],
    ['latin1.csv', Buffer.from('sku,name\nA-1,Stra\xdfe\n', 'latin1'), 'row-not-utf8'],
    ['latin1.jsonl', Buffer.from('{"name":"Stra\xdfe"}\n', 'latin1'), 'row-not-utf8'],
  ])('rows that cannot be read are blocked: %s', async (name, content, marker) => {
    const { code, json } = await guard('import', workspace.write(name, content), ...PRODUCTION);
    expect([code, json.action, markersIn(json)]).toEqual([1, 'block', [marker]]);
  });

  it.each([
    ['utf16.csv', Buffer.from('name,cc_number\nMara,4111111111111111\n', 'utf16le')],
    ['cr-only.csv', 'sku,email\rA-1,a@shop-of-jo.eu\rA-2,b@example.com\r'],
    ['quote.csv', '5" a,email\nM,mara@example.com\n'],
    ['empty.csv', ''],
  ])('a table whose header cannot be read is refused: %s', async (name, content) => {
    const { code, json } = await guard('import', workspace.write(name, content), ...PRODUCTION);
    expect([code, json.error.code, json.error.argument]).toEqual([64, 'ERR_INPUT', 'FILE']);
  });

  it('UTF-16 with a byte order mark is read', async () => {
    const content = Buffer.from('\ufeffname,email\nMara,mara@example.com\n', 'utf16le');
    const { code, json } = await guard(
      'import',
      workspace.write('wide.csv', content),
      ...PRODUCTION,
    );
    expect([code, json.findings[0].path]).toEqual([1, '/0/email']);
  });

  it.each(['feed.xml', 'dump.sql', 'shop.env', 'products.csv.gz'])(
    'what %s holds is looked at',
    async (name) => {
      const content: Record<string, string | Uint8Array> = {
        'feed.xml':
          '<rss><channel><item><g:id>1</g:id><email>b@example.com</email></item></channel></rss>',
        'dump.sql': "INSERT INTO `customer` (`email`) VALUES ('b@example.com');\n",
        'shop.env': 'email=b@example.com\n',
        'products.csv.gz': gzipSync('sku,email\n1,b@example.com\n'),
      };
      const file = workspace.write(name, content[name] ?? '');
      const { code, json } = await guard('import', file, ...PRODUCTION);
      expect([code, json.findings[0].path]).toEqual([1, '/0/email']);
    },
  );

  it('CSV: what stands in place of the header is looked at', async () => {
    const file = workspace.write('headless.csv', 'Mara,mara@example.com,4111111111111111\n');
    const { code, json } = await guard('import', file, ...PRODUCTION);
    expect([code, json.rows]).toEqual([1, 0]);
    expect(json.findings.map(({ path }: { path: string }) => path)).toEqual([
      '/header/column 2',
      '/header/column 3',
    ]);
  });

  it('text beyond ASCII is read as it is', async () => {
    const csv = workspace.write('text.csv', 'sku,Größe\nA-1,"Straße 日本"\n');
    expect((await guard('import', csv, ...PRODUCTION)).json).toMatchObject({
      action: 'allow',
      rows: 1,
    });
    const jsonl = workspace.write('text.jsonl', '{"Größe":"Straße 日本"}\n');
    expect((await guard('import', jsonl, ...PRODUCTION)).json).toMatchObject({
      action: 'allow',
      rows: 1,
    });
  });

  it('a format that the name does not say', async () => {
    const file = workspace.write('rows.txt', '{"sku":"24-MB01"}\n');
    expect((await guard('import', file, ...PRODUCTION)).json.error.argument).toBe('--format');
    expect((await guard('import', file, ...PRODUCTION, '--format', 'jsonl')).json.action).toBe(
      'flag',
    );
  });

  it('a thousand findings are listed, the others counted', async () => {
    const file = workspace.write('bad.jsonl', '{"email":"a@example.com"}\n'.repeat(1500));
    const { json } = await guard('import', file, ...PRODUCTION);
    expect([json.findings.length, json.unlisted, json.block]).toEqual([1000, 500, 1500]);
  });
});

describe('guard settings', () => {
  const before = write('before.json', { payment: { mode: 'production' }, debug: true });

  it('takes two files, and looks at what changed', async () => {
    const after = write('after.json', { payment: { mode: 'sandbox' }, debug: true });
    const { code, json } = await guard('settings', before, after, ...PRODUCTION);
    expect([code, json.findings]).toEqual([
      1,
      [
        {
          path: '/payment/mode',
          technique: 'marker',
          id: 'setting.sandbox-mode',
          severity: 'block',
          reason: expect.any(String),
        },
      ],
    ]);
  });

  it('finds a live secret on its way to staging', async () => {
    const after = write('copied.json', { secret: 'sk_live_placeholder' });
    const { code, json, stdout } = await guard(
      'settings',
      before,
      after,
      '--environment',
      'staging',
    );
    expect([code, json.action, markersIn(json)]).toEqual([1, 'block', ['live-secret.stripe']]);
    expect(stdout).not.toContain('sk_live');
  });

  it('stdin stands for one of them', async () => {
    const result = await contentmarkJson(['guard', 'settings', before, '-', ...PRODUCTION], {
      stdin: '{}',
    });
    expect([result.code, result.json.action]).toEqual([0, 'allow']);
    expect((await guard('settings', '-', '-', ...PRODUCTION)).code).toBe(64);
    expect((await contentmark(['guard', 'settings', before, ...PRODUCTION])).code).toBe(64);
  });

  it('says which file is broken', async () => {
    const broken = workspace.write('half.json', '{');
    expect((await guard('settings', broken, before, ...PRODUCTION)).json.error.argument).toBe(
      'BEFORE',
    );
    expect((await guard('settings', before, broken, ...PRODUCTION)).json.error.argument).toBe(
      'AFTER',
    );
  });
});

describe('guard provisioning', () => {
  it('a SCIM user', async () => {
    const { code, json } = await guard(
      'provisioning',
      platform('own/scim-user.json'),
      ...PRODUCTION,
    );
    expect([code, json.action]).toEqual([0, 'allow']);
    const fixture = write('user.json', { userName: 'staff@example.com', tenantId: 'other' });
    const refused = await guard('provisioning', fixture, ...PRODUCTION, '--tenant', 'orchard');
    expect([refused.code, markersIn(refused.json)]).toEqual([
      1,
      ['domain.example', 'tenant-mismatch'],
    ]);
  });
});

it('runs as a process of its own', async () => {
  const child = start(['guard', 'checkout', '-', ...PRODUCTION, '--json']);
  child.stdin?.end('{"payment": {"nonce": "fake-valid-nonce"}}');
  const { code, stdout } = await finish(child);
  expect([code, JSON.parse(stdout).findings[0].id]).toEqual([1, 'token.braintree-nonce']);
});
