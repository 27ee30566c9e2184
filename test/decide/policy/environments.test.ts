/** assertEnvironment: configuration, trust and platform must agree. */
import { createTrust, type Trust } from 'contentmark';
import {
  assertEnvironment,
  type EnvironmentOptions,
  environmentClassOf,
  type MagentoStatement,
  type PlatformStatement,
  type ShopifyStatement,
  storefront,
} from 'contentmark/policy';
import { describe, expect, test } from 'vitest';
import { ISSUER } from '../../fixtures/claims.ts';
import { shopKey, stagingKey } from '../../fixtures/keys.ts';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';

const trustFor = (...environments: readonly string[]): Trust =>
  createTrust([{ publicKey: shopKey.publicKey, issuers: [ISSUER], environments }]);

const shopify = (
  publicDisplayName: string | undefined,
  partnerDevelopment = false,
  myshopifyDomain?: string,
): ShopifyStatement => ({
  name: 'shopify',
  plan: { partnerDevelopment, ...(publicDisplayName !== undefined && { publicDisplayName }) },
  ...(myshopifyDomain !== undefined && { myshopifyDomain }),
});

const magento = (mode: MagentoStatement['mode'], baseUrl?: string): MagentoStatement => ({
  name: 'magento',
  mode,
  ...(baseUrl !== undefined && { baseUrl }),
});

const refused = (message: RegExp, argument = 'options.environment') =>
  expect.objectContaining({
    code: 'ERR_ENVIRONMENT',
    argument,
    message: expect.stringMatching(message),
  });

const assert = (
  environment: string,
  platform: PlatformStatement,
  more: Partial<EnvironmentOptions> = {},
) => assertEnvironment({ environment, trust: trustFor(environment), platform, ...more });

describe('Shopify', () => {
  const PAID = [
    'Advanced',
    'Agentic',
    'Agentic Enterprise',
    'Basic',
    'Grow',
    'Lite',
    'Plus',
    'Retail',
    'Starter',
  ];
  const UNCLEAR = [
    'Trial',
    'Plus Trial',
    'Paused',
    'Inactive',
    'Other',
    'Staff Business',
    'Shop Component',
    'A plan of 2031',
  ];

  test.each(PAID)('on plan %s is production, and nothing else without more', (plan) => {
    expect(assert('production', shopify(plan))).toEqual({
      environment: 'production',
      side: 'production',
      basis: 'platform',
    });
    expect(() => assert('staging', shopify(plan))).toThrow(
      refused(/not the real shop: its plan is/, 'options.productionHosts'),
    );
  });

  test.each(UNCLEAR)('on plan %s does not deny either, and proves neither', (plan) => {
    expect(assert('production', shopify(plan)).basis).toBe('not-denied');
    expect(() => assert('test', shopify(plan))).toThrow(
      refused(/name every host of production/, 'options.productionHosts'),
    );
  });

  test.each([
    ['partnerDevelopment', shopify('Plus', true)],
    ['its plan', shopify('Development')],
  ])('is a development store by %s: never production', (_by, platform) => {
    expect(assert('development', platform)).toMatchObject({
      side: 'preproduction',
      basis: 'platform',
    });
    expect(() => assert('production', platform)).toThrow(refused(/platform is not production/));
    const hosts = { productionHosts: ['trail.myshopify.com'] };
    const served = { ...platform, myshopifyDomain: 'trail.myshopify.com' };
    expect(() => assert('production', served, hosts)).toThrow(
      refused(/platform is not production/),
    );
  });

  test('is staging on a paid plan where its domain is not one of the stated production hosts', () => {
    const productionHosts = ['trail.myshopify.com', 'trail-eu.myshopify.com'];
    const staging = shopify('Plus', false, 'trail-staging.myshopify.com');
    expect(assert('staging', staging, { productionHosts }).basis).toBe('hosts');
    expect(() => assert('production', staging, { productionHosts })).toThrow(
      refused(/trail-staging.myshopify.com is not among the stated/),
    );
    const live = shopify('Plus', false, 'Trail-EU.myshopify.com');
    expect(assert('production', live, { productionHosts }).basis).toBe('hosts');
    expect(() => assert('staging', live, { productionHosts })).toThrow(
      refused(/trail-eu.myshopify.com is stated as a production host/),
    );
  });

  test('takes the plan as the Admin API gives it, other members included', () => {
    const plan = { partnerDevelopment: false, publicDisplayName: 'Plus', shopifyPlus: true };
    expect(assert('production', { name: 'shopify', plan }).basis).toBe('platform');
  });
});

