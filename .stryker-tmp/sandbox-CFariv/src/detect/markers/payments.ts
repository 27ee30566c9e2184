/** How platforms say of a payment or an order that it is not a real one. */
// @ts-nocheck

import type { Marker } from '../marker.ts';

export const PAYMENTS: readonly Marker[] = [
  {
    id: 'payment.test-flag',
    class: 'payment',
    what: 'an order or transaction that says it is a test',
    rule: {
      kind: 'switch',
      names: ['testorder', 'testcase', 'testpayment', 'testtransaction'],
      wholeNames: ['test', 'istest', 'testmode'],
      values: [true],
    },
    severity: { switch: 'block' },
    sources: [
      'https://shopify.dev/docs/api/admin-graphql/latest/objects/Order#field-Order.fields.test',
      'https://help.shopify.com/en/manual/checkout-settings/test-orders',
    ],
    falsePositives:
      'A development store, where every order is a test. A member "test" that means something else.',
    found: { order: { test: true } },
    clean: { order: { test: false } },
  },
  {
    id: 'payment.not-live',
    class: 'payment',
    what: 'an object of a payment service that is not live',
    rule: { kind: 'switch', names: [], wholeNames: ['livemode'], values: [false] },
    severity: { switch: 'block' },
    sources: ['https://docs.stripe.com/api/charges/object'],
    falsePositives: 'None known outside test mode.',
    found: { payment: { source: 'src_1PqZ2eKZkvCzYo8Q', livemode: false } },
    clean: { payment: { source: 'src_1PqZ2eKZkvCzYo8Q', livemode: true } },
  },
  {
    id: 'payment.bogus-gateway',
    class: 'payment',
    what: 'Shopify’s gateway for tests',
    rule: {
      kind: 'whole',
      values: ['bogus', 'bogus gateway', '(for testing) bogus gateway', 'shopify_bogus'],
    },
    severity: { gateway: 'block', name: 'warn' },
    sources: [
      'https://help.shopify.com/en/manual/checkout-settings/test-orders',
      'https://github.com/Shopify/shopify_python_api/blob/main/test/fixtures/orders.json',
    ],
    falsePositives: 'A name that is the word "bogus" and nothing else.',
    found: { payment_gateway_names: ['gift_card', 'bogus'] },
    clean: { payment_gateway_names: ['shopify_payments'], note: 'a bogus gateway it is not' },
  },
  {
    id: 'payment.magento-check',
    class: 'payment',
    what: 'Magento’s check or money order, with which its test orders are placed',
    rule: { kind: 'whole', values: ['checkmo'] },
    severity: { gateway: 'info' },
    sources: [
      'https://github.com/magento/magento2/blob/2.4-develop/app/code/Magento/OfflinePayments/etc/config.xml',
    ],
    falsePositives: 'Shops that take checks: it is an ordinary method, so it is told and no more.',
    found: { payment: { method: 'checkmo' } },
    clean: { payment: { method: 'cashondelivery' } },
  },
];
