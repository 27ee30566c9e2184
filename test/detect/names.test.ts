/** Names are read as words, however they are written, and compared word by word. */
import { detect } from 'contentmark/detect';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readName } from '../../src/detect/match/name-words.ts';

describe('a name has the words that a person reads', () => {
  it.each([
    ['shippingPhone', 'shipping phone'],
    ['shipping_phone', 'shipping phone'],
    ['Shipping Phone', 'shipping phone'],
    ['shipping-phone', 'shipping phone'],
    ['IPAddress', 'ip address'],
    ['customerIPAddress', 'customer ip address'],
    ['card4', 'card 4'],
    ['oauth2Key', 'oauth 2 key'],
    ['XMLHTTPRequest', 'xmlhttp request'],
    ['TESTMODE', 'test mode'],
    ['testmode', 'test mode'],
    ['latestmode', 'latestmode'],
    ['_wcpay_mode', '/wcpay mode'],
    ['WCPAY_DEV_MODE', 'wcpay dev mode'],
    ['Payments__Stripe__TestMode', 'payments stripe/test mode'],
    ['Transaction: Gateway', 'transaction/gateway'],
    ['Gateway (Transaction)', 'transaction/gateway'],
    ['C:Card Number', 'c/card number'],
    ['payment/braintree/environment', 'payment braintree/environment'],
    ['customer[email]', 'customer/email'],
    ['order[billing_address][phone]', 'order billing address/phone'],
    ['images[0].src', 'images/src'],
    ['images[]', '/images'],
    ['emails[type eq "work"].value', '/emails'],
    ['addresses[type eq "home"].streetAddress', 'addresses/street address'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName', '…/user name'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:emails[primary eq true].value', '…/emails'],
    [
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName',
      '…/display name',
    ],
    ['Metafield: custom.phone [single_line_text_field]', 'metafield custom/phone'],
    ['Téléphone', '/telephone'],
    ['', ''],
    ['[]', ''],
    ['*', ''],
    ['x'.repeat(300), ''],
  ])('%s', (name, wanted) => {
    const { words, last, plain } = readName(name);
    const [above, step = ''] = wanted.includes('/') ? wanted.split('/') : ['', wanted];
    expect(words.slice(last).join(' ')).toBe(step);
    if (above !== '…') expect(words.slice(0, last).join(' ')).toBe(above);
    expect(plain).toBe(step.replaceAll(' ', ''));
  });
});

test('however words are joined, they are the same words', () => {
  const word = fc.stringMatching(/^[a-z]{2,5}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), (words) => {
      const camel = words.map((one, at) => (at === 0 ? one : one[0]?.toUpperCase() + one.slice(1)));
      for (const name of [words.join('_'), words.join('-'), words.join(' '), camel.join('')]) {
        expect(readName(name).words).toEqual(words);
      }
      expect(readName(words.join('_').toUpperCase()).words).toEqual(words);
    }),
  );
});

test('any name is read without an exception, and its words are in it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (name) => {
      const { words, last } = readName(name);
      const plain = name.normalize('NFKD').toLowerCase();
      for (const word of words.filter((one) => /^[a-z0-9]+$/.test(one))) {
        expect(plain).toContain(word);
      }
      expect(last).toBeLessThanOrEqual(words.length);
    }),
    { numRuns: 1000 },
  );
});

const blocking = (data: unknown, classes?: readonly string[]) =>
  detect(data, classes === undefined ? {} : { classes: classes as never })
    .findings.filter(({ severity }) => severity === 'block')
    .map(({ id }) => id);

describe('a word of a name is no part of another word', () => {
  it.each([
    { customer: { is_latest_order: true } },
    { latestPayment: true, contestOrder: 'yes', protest_case: 1 },
    { fastest_mode: true, skin_test: true, order_latest: 1 },
    { monkey: 'tok_visa', turkey: 'tok_visa', hockey: 'tok_visa' },
    { gift_wrap: { mode: 'test' } },
    { line_items: [{ properties: [{ name: 'Test', value: 'Yes' }] }] },
    { lineItems: [{ customAttributes: [{ key: 'test', value: 'true' }] }] },
    { attributes: { test: true }, options: [{ name: 'Test', value: '1' }] },
  ])('%j has nothing that blocks', (data) => {
    expect(blocking(data)).toEqual([]);
  });

  it.each([
    { is_test_order: true },
    { testOrder: true },
    { isTestMode: 'yes' },
    { order_test: 'TRUE' },
    { transaction_test: 1 },
    { payment_test_mode: 'on' },
    { 'Transaction: Test': 'TRUE' },
    { 'Gateway (Transaction)': 'bogus' },
    { 'Transaction: Gateway': 'bogus' },
    { 'Processing Method': 'bogus' },
    { line_items: [{ properties: [{ name: 'Test order', value: 'Yes' }] }] },
  ])('%j blocks', (data) => {
    expect(blocking(data)).toHaveLength(1);
  });
});

describe('an address is one by any of its names', () => {
  it.each([
    { userPrincipalName: 'qa@example.com' },
    { mail: 'qa@example.com' },
    { otherMails: ['qa@example.com'] },
    { upn: 'qa@example.com' },
    { login: 'qa@example.com' },
    { preferred_username: 'qa@example.com' },
    { op: 'replace', path: 'userName', value: 'qa@example.com' },
    { op: 'add', path: 'emails[type eq "work"].value', value: 'qa@example.com' },
    {
      path: 'urn:ietf:params:scim:schemas:core:2.0:User:emails',
      value: [{ value: 'qa@example.com' }],
    },
    { 'urn:ietf:params:scim:schemas:core:2.0:User:userName': 'qa@example.com' },
    { customer_ip_address: '203.0.113.9' },
    { user_ip: '203.0.113.9' },
    { originating_ip: '203.0.113.9' },
    { 'X-Forwarded-For': '203.0.113.9' },
  ])('%j', (data) => {
    expect(blocking(data)).toHaveLength(1);
  });
});

describe('a switch is one under any prefix and suffix', () => {
  it.each([
    { PAYPAL_SANDBOX: 'true' },
    { sandbox_enabled: 1 },
    { 'payment/adyen_abstract/demo_mode': '1' },
    { WCPAY_DEV_MODE: true },
    { STRIPE_TEST_MODE_ENABLED: 'yes' },
    { paypal: { sandbox: { enabled: true } } },
    { 'payment/paypal/sandbox/active': '1' },
    { PAYPAL_TEST: 'True' },
    { is_live: false },
    { disableLiveMode: 'true' },
    { APP_ENV: 'staging', note: 'Staging' },
    { 'braintree.environment': 'Sandbox environment' },
    { 'payment/mollie_general/type': 'test' },
  ])('%j', (data) => {
    expect(blocking(data, ['setting', 'payment'])).not.toEqual([]);
  });

  it.each([
    { disable_sandbox: true },
    { show_test_mode_banner: true },
    { supports_sandbox: true },
    { sandboxed: true, iframe_sandboxed: true },
    { ab_test: true, skin_test: { enabled: true } },
    { live_chat: false },
    { is_live: true, PAYPAL_TEST: 'False' },
    { paypal: { sandbox: { enabled: false } } },
  ])('%j is none', (data) => {
    expect(blocking(data, ['setting', 'payment'])).toEqual([]);
  });
});
