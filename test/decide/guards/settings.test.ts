/** Changes of configuration, on both sides. */

import { guardSettings } from 'contentmark/guards';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { changedIn } from '../../../src/decide/guards/changed.ts';

const PRODUCTION = { environment: 'production', verdict: undefined } as const;
const STAGING = { environment: 'staging', verdict: undefined } as const;

const LIVE = {
  payment: { provider: 'stripe', secret_key: 'sk_live_placeholder', environment: 'production' },
  base_url: 'https://shop-of-jo.eu/',
  debug: false,
};

describe('promoted to production', () => {
  it.each([
    [
      'a test key',
      { payment: { ...LIVE.payment, secret_key: 'sk_test_placeholder' } },
      'block',
      '/payment/secret_key',
    ],
    [
      'a sandbox',
      { payment: { ...LIVE.payment, environment: 'sandbox' } },
      'block',
      '/payment/environment',
    ],
    ['a sandbox switch', { 'paypal/wpp/sandbox_flag': '1' }, 'block', '/paypal~1wpp~1sandbox_flag'],
    ['a sandbox host', { api: 'https://api-m.sandbox.paypal.com' }, 'flag', '/api'],
    ['a sandbox endpoint', { endpoint: 'https://api-m.sandbox.paypal.com' }, 'block', '/endpoint'],
    ['a tunnel', { application_url: 'https://a-b.trycloudflare.com' }, 'block', '/application_url'],
    ['a staging host', { base_url: 'https://staging.shop-of-jo.eu/' }, 'flag', '/base_url'],
    ['localhost', { base_url: 'http://localhost:3000/' }, 'block', '/base_url'],
    ['debug', { debug: true }, 'flag', '/debug'],
    ['an address of nobody', { support_email: 'help@example.com' }, 'block', '/support_email'],
  ])('%s', (_, changed, action, path) => {
    const decision = guardSettings(LIVE, { ...LIVE, ...changed }, PRODUCTION);
    const paths = [...new Set(decision.findings.map((one) => one.path))];
    expect([decision.action, paths]).toEqual([action, [path]]);
  });

  it('a live key is at home here', () => {
    expect(guardSettings({}, LIVE, PRODUCTION).action).toBe('allow');
  });

  it('words of a store are no matter', () => {
    const after = { ...LIVE, store_name: 'Test & Demo', theme: 'sample' };
    expect(guardSettings(LIVE, after, PRODUCTION)).toMatchObject({ action: 'allow', findings: [] });
  });
});

