/** What payment services say of their own test mode, and what stands beside a shop and is no test. */
import { createDetector, detect } from 'contentmark/detect';
import { describe, expect, it } from 'vitest';

const severities = (data: unknown) => detect(data).findings.map(({ severity }) => severity);
const blocks = (data: unknown) => severities(data).includes('block');

describe('a payment that says it is a test blocks', () => {
  it.each([
    ['Stripe', { charge: { id: 'ch_3PqZ2e', livemode: false } }],
    ['Adyen', { live: 'false', notificationItems: [{ NotificationRequestItem: {} }] }],
    ['Mollie', { resource: 'payment', id: 'tr_8kd', mode: 'test', method: 'ideal' }],
    ['PayPal', { txn_id: '61E67681CH', payment_status: 'Completed', test_ipn: '1' }],
    ['Klarna', { payment: { klarna: { playground: true } } }],
    ['Amazon Pay', { checkoutSessionId: 'b1d2', releaseEnvironment: 'Sandbox' }],
    ['Square', { headers: { 'square-environment': 'Sandbox' } }],
    ['Braintree', { transaction: { environment: 'sandbox' } }],
    ['Mercado Pago', { id: 20359978, live_mode: false, payer: { id: '12' } }],
    ['WooPayments', { meta_data: [{ key: '_wcpay_mode', value: 'test' }] }],
    ['Worldpay', { cartId: '71', testMode: '100' }],
    ['Authorize.net', { transactionResponse: { testRequest: '1' } }],
    ['Paystack', { data: { domain: 'test', gateway_response: 'Approved' } }],
    ['Opayo', { payment: { vendorTxCode: '71', mode: 'TEST' } }],
  ])('%s', (_, order) => {
    expect(blocks({ id: 71, email: 'kim@orchard-mail.eu', ...order })).toBe(true);
    const live = JSON.stringify(order)
      .replace(/"(?:test|sandbox)"/gi, '"live"')
      .replace(/"100"|"1"(?=\}|,)/g, '"0"')
      .replace(/false|true/g, (word) => (word === 'true' ? 'false' : 'true'));
    expect(blocks(JSON.parse(live))).toBe(false);
  });

  it.each([
    { shipping: { mode: 'test' }, product: { type: 'test' } },
    { broadcast: { live: false }, plant: { is_live: 'no' } },
    { line_items: [{ properties: { Mode: 'Sandbox', Environment: 'test', Sandbox: 'yes' } }] },
    { features: { playground: true, sandbox: true, demo: 'yes' } },
    { note_attributes: [{ name: 'type', value: 'test' }] },
  ])('elsewhere such words say nothing: %j', (data) => {
    expect(blocks(data)).toBe(false);
  });
});

describe('the machine itself', () => {
  const settings = createDetector({ classes: ['domain', 'address', 'setting'] });
  const of = (data: unknown) => settings(data).findings.map(({ severity }) => severity);

  it.each([
    { OPENSEARCH_URL: 'http://localhost:9200' },
    { OPENSEARCH_URL: 'http://127.0.0.1:9200' },
    { REDIS_URL: 'redis://localhost:6379/0' },
    { url: 'redis://127.0.0.1:6379/0' },
    { session: { redis: { host: '127.0.0.1:6379' } } },
    { DATABASE_URL: 'mysql://shop:x@localhost:3306/shop' },
    { cache: { backend: { url: 'http://[::1]:6081/' } } },
  ])('is a warning as a service behind the shop: %j', (data) => {
    expect(of(data)).toEqual(['warn']);
  });

  it.each([
    { 'web/unsecure/base_url': 'http://localhost/' },
    { 'web/secure/base_url': 'https://127.0.0.1:8443/' },
    { base_url: 'http://[::1]:3000' },
    { image: { src: 'http://localhost:8080/media/a.jpg' } },
    { success_url: 'http://localhost:3000/thanks' },
  ])('and blocks where a shopper is sent there: %j', (data) => {
    expect(of(data)).toEqual(['block']);
  });

  it('as the address of a visitor it is a proxy’s', () => {
    expect(severities({ remote_ip: '127.0.0.1', browser_ip: '::1' })).toEqual([]);
  });
});

describe('one word of the filler is a word', () => {
  it.each([
    { name: 'Wein-Praesent 3er', description: 'Praesent mit drei Flaschen' },
    { name: 'Praesent Praesent', description: 'Das Praesent als Praesent. Praesentkorb.' },
    { title: 'Vestibulum and labyrinth: an atlas' },
  ])('%j', (row) => {
    expect(severities(row)).toEqual([]);
  });

  it('two different ones are filler', () => {
    expect(severities({ description: 'Praesent vestibulum, and so on.' })).toEqual(['block']);
  });
});

it('a finding tells its place and never the value', () => {
  const secret = '4242 4242 4242 4242';
  const { findings } = detect({
    payment: { card: { number: secret }, mode: 'test' },
    images: `https://a.trail-shop.eu/1.jpg,https://picsum.photos/200`,
    billing: { country: 'GB', phone: '07700 900123' },
  });
  expect([...new Set(findings.map(({ path }) => path))]).toEqual([
    '/payment/card/number',
    '/payment/mode',
    '/images',
    '/billing/phone',
  ]);
  for (const value of [secret, 'picsum', '07700', '"test"']) {
    expect(JSON.stringify(findings)).not.toContain(value);
  }
});