describe('Magento', () => {
  test('in developer mode is not production', () => {
    expect(assert('development', magento('developer')).basis).toBe('platform');
    expect(() => assert('production', magento('developer'))).toThrow(
      refused(/MAGE_MODE is developer/),
    );
  });

  test.each(['default', 'production', 'unknown'] as const)(
    'in %s mode may be either: production is not denied, staging needs the hosts',
    (mode) => {
      expect(assert('production', magento(mode)).basis).toBe('not-denied');
      expect(() => assert('staging', magento(mode))).toThrow(
        refused(new RegExp(`MAGE_MODE is ${mode}`), 'options.productionHosts'),
      );
      const productionHosts = ['https://shop.example/'];
      const here = (url: string) => magento(mode, url);
      expect(
        assert('staging', here('https://staging.shop.example/'), { productionHosts }).basis,
      ).toBe('hosts');
      expect(assert('production', here('https://shop.example/'), { productionHosts }).basis).toBe(
        'hosts',
      );
      expect(() => assert('staging', here('https://shop.example/'), { productionHosts })).toThrow(
        refused(/shop.example is stated as a production host/),
      );
    },
  );

  test('that does not say where it is served cannot be compared with the hosts', () => {
    expect(() =>
      assert('staging', magento('production'), { productionHosts: ['shop.example'] }),
    ).toThrow(refused(/add myshopifyDomain or baseUrl/, 'options.platform'));
  });
});

describe('hosts are compared whole:', () => {
  test.each([
    ['shop.example', 'https://shop.example/', true],
    ['https://SHOP.example:443/de/', 'http://shop.example', true],
    ['shop.example', 'https://shop.example:8443/', false],
    ['shop.example:8443', 'https://shop.example:8443/', true],
    ['shop.example', 'https://www.shop.example/', false],
    ['shop.example', 'https://shop.example.evil.test/', false],
    ['shop.example', 'https://evil.test/shop.example', false],
  ])('%s and %s', (stated, served, isSame) => {
    const call = () =>
      assert('production', magento('production', served), { productionHosts: [stated] });
    if (isSame) expect(call().basis).toBe('hosts');
    else expect(call).toThrow(refused(/is not among/));
  });

  test.each([
    'https://shop.example@evil.test/',
    'https://user:pass@shop.example/',
    'shop.example evil.test',
    'ftp://shop.example/',
    'https://bücher.example/',
    '',
    'https:///path',
    `${'a'.repeat(100_000)}!`,
  ])('%s is no host', (served) => {
    expect(() => assert('production', magento('production', served))).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options.platform.baseUrl' }),
    );
  });
});