describe('only what is added or changed is looked at', () => {
  const bad = {
    a: { debug: true },
    list: [{ path: 'x/sandbox_flag', value: '1' }],
    url: 'http://localhost:1',
  };

  it('nothing new, nothing found', () => {
    expect(guardSettings(bad, structuredClone(bad), PRODUCTION).findings).toEqual([]);
    expect(guardSettings(bad, bad, PRODUCTION).findings).toEqual([]);
  });

  it('a clean change beside it changes nothing', () => {
    const after = { ...structuredClone(bad), colour: 'blue' };
    expect(guardSettings(bad, after, PRODUCTION).findings).toEqual([]);
  });

  it('a list of paths in another order', () => {
    const before = [
      { path: 'paypal/wpp/sandbox_flag', value: '1' },
      { path: 'web/secure/base_url', value: 'https://shop-of-jo.eu/' },
    ];
    const after = [...structuredClone(before)].reverse();
    expect(guardSettings(before, after, PRODUCTION).findings).toEqual([]);
    const flipped = [{ path: 'web/secure/base_url', value: 'http://localhost:80' }, before[0]];
    expect(guardSettings(before, flipped, PRODUCTION).findings.map(({ path }) => path)).toEqual([
      '/0/value',
    ]);
  });

  it('a value keeps the name that stands beside it', () => {
    const before = { settings: [{ key: 'test_mode', value: false }] };
    const after = { settings: [{ key: 'test_mode', value: true }] };
    expect(guardSettings(before, after, PRODUCTION).findings).toContainEqual(
      expect.objectContaining({ path: '/settings/0/value', id: 'setting.sandbox-on' }),
    );
  });

  it.each([
    ['scope', { scope: 'default', scope_id: 0 }, { scope: 'stores', scope_id: 2 }],
    ['config_id', { config_id: 7 }, { config_id: 8 }],
    ['nothing', {}, {}],
  ])('a path of two rows, told apart by %s, lets no sandbox through', (_, first, second) => {
    const path = 'payment/braintree/environment';
    const row = (at: object, value: string) => ({ ...at, path, value });
    const before = [row(first, 'production'), row(second, 'sandbox')];
    const after = [row(first, 'sandbox'), row(second, 'sandbox')];
    const decision = guardSettings(before, after, PRODUCTION);
    expect(decision.action).toBe('block');
    expect(new Set(decision.findings.map(({ path }) => path))).toEqual(new Set(['/0/value']));
    expect(guardSettings(before, structuredClone(before), PRODUCTION).findings).toEqual([]);
  });

  it('nor a key of two namespaces', () => {
    const row = (namespace: string, value: string) => ({ namespace, key: 'environment', value });
    const before = { metafields: [row('pay', 'production'), row('lab', 'sandbox')] };
    const after = { metafields: [row('pay', 'sandbox'), row('lab', 'sandbox')] };
    expect(guardSettings(before, after, PRODUCTION)).toMatchObject({
      action: 'block',
      findings: [{ path: '/metafields/0/value' }],
    });
    const reversed = { metafields: [...before.metafields].reverse() };
    expect(guardSettings(before, reversed, PRODUCTION).findings).toEqual([]);
  });

  it('a value under another name is another value', () => {
    const before = [{ id: 5, name: 'theme_color', value: 'sandbox' }];
    const after = [{ id: 5, name: 'environment', value: 'sandbox' }];
    expect(guardSettings(before, after, PRODUCTION)).toMatchObject({
      action: 'block',
      findings: [{ path: '/0/value' }],
    });
  });

  const KEY = 'sk_test_placeholder';
  const blocked = (before: unknown, after: unknown) => {
    const { action, findings } = guardSettings(before, after, PRODUCTION);
    return [action, findings.map(({ path }) => path)];
  };
  const stripe = (more: object) => ({ gateways: { stripe: { ...more, secret_key: KEY } } });
  const row = (more: object) => [{ path: 'payment/stripe/secret_key', value: KEY, ...more }];

  it.each<[string, unknown, unknown, string]>([
    [
      'enabled',
      stripe({ enabled: false }),
      stripe({ enabled: true }),
      '/gateways/stripe/secret_key',
    ],
    ['enabled from nothing', stripe({}), stripe({ isEnabled: '1' }), '/gateways/stripe/secret_key'],
    ['no longer disabled', stripe({ disabled: 1 }), stripe({}), '/gateways/stripe/secret_key'],
    [
      'published',
      stripe({ status: 'draft' }),
      stripe({ status: 'ok' }),
      '/gateways/stripe/secret_key',
    ],
    [
      'enabled in a shop',
      stripe({ active: { a: 0, b: 0 } }),
      stripe({ active: { a: 0, b: 1 } }),
      '/gateways/stripe/secret_key',
    ],
    ['moved to a website', row({ website: 'dev' }), row({ website: 'live' }), '/0/value'],
    ['moved to a shop', row({ shop: 'dev' }), row({ shop: 'live' }), '/0/value'],
    ['moved to shops', row({ store_ids: [7] }), row({ store_ids: [7, 1] }), '/0/value'],
    ['moved to a scope', row({ scope: 'stores' }), row({ scope: 'default' }), '/0/value'],
    ['moved out of a scope', row({ scope: 'stores' }), row({}), '/0/value'],
    ['moved to a language', row({ locale: 'de' }), row({ locale: 'en' }), '/0/value'],
    ['switched on', row({ active: 0 }), row({ active: 1 }), '/0/value'],
    [
      'given another name',
      [{ id: 1, field: 'a', value: KEY }],
      [{ id: 1, field: 'stripe_live', value: KEY }],
      '/0/value',
    ],
    [
      'beside a mode',
      { mode: 'off', key: { value: KEY } },
      { mode: 'live', key: { value: KEY } },
      '/key/value',
    ],
    [
      'of a prefix',
      { STRIPE_ENABLED: 'false', STRIPE_SECRET_KEY: KEY },
      { STRIPE_ENABLED: 'true', STRIPE_SECRET_KEY: KEY },
      '/STRIPE_SECRET_KEY',
    ],
    [
      'of a verb',
      { enableStripe: false, stripeSecretKey: KEY },
      { enableStripe: true, stripeSecretKey: KEY },
      '/stripeSecretKey',
    ],
    [
      'of a path',
      { 'payment/stripe/active': '0', 'payment/stripe/key': KEY },
      { 'payment/stripe/active': '1', 'payment/stripe/key': KEY },
      '/payment~1stripe~1key',
    ],
    [
      'of a path in rows',
      [{ path: 'payment/stripe/active', value: '0' }, ...row({})],
      [{ path: 'payment/stripe/active', value: '1' }, ...row({})],
      '/1/value',
    ],
    [
      'of a path in rows of one shop',
      [
        { path: 'payment/stripe/active', value: '0', scope: 'stores', scope_id: 1 },
        ...row({ scope: 'stores', scope_id: 1 }),
      ],
      [
        { path: 'payment/stripe/active', value: '1', scope: 'stores', scope_id: 1 },
        ...row({ scope: 'stores', scope_id: 1 }),
      ],
      '/1/value',
    ],
    [
      'chosen by its name',
      { gateway: 'paypal', stripe: { key: KEY } },
      { gateway: 'stripe', stripe: { key: KEY } },
      '/stripe/key',
    ],
    [
      'chosen in a list',
      { methods: ['paypal'], stripe_key: KEY },
      { methods: ['paypal', 'stripe'], stripe_key: KEY },
      '/stripe_key',
    ],
  ])('a test key that stays as it was, but is now %s', (_, before, after, path) => {
    expect(blocked(before, after)).toEqual(['block', [path]]);
    expect(blocked(after, structuredClone(after))).toEqual(['allow', []]);
  });

  it.each<[string, unknown, unknown]>([
    ['is switched off', stripe({ enabled: true }), stripe({ enabled: false })],
    ['is disabled', stripe({}), stripe({ disabled: true })],
    ['is archived', row({ status: 'live' }), row({ status: 'archived' })],
    ['stands beside a new colour', stripe({ colour: 'red' }), stripe({ colour: 'blue' })],
    [
      'stands beside another switch',
      { PAYPAL_ENABLED: 0, STRIPE_KEY: KEY },
      { PAYPAL_ENABLED: 1, STRIPE_KEY: KEY },
    ],
    [
      'stands beside the path of another',
      [{ path: 'payment/paypal/active', value: 0 }, ...row({})],
      [{ path: 'payment/paypal/active', value: 1 }, ...row({})],
    ],
    [
      'holds for another shop',
      [
        { path: 'payment/stripe/active', value: 0, scope: 'stores', scope_id: 1 },
        ...row({ scope: 'stores', scope_id: 2 }),
      ],
      [
        { path: 'payment/stripe/active', value: 1, scope: 'stores', scope_id: 1 },
        ...row({ scope: 'stores', scope_id: 2 }),
      ],
    ],
    [
      'stands where stores are listed',
      { websites: { a: { colour: 1 } }, stripe_key: KEY },
      { websites: { a: { colour: 2 } }, stripe_key: KEY },
    ],
  ])('a test key that %s is no change', (_, before, after) => {
    expect(blocked(before, after)).toEqual(['allow', []]);
  });

  it('plain items that change places are new in each', () => {
    const before = { environment: ['production', 'sandbox'] };
    const after = { environment: ['sandbox', 'production'] };
    expect(guardSettings(before, after, PRODUCTION)).toMatchObject({
      action: 'block',
      findings: [{ path: '/environment/0' }],
    });
  });

  it('from nothing, everything is new', () => {
    for (const before of [undefined, null, {}, [], 'none']) {
      expect(guardSettings(before, bad, PRODUCTION).findings).toHaveLength(3);
    }
  });
});

