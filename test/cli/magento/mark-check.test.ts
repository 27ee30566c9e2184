/** `contentmark magento setup, mark and check` against a shop: what is written, and what is found again. */

import { MARK_ATTRIBUTE, MAX_PAGE_SIZE } from 'contentmark/magento';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentmark, createKeys, createWorkspace } from '../harness.ts';
import { counted, fill, type Keys, openShop } from './shop-run.ts';

const workspace = createWorkspace();
let keys: Keys;
let staging: Keys;

beforeAll(async () => {
  keys = await createKeys(workspace);
  staging = await createKeys(workspace, 'staging');
});

const mark = (...more: string[]) => ['mark', ...keys.sign, ...more];
const check = (...more: string[]) => ['check', ...keys.verify, ...more];

test('the options say what the adapter holds, which is not loaded when they are declared', async () => {
  const { stdout } = await contentmark(['magento', 'mark', '--help']);
  const help = stdout.replace(/\s+/g, ' ');
  expect(help).toContain(`(default: "${MARK_ATTRIBUTE}")`);
  expect(help).toContain(`at most ${MAX_PAGE_SIZE}`);
});

describe('setup', () => {
  test('creates the attribute and puts it into every attribute set, once', async () => {
    const opened = await openShop({ attributeSets: ['Default', 'Gear', 'Bags'] });
    const { shop, server, run } = opened;
    const first = await run(['setup']);
    expect([first.code, first.json]).toEqual([
      0,
      {
        attribute: 'contentmark',
        dryRun: false,
        steps: [
          { step: 'create-attribute' },
          ...['Default', 'Gear', 'Bags'].map((attributeSet) => ({
            step: 'assign-attribute',
            attributeSet,
          })),
        ],
        problems: [],
      },
    ]);
    expect(shop.attributes.get('contentmark')).toMatchObject({
      backend_type: 'text',
      scope: 'store',
    });
    expect(shop.sets.every(({ attributes }) => attributes.has('contentmark'))).toBe(true);
    // Into the group "Content".
    expect(
      server.writes().map(({ body }) => (body as Record<string, unknown>)['attributeGroupId']),
    ).toEqual([undefined, 11, 21, 31]);
    const writes = server.writes().length;
    const again = await run(['setup']);
    expect([again.code, again.json.steps]).toEqual([0, []]);
    expect(server.writes()).toHaveLength(writes);
  });

  test('with --dry-run says the same and writes nothing', async () => {
    const { server, run, runText } = await openShop({ attributeSets: ['Default', 'Gear'] });
    const { code, json } = await run(['setup', '--dry-run']);
    expect([code, json.steps.length]).toEqual([0, 3]);
    expect((await runText(['setup', '--dry-run'])).stdout).toBe(
      [
        'Attribute contentmark would be created',
        'Attribute contentmark would be put into attribute set Default',
        'Attribute contentmark would be put into attribute set Gear',
        '',
      ].join('\n'),
    );
    expect(server.writes()).toEqual([]);
  });

  test('says why an attribute that is there will not do, and leaves it alone', async () => {
    const { shop, server, run } = await openShop();
    shop.createAttribute({
      attribute_code: 'contentmark',
      frontend_input: 'text',
      scope: 'global',
    });
    const { code, json } = await run(['setup']);
    expect([code, json.steps]).toEqual([1, []]);
    expect(json.problems).toEqual([
      expect.stringContaining('varchar, which holds no mark'),
      expect.stringContaining('scope is global'),
    ]);
    expect(server.writes()).toEqual([]);
    const marked = await run(mark());
    expect([marked.code, marked.json.error.argument]).toEqual([64, '--attribute']);
  });

  test('takes another code, with the mark and check to match', async () => {
    const opened = await openShop();
    const { shop, run } = opened;
    await run(['setup', '--attribute', 'provenance_envelope']);
    shop.add('A', { name: 'A' });
    const option = ['--attribute', 'provenance_envelope'];
    expect((await run(mark(...option))).json.counts.marked).toBe(1);
    expect((await run(check(...option))).code).toBe(0);
    expect((await run(check())).code).toBe(2);
  });
});

