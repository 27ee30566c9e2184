/** What markers say of data that others published as examples. */
import { createDetector } from 'contentmark/detect';
import { describe, expect, it } from 'vitest';
import { platformFile, platformJson } from '../fixtures/platform-data.ts';

const detector = createDetector();

/** Markers of one severity, each once, in the order of the data. */
function markersIn(data: unknown, severity: string): string[] {
  const found = detector(data).findings.filter((finding) => finding.severity === severity);
  return [...new Set(found.map(({ id }) => id))];
}

describe('Shopify’s REST examples', () => {
  const order = platformJson('shopify-rest-fixtures/order.json');

  it('order.json: Bob Norman, his phone, a test receipt, a landing site at example.com', () => {
    expect(detector(order).findings).toEqual(
      [
        ['/order/email', 'identity.shopify-fixture', 'block'],
        ['/order/landing_site', 'domain.example', 'block'],
        ['/order/line_items/0/sku', 'sku.shopify-fixture', 'warn'],
        ['/order/line_items/1/sku', 'sku.shopify-fixture', 'warn'],
        ['/order/line_items/2/sku', 'sku.shopify-fixture', 'warn'],
        ['/order/payment_details/credit_card_number', 'card.masked-4242', 'info'],
        ['/order/billing_address/phone', 'identity.shopify-fixture-phone', 'block'],
        ['/order/shipping_address/phone', 'identity.shopify-fixture-phone', 'block'],
        ['/order/fulfillments/0/receipt/testcase', 'payment.test-flag', 'block'],
        ['/order/fulfillments/0/line_items/0/sku', 'sku.shopify-fixture', 'warn'],
        ['/order/customer/email', 'identity.shopify-fixture', 'block'],
        ['/order/customer/default_address/phone', 'identity.shopify-fixture-phone', 'block'],
      ].map(([path, id, severity]) => expect.objectContaining({ path, id, severity })),
    );
  });

  it('the same order with "test": true', () => {
    const tested = structuredClone(order);
    tested.order.test = true;
    expect(detector(tested).findings).toContainEqual({
      path: '/order/test',
      technique: 'marker',
      id: 'payment.test-flag',
      severity: 'block',
      reason: expect.any(String),
    });
  });

  it('orders.json: the gateway is "bogus"', () => {
    expect(markersIn(platformJson('shopify-rest-fixtures/orders.json'), 'block')).toEqual([
      'identity.shopify-fixture',
      'domain.example',
      'payment.bogus-gateway',
      'identity.shopify-fixture-phone',
    ]);
  });

  it('products.json: the iPod, as a warning', () => {
    const products = platformJson('shopify-rest-fixtures/products.json');
    expect(markersIn(products, 'warn')).toEqual(['sku.shopify-fixture']);
    expect(markersIn(products, 'block')).toEqual([]);
  });

  it('a metafield by the name of its key', () => {
    expect(detector(platformJson('shopify-rest-fixtures/metafield.json')).findings).toEqual([
      {
        path: '/metafields/value',
        technique: 'marker',
        id: 'domain.example',
        severity: 'block',
        reason: expect.any(String),
      },
    ]);
  });
});

describe('other examples', () => {
  it('Shopify Functions: two carts without a customer hold nothing', () => {
    for (const name of ['cart-merge-expand', 'price-per-component']) {
      const input = platformJson(`shopify-function-inputs/${name}.input.json`);
      expect(detector(input).findings).toEqual([]);
    }
  });

  it('a bulk operation: every line that is an object and names example.com', () => {
    const lines = platformFile('shopify-bulk-jsonl/sample_products.jsonl').trim().split('\n');
    const found = lines.map((line) => {
      try {
        return markersIn(JSON.parse(line), 'block');
      } catch {
        return 'no JSON';
      }
    });
    const domain = ['domain.example'];
    expect(found).toEqual([domain, domain, [], domain, [], [], [], [], 'no JSON', []]);
  });

  it('saleor: a menu that leads to localhost, and nothing else', () => {
    const rows = platformJson('saleor/populatedb_excerpt.json');
    expect(detector(rows).findings.filter(({ severity }) => severity !== 'info')).toEqual([
      {
        path: expect.stringMatching(/^\/\d+\/fields\/url$/),
        technique: 'marker',
        id: 'domain.loopback',
        severity: 'block',
        reason: expect.any(String),
      },
    ]);
  });

  it('eShopSupport: invented names stand in no list, so nothing is found', () => {
    const customers = platformJson('eshopsupport/customers_excerpt.json');
    expect(customers).toHaveLength(40);
    expect(detector(customers).findings).toEqual([]);
  });
});

describe('clean data in the platforms’ shapes', () => {
  it.each(['shopify-graphql-order', 'magento-order', 'scim-user'])('%s holds nothing', (name) => {
    expect(detector(platformJson(`own/${name}.json`)).findings).toEqual([]);
  });

  it.each([
    ['shopify-graphql-order', 'test', true, 'payment.test-flag'],
    [
      'shopify-graphql-order',
      'formattedGateway',
      '(for testing) Bogus Gateway',
      'payment.bogus-gateway',
    ],
    ['shopify-graphql-order', 'clientIp', '192.0.2.44', 'address.ipv4-documentation'],
    ['shopify-graphql-order', 'phoneNumber', '+447700900123', 'phone.uk-drama'],
    ['shopify-graphql-order', 'number', '4242 4242 4242 4242', 'card.stripe'],
    ['magento-order', 'customer_email', 'roni_cost@example.com', 'identity.magento-fixture'],
    ['magento-order', 'telephone', '+1 (555) 229-3326', 'identity.magento-fixture-phone'],
    ['magento-order', 'cc_number', '4111111111111111', 'card.networks'],
    ['scim-user', 'userName', 'admin@test.com', 'identity.placeholder-email'],
  ])('%s with %s = %s is found', (name, member, value, marker) => {
    const data = platformJson(`own/${name}.json`);
    let isPlaced = false;
    const place = (at: unknown): void => {
      if (typeof at !== 'object' || at === null) return;
      const record = at as Record<string, unknown>;
      if (member in record) {
        record[member] = value;
        isPlaced = true;
      }
      if (member === 'cc_number' && 'cc_last4' in record) {
        record[member] = value;
        isPlaced = true;
      }
      Object.values(record).forEach(place);
    };
    place(data);
    expect(isPlaced).toBe(true);
    const { findings } = detector(data);
    expect(findings.filter((one) => one.severity === 'block').map((one) => one.id)).toContain(
      marker,
    );
  });
});
