/** Settings of production, as platforms keep them. */
import type { Shape } from './plausible.ts';
import * as words from './words.ts';

export const SETTING_SHAPES: Readonly<Record<string, Shape>> = {
  'Magento rows': (random, person) => {
    const at = { scope: 'default', scope_id: 0 };
    return {
      shape: 'Magento rows',
      kind: 'settings',
      record: {
        rows: [
          { ...at, path: 'general/store_information/name', value: person.company },
          { ...at, path: 'general/store_information/phone', value: person.phone },
          { ...at, path: 'general/store_information/country_id', value: person.region },
          { ...at, path: 'trans_email/ident_sales/email', value: person.email },
          { ...at, path: 'web/secure/base_url', value: `https://${random.pick(words.HOSTS)}/` },
          { ...at, path: 'paypal/wpp/sandbox_flag', value: '0' },
          { ...at, path: 'payment/adyen_abstract/demo_mode', value: '0' },
          { ...at, path: 'payment/mollie_general/type', value: 'live' },
          { ...at, path: 'payment/stripe_payments/api_key', value: `pk_live_${random.digits(16)}` },
          { ...at, path: 'dev/template/minify_html', value: '1' },
        ],
      },
      places: {
        email: [['rows', 3, 'value']],
        url: [['rows', 4, 'value']],
        token: [['rows', 8, 'value']],
      },
    };
  },

  'WooCommerce options': (random, person) => ({
    shape: 'WooCommerce options',
    kind: 'settings',
    record: {
      woocommerce_email_from_address: person.email,
      siteurl: `https://${random.pick(words.HOSTS)}`,
      woocommerce_stripe_settings: {
        enabled: 'yes',
        testmode: 'no',
        publishable_key: `pk_live_${random.digits(16)}`,
        capture: 'yes',
      },
      woocommerce_calc_taxes: 'yes',
      latest_mode: 'simple',
    },
    places: {
      email: [['woocommerce_email_from_address']],
      token: [['woocommerce_stripe_settings', 'publishable_key']],
      switch: [['woocommerce_stripe_settings']],
      'payment-switch': [['woocommerce_stripe_settings']],
    },
  }),

  environment: (random, person) => ({
    shape: 'environment',
    kind: 'settings',
    record: {
      APP_ENV: 'production',
      APP_DEBUG: 'false',
      APP_URL: `https://${random.pick(words.HOSTS)}`,
      MAIL_FROM_ADDRESS: person.email,
      REDIS_HOST: '127.0.0.1',
      SEARCH_HOST: 'localhost',
      STRIPE_KEY: `pk_live_${random.digits(16)}`,
      PAYPAL_SANDBOX: 'false',
      ADYEN_ENVIRONMENT: 'LIVE',
      TEST_GROUP: 'b',
      CONTEST_ENABLED: 'true',
    },
    places: {
      email: [['MAIL_FROM_ADDRESS']],
      url: [['APP_URL']],
      token: [['STRIPE_KEY']],
      switch: [[]],
    },
  }),

  'settings of a shop': (random, person) => ({
    shape: 'settings of a shop',
    kind: 'settings',
    record: {
      shop: {
        name: person.company,
        supportEmail: person.email,
        baseUrl: `https://${random.pick(words.HOSTS)}`,
      },
      payment: {
        provider: 'adyen',
        environment: 'live',
        isLive: true,
        clientKey: `live_${random.digits(16)}`,
      },
      features: { fastestMode: 'auto', testimonials: true, sampleRate: 1, debugLevel: 0 },
      deployedAt: '2026-11-30T08:00:00Z',
    },
    places: {
      email: [['shop', 'supportEmail']],
      url: [['shop', 'baseUrl']],
      token: [['payment', 'clientKey']],
      switch: [['payment']],
      'payment-switch': [['payment']],
    },
  }),
};