describe('the shop and the environment', () => {
  async function markAs(sign: readonly string[], ...more: readonly string[]) {
    const opened = await openShop();
    fill(opened);
    const host = opened.server.url.replace('http://', '');
    const filled = more.map((one) => (one === 'HOST' ? host : one));
    const { code, json } = await opened.run(['mark', ...sign, ...filled]);
    return { code, error: json.error, writes: opened.server.writes().length };
  }

  test('staging is not written to a shop that may be the real one', async () => {
    const refused = await markAs(staging.sign);
    expect([refused.code, refused.error.code, refused.error.argument, refused.writes]).toEqual([
      64,
      'ERR_ENVIRONMENT',
      '--production-host',
      0,
    ]);
    expect(refused.error.message).toContain('MAGE_MODE is unknown');
    expect(refused.error.message).toContain('--production-host');
    const live = await markAs(staging.sign, '--production-host', 'HOST');
    expect([live.code, live.writes]).toEqual([64, 0]);
    expect(live.error.message).toContain('stated as a production host');
  });

  test('staging is written where the hosts of production are others, or the check is skipped', async () => {
    for (const more of [['--production-host', 'shop.example'], ['--skip-environment-check']]) {
      const { code, writes } = await markAs(staging.sign, ...more);
      expect([code, writes]).toEqual([0, 3]);
    }
  });

  test('production is not written to a host that is not stated as one of its own', async () => {
    const refused = await markAs(keys.sign, '--production-host', 'shop.example', '--dry-run');
    expect([refused.code, refused.error.code]).toEqual([64, 'ERR_ENVIRONMENT']);
    expect(refused.error.message).toContain('is not among the stated production hosts');
    expect((await markAs(keys.sign, '--production-host', 'HOST')).code).toBe(0);
    const wrong = await markAs(keys.sign, '--production-host', 'a host');
    expect([wrong.code, wrong.error.argument]).toEqual([64, '--production-host']);
  });
});