describe('copied to staging', () => {
  it.each([
    ['a secret key of Stripe', { secret_key: 'sk_live_placeholder' }, 'block'],
    ['a restricted key', { note: 'use rk_live_placeholder' }, 'block'],
    ['a private key', { key: '-----BEGIN PRIVATE KEY-----\nplaceholder' }, 'flag'],
    ['a public key of Stripe', { publishable: 'pk_live_placeholder' }, 'allow'],
    [
      'test data',
      { secret_key: 'sk_test_placeholder', email: 'a@example.com', debug: true },
      'allow',
    ],
  ])('%s', (_, after, action) => {
    expect(guardSettings({}, after, STAGING).action).toBe(action);
  });
});

test('settings that cannot be read stop the change', () => {
  const after = {
    get secret() {
      throw new Error('no');
    },
  };
  expect(guardSettings({}, after, PRODUCTION)).toMatchObject({ action: 'block' });
  expect(guardSettings({}, { a: new Map() }, PRODUCTION)).toMatchObject({ action: 'block' });
});

describe('changedIn', () => {
  it('of equal data is nothing, of data against nothing is the data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(changedIn(value, structuredClone(value))).toBeUndefined();
        if (value !== null) expect(changedIn(undefined, value)).toEqual(value);
      }),
    );
  });

  it('keeps each place of the data', () => {
    expect(changedIn({ a: [1, 2, 3], b: { c: 1 } }, { a: [1, 5, 3], b: { c: 1, d: 2 } })).toEqual({
      a: [undefined, 5, undefined],
      b: { d: 2 },
    });
  });

  it('ends on cycles and lattices', () => {
    const before: Record<string, unknown> = { a: 1 };
    const after: Record<string, unknown> = { a: 2 };
    before['self'] = before;
    after['self'] = after;
    expect(changedIn(before, after)).toBeDefined();
    let old: object = { a: 1 };
    let now: object = { a: 2 };
    for (let i = 0; i < 40; i++)
      [old, now] = [
        { x: old, y: old },
        { x: now, y: now },
      ];
    const start = performance.now();
    changedIn(old, now);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
