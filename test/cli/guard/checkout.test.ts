import { PRESETS } from 'contentmark/policy';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace, finish, start } from '../harness.ts';
import { guard, markersIn, PRODUCTION, platform } from './guard.ts';

const workspace = createWorkspace();
const write = (name: string, value: unknown) => workspace.write(name, JSON.stringify(value));

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
    const hidden = await guard('render', review, ...PRODUCTION, '--place', 'review');
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
    expect((await guard('render', image, ...PRODUCTION, '--place', 'image')).code).toBe(0);
  });

  it('no other place', async () => {
    const { code } = await contentmark([
      'guard',
      'render',
      '-',
      ...PRODUCTION,
      '--place',
      'checkout',
    ]);
    expect(code).toBe(64);
  });
});

it('runs as a process of its own', async () => {
  const child = start(['guard', 'checkout', '-', ...PRODUCTION, '--json']);
  child.stdin?.end('{"payment": {"nonce": "fake-valid-nonce"}}');
  const { code, stdout } = await finish(child);
  expect([code, JSON.parse(stdout).findings[0].id]).toEqual([1, 'token.braintree-nonce']);
});