describe('mark', () => {
  test('marks each product, and each store view that says something of its own', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr', 'de'] });
    fill(opened);
    const { shop, server, run } = opened;
    const { code, json } = await run(mark());
    expect(code).toBe(0);
    expect(counted(json)).toEqual({ marked: 4 });
    const [tent, stove, mug] = shop.list();
    expect(tent?.values['contentmark']).toMatch(/^0oRY/);
    expect(tent?.views['fr']?.['contentmark']).toMatch(/^0oRY/);
    expect(tent?.views['fr']?.['contentmark']).not.toBe(tent?.values['contentmark']);
    // What shows the default texts through shows the default mark through.
    expect(tent?.views).not.toHaveProperty('de');
    expect(stove?.views).toEqual({});
    expect(mug?.views['fr']).toEqual({ price: '8.00' });
    expect(server.writes().map(({ method, scope, path }) => `${method} ${scope} ${path}`)).toEqual([
      'PUT all products/TENT-2P',
      'PUT fr products/TENT-2P',
      'PUT all products/STOVE-1',
      // A slash cannot stand in the path.
      'POST all products',
    ]);
    const checked = await run(check());
    expect(checked.code).toBe(0);
    expect(counted(checked.json)).toEqual({ verified: 4 });
  });

  test('changes nothing but its attribute', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    fill(opened);
    const { shop, run } = opened;
    const texts = () =>
      shop
        .list()
        .map(({ values, views }) =>
          JSON.stringify([values, views], (name, value) =>
            name === 'contentmark' ? undefined : value,
          ),
        );
    const before = texts();
    await run(mark());
    expect(texts()).toEqual(before);
  });

  test('leaves alone what its key has marked, and signs what was edited since', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    fill(opened);
    const { shop, server, run } = opened;
    await run(mark());
    const writes = server.writes().length;
    const again = await run(mark());
    expect(counted(again.json)).toEqual({ kept: 4 });
    expect(server.writes()).toHaveLength(writes);
    const stove = shop.list()[1];
    if (stove !== undefined) stove.values['name'] = 'Gas stove, folding';
    expect(counted((await run(mark())).json)).toEqual({ marked: 1, kept: 3 });
    expect(counted((await run(mark('--renew'))).json)).toEqual({ marked: 4 });
  });

  test('with --dry-run counts the same and writes nothing, also before setup', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    opened.shop.add('A', { name: 'A' });
    const { code, json } = await opened.run(mark('--dry-run'));
    expect([code, json.counts['would-mark'], json.dryRun]).toEqual([0, 1, true]);
    expect(opened.server.writes()).toEqual([]);
    const before = await opened.run(mark());
    expect([before.code, before.json.error.message]).toEqual([
      64,
      'not-ready: the shop has no attribute contentmark; set it up',
    ]);
  });

  test('reports what Magento drops: a product whose attribute set lacks the attribute', async () => {
    const opened = await openShop({ attributeSets: ['Default', 'Bags'] });
    const { shop, run } = opened;
    shop.setUp();
    shop.sets[1]?.attributes.delete('contentmark');
    shop.add('A', { name: 'A' });
    shop.add('B', { name: 'B' }, {}, 5);
    const { code, json } = await run(mark());
    expect([code, counted(json)]).toEqual([1, { marked: 1, refused: 1 }]);
    expect(json.products).toEqual([
      {
        subject: 'B',
        outcome: 'refused',
        detail: expect.stringContaining("not in the product's set; set the shop up again"),
        parts: [],
      },
    ]);
  });

  test('reports what cannot be signed or read, and goes on', async () => {
    const opened = await openShop();
    const { shop, run } = opened;
    shop.setUp();
    shop.add('A;store=fr', { name: 'forged' });
    shop.add('B', { name: 'B', description: '<p>open <b>markup' });
    shop.add('C', { name: 'C', description: ['not', 'text'] });
    shop.add('D', { name: 'D' });
    shop.add('E', { name: '' });
    const { code, json } = await run(mark());
    expect(code).toBe(1);
    expect(counted(json)).toEqual({ marked: 1, broken: 2, unsignable: 1, skipped: 1 });
    expect(json.products.map((one: { outcome: string }) => one.outcome)).toEqual([
      'broken',
      'unsignable',
      'broken',
    ]);
    expect(counted((await run(check())).json)).toEqual({
      verified: 1,
      absent: 1,
      broken: 2,
      skipped: 1,
    });
  });

  test('goes through a shop of many pages, also where pages are smaller than asked for', async () => {
    const opened = await openShop({}, { maximumPageSize: 7 });
    const { shop, server, run } = opened;
    shop.setUp();
    for (let i = 0; i < 50; i++) shop.add(`SKU-${i}`, { name: `Product ${i}` });
    expect(counted((await run(mark('--page-size', '300'))).json)).toEqual({ marked: 50 });
    const pages = server.received.filter(
      ({ path, method }) => method === 'GET' && path === 'products',
    );
    expect(pages.length).toBeGreaterThan(16);
    expect((await run(check('--page-size', '3'))).json.counts).toMatchObject({ verified: 50 });
  });

  test('with --bulk is one request a page and scope, waited for and read back', async () => {
    const opened = await openShop({
      storeViews: ['default', 'fr'],
      attributeSets: ['Default', 'Bags'],
    });
    fill(opened);
    const { shop, server, run } = opened;
    shop.sets[1]?.attributes.delete('contentmark');
    shop.add('BAG', { name: 'Bag' }, {}, 5);
    const { code, json } = await run(mark('--bulk'));
    expect(server.writes().map(({ scope, path, isBulk }) => [scope, path, isBulk])).toEqual([
      ['all', 'products', true],
      ['fr', 'products', true],
    ]);
    expect([code, counted(json)]).toEqual([1, { marked: 4, refused: 1 }]);
    expect(json.products[0]).toMatchObject({ subject: 'BAG', outcome: 'refused' });
    expect((await run(check())).json.counts).toMatchObject({ verified: 4, absent: 1 });
  });

  test('holds in a shop before 2.4, which makes all texts the view’s own at the first write', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr'], copiesDefaults: true });
    fill(opened);
    const { shop, run } = opened;
    await run(mark());
    expect(shop.list()[0]?.views['fr']).toMatchObject({ meta_description: 'A light tent for two' });
    expect((await run(check())).json.counts).toMatchObject({ verified: 4, rejected: 0 });
    expect(counted((await run(mark())).json)).toEqual({ kept: 4 });
  });

  test('looks into the store views that were named, and refuses one that is not there', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    fill(opened);
    const { run } = opened;
    expect(counted((await run(mark('--store-views', 'none'))).json)).toEqual({ marked: 3 });
    expect(counted((await run(mark('--store-views', 'default, fr'))).json)).toEqual({
      kept: 3,
      marked: 1,
    });
    const { code, json } = await run(mark('--store-views', 'it'));
    expect([code, json.error.argument]).toEqual([64, '--store-views']);
    expect(json.error.message).toContain('it has default, fr');
  });
});