describe('the trust', () => {
  const live = shopify('Plus');
  const development = shopify('Development', true);

  test('of staging is refused in production, and the reverse', () => {
    expect(() => assert('production', live, { trust: trustFor('staging') })).toThrow(
      refused(/speaks for staging, not for production/, 'options.trust'),
    );
    expect(() => assert('staging', development, { trust: trustFor('production') })).toThrow(
      refused(/speaks for production, not for staging/, 'options.trust'),
    );
  });

  test.each([
    ['production', live],
    ['staging', development],
  ] as const)('that also speaks for the other side is refused in %s', (environment, platform) => {
    const apart = createTrust([
      { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
      { publicKey: stagingKey.publicKey, issuers: [ISSUER], environments: ['staging'] },
    ]);
    for (const trust of [trustFor('production', 'staging'), apart]) {
      expect(() => assert(environment, platform, { trust })).toThrow(
        refused(/also holds a key for (staging|production)/, 'options.trust'),
      );
    }
  });

  test('may speak for several environments of one side', () => {
    const trust = trustFor('staging', 'test');
    expect(assert('test', development, { trust }).side).toBe('preproduction');
  });

  test('of an environment that the policy does not know is one of production', () => {
    const trust = trustFor('staging', 'qa');
    expect(() => assert('staging', development, { trust })).toThrow(/also holds a key for qa/);
    const policy = { environments: { ...storefront.environments, qa: 'preproduction' } } as const;
    expect(assert('staging', development, { trust, policy }).basis).toBe('platform');
    expect(assert('qa', development, { trust, policy }).side).toBe('preproduction');
    expect(() => assert('qa', development)).toThrow(refused(/platform is not production/));
  });
});

describe('a mistake in the call is named:', () => {
  const right: EnvironmentOptions = {
    environment: 'production',
    trust: trustFor('production'),
    platform: shopify('Plus', false, 'trail.myshopify.com'),
  };
  const isText = (value: unknown) =>
    typeof value === 'string' && value !== '' && value !== '\ud800';

  test.each<[string, (value: never) => EnvironmentOptions, (value: unknown) => boolean]>([
    ['options.environment', (environment) => ({ ...right, environment }), isText],
    ['options.trust', (trust) => ({ ...right, trust }), () => false],
    ['options.platform', (platform) => ({ ...right, platform }), () => false],
    [
      'options.platform.name',
      (name) => ({ ...right, platform: { ...right.platform, name } as never }),
      () => false,
    ],
    [
      'options.platform.plan',
      (plan) => ({ ...right, platform: { name: 'shopify', plan } }),
      () => false,
    ],
    [
      'options.platform.plan.partnerDevelopment',
      (partnerDevelopment) => ({
        ...right,
        platform: { name: 'shopify', plan: { partnerDevelopment } },
      }),
      (value) => typeof value === 'boolean',
    ],
    [
      'options.platform.plan.publicDisplayName',
      (publicDisplayName) => ({
        ...right,
        platform: { name: 'shopify', plan: { partnerDevelopment: false, publicDisplayName } },
      }),
      (value) => value === undefined || typeof value === 'string',
    ],
    [
      'options.platform.mode',
      (mode) => ({ ...right, platform: { name: 'magento', mode } }),
      () => false,
    ],
    [
      'options.productionHosts',
      (productionHosts) => ({ ...right, productionHosts }),
      (value) => value === undefined,
    ],
    [
      'options.productionHosts[0]',
      (host) => ({ ...right, productionHosts: [host] }),
      (value) => typeof value === 'string' && /^[a-z0-9.-]+$/i.test(value),
    ],
    ['policy|options.policy', (policy) => ({ ...right, policy }), (value) => value === undefined],
  ])('%s', (argument, optionsOf, isRight) => {
    for (const [label, value] of WRONG_VALUES) {
      let blamed: string | undefined;
      try {
        assertEnvironment(optionsOf(value as never));
      } catch (error) {
        const { code, argument: at } = error as { code?: string; argument?: string };
        // A name that is a host or an environment, only not the right one, is another story.
        blamed = code === 'ERR_ENVIRONMENT' ? undefined : `${at}`;
        if (!String(code).startsWith('ERR_')) blamed = String(error);
      }
      expect([label, blamed === undefined]).toEqual([label, isRight(value)]);
      const isNamed = argument.split('|').some((name) => blamed?.startsWith(name) ?? true);
      expect([label, blamed, isNamed]).toEqual([label, blamed, true]);
    }
  });

  test('an option nobody reads', () => {
    expect(() => assertEnvironment({ ...right, productionHost: ['x'] } as never)).toThrow(
      expect.objectContaining({ argument: 'options.productionHost' }),
    );
  });
});

test('environmentClassOf names the side, and knows names only as they are written', () => {
  const sides = [
    'production',
    'staging',
    'test',
    'development',
    'Staging',
    'staging ',
    'qa',
    'toString',
  ];
  expect(sides.map((name) => environmentClassOf(storefront, name))).toEqual([
    'production',
    'preproduction',
    'preproduction',
    'preproduction',
    'production',
    'production',
    'production',
    'production',
  ]);
});