describe('check', () => {
  async function marked() {
    const opened = await openShop({ storeViews: ['default', 'fr', 'de'] });
    fill(opened);
    await opened.run(mark());
    const [tent] = opened.shop.list();
    if (tent === undefined) throw new Error('no product');
    return { ...opened, tent };
  }

  test.each([
    ['name', 'TENT-2P', 'Three-person tent'],
    ['description', 'TENT-2P', '<p>Stands in a gale; packs into <em>a loaf of lead</em>.</p>'],
    ['meta_description', 'TENT-2P', 'A light tent for three'],
  ])('names an edited %s', async (part, subject, value) => {
    const { run, tent } = await marked();
    tent.values[part] = value;
    const { code, json } = await run(check());
    expect(code).toBe(1);
    // The French view overrides some of them, and inherits the others from the record that fails.
    expect(json.products[0]).toMatchObject({
      subject,
      outcome: 'rejected',
      reason: 'digest-mismatch',
    });
    expect(json.products[0].detail).toContain(`"${part}"`);
  });

  test('takes another spelling of the same HTML, and no script in it', async () => {
    const { run, tent } = await marked();
    tent.values['short_description'] = '<P>Light&nbsp;tent.</P>';
    expect((await run(check())).code).toBe(0);
    tent.values['short_description'] = '<p>Light tent.</p><script>x()</script>';
    expect((await run(check())).json.products[0].detail).toContain('"short_description"');
  });

  test('names a text that was added or emptied, in either scope', async () => {
    const { run, tent } = await marked();
    tent.values['meta_title'] = 'Cheap tents';
    expect((await run(check())).json.products[0]).toMatchObject({ reason: 'unsigned-part' });
    delete tent.values['meta_title'];
    tent.values['meta_description'] = '';
    expect((await run(check())).json.products[0]).toMatchObject({ reason: 'missing-part' });
    tent.values['meta_description'] = 'A light tent for two';
    const french = tent.views['fr'] as Record<string, unknown>;
    french['meta_title'] = 'Tentes pas chères';
    expect((await run(check())).json.products[0]).toMatchObject({
      subject: 'TENT-2P;store=fr',
      reason: 'unsigned-part',
    });
    delete french['meta_title'];
    french['description'] = '';
    expect((await run(check())).json.products[0]).toMatchObject({
      subject: 'TENT-2P;store=fr',
      reason: 'missing-part',
    });
    // No longer overridden: the view shows the default text, which its own mark does not cover.
    delete french['description'];
    expect((await run(check())).json.products[0]).toMatchObject({
      subject: 'TENT-2P;store=fr',
      reason: 'digest-mismatch',
    });
  });

  test('calls a text that a view overrides without a mark of its own absent', async () => {
    const { run, tent } = await marked();
    tent.views['de'] = { name: 'Zelt für zwei' };
    const { code, json } = await run(check());
    expect([code, json.products]).toEqual([
      2,
      [{ subject: 'TENT-2P;store=de', outcome: 'absent', parts: [] }],
    ]);
  });

  test('refuses a mark that was moved to another product or another view', async () => {
    const { run, shop, tent } = await marked();
    const stove = shop.list()[1];
    if (stove === undefined) throw new Error('no product');
    stove.values['contentmark'] = tent.values['contentmark'];
    tent.views['de'] = { ...tent.views['fr'] };
    const { json } = await run(check());
    expect(
      json.products.map((one: { subject: string; reason: string }) => [one.subject, one.reason]),
    ).toEqual([
      ['TENT-2P;store=de', 'subject-mismatch'],
      ['STOVE-1', 'subject-mismatch'],
    ]);
  });

  test('refuses what staging signed', async () => {
    const opened = await openShop();
    fill(opened);
    const marked = await opened.run(['mark', ...staging.sign, '--skip-environment-check']);
    expect(marked.code).toBe(0);
    const { code, json } = await opened.run([
      'check',
      '--trust',
      staging.trust,
      '--environment',
      'production',
    ]);
    // A trust without a key for production would refuse all: that is said at once.
    expect([code, json.error.code]).toEqual([64, 'ERR_TRUST']);
    expect((await opened.run(check())).json.products[0]).toMatchObject({ reason: 'unknown-key' });
  });

  test('is not clean where nothing is marked, and writes nothing', async () => {
    const opened = await openShop();
    expect((await opened.run(check())).code).toBe(2);
    fill(opened);
    const { code, json } = await opened.run(check());
    expect([code, json.counts.absent]).toEqual([2, 3]);
    expect(opened.server.writes()).toEqual([]);
  });

  test('prints a table for a person, and nothing that moves a terminal', async () => {
    const { runText, shop, run } = await marked();
    shop.add('\u001b[2J;store=x', { name: 'x' });
    const { stdout, code } = await runText(check());
    expect(code).toBe(1);
    expect(stdout).toContain('Checked http://127.0.0.1:');
    expect(stdout).toMatch(/verified +4/);
    expect(stdout).toContain('broken  \\u{1b}[2J');
    expect(stdout).not.toContain('\u001b[2J');
    expect((await run(check())).code).toBe(1);
  });
});
