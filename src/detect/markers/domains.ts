/** Names that nobody can own, so mail to them reaches nobody and links lead nowhere. */
import type { Marker } from './marker.ts';

const RFC_2606 = 'https://www.rfc-editor.org/rfc/rfc2606';
const RFC_6761 = 'https://www.rfc-editor.org/rfc/rfc6761';

/** In a field that holds an address it cannot be meant; in running text it may be an example. */
const ADDRESS = {
  email: 'block',
  url: 'block',
  image: 'block',
  text: 'warn',
  name: 'warn',
} as const;

export const DOMAINS: readonly Marker[] = [
  {
    id: 'domain.example',
    class: 'domain',
    what: 'second-level domains reserved for documentation',
    rule: { kind: 'domain', domains: ['example.com', 'example.net', 'example.org', 'example.edu'] },
    severity: ADDRESS,
    sources: [`${RFC_2606}#section-3`, 'https://www.iana.org/domains/reserved'],
    falsePositives:
      'Running text that gives an example address: 2 of 500 Magento sample reviews do. example.edu is kept by EDUCAUSE, not by the RFC.',
    found: { email: 'orders@mail.example.com' },
    clean: { email: 'orders@notexample.com', url: 'https://example.com.shop-of-jo.eu/' },
  },
  {
    id: 'domain.reserved-tld',
    class: 'domain',
    what: 'top-level domains reserved for tests and documentation',
    rule: { kind: 'domain', domains: ['test', 'example', 'invalid'] },
    severity: ADDRESS,
    sources: [`${RFC_2606}#section-2`, RFC_6761],
    falsePositives:
      'A sentence that goes on without a space ("very light.Test it"): in running text it counts behind "//", "@" or "www." only.',
    found: { url: 'https://shop.test/cart' },
    clean: { url: 'https://test.shop-of-jo.eu/', description: 'Very light.Test it for a week.' },
  },
  {
    id: 'domain.loopback',
    class: 'domain',
    what: 'localhost and names below it: the machine itself, where no shopper finds anything',
    rule: { kind: 'domain', domains: ['localhost'], place: 'shopper' },
    severity: ADDRESS,
    sources: [RFC_6761],
    falsePositives:
      'A database or a search engine on the same machine: so it warns where the name or the scheme is of a service.',
    found: { base_url: 'http://localhost:8080/' },
    clean: { base_url: 'http://localhost.shop-of-jo.eu/' },
  },
  {
    id: 'domain.idn-test-tld',
    class: 'domain',
    what: 'internationalized test domains of the IDN evaluation',
    rule: {
      kind: 'domain',
      domains: [
        'xn--kgbechtv',
        'xn--hgbk6aj7f53bba',
        'xn--0zwm56d',
        'xn--g6w251d',
        'xn--80akhbyknj4f',
        'xn--11b5bs3a9aj6g',
        'xn--jxalpdlp',
        'xn--9t4b11yi5a',
        'xn--deba0ad',
        'xn--zckzah',
        'xn--hlcj6aya9esc7a',
      ],
    },
    severity: ADDRESS,
    sources: ['https://www.iana.org/domains/reserved', RFC_6761],
    falsePositives: 'None known: these top-level domains were taken out of the root zone in 2013.',
    found: { email: 'jo@xn--r8jz45g.xn--zckzah' },
    clean: { email: 'jo@xn--r8jz45g.xn--q9jyb4c' },
  },
  {
    id: 'domain.payment-sandbox',
    class: 'domain',
    what: 'hosts on which payment services keep their sandboxes',
    rule: {
      kind: 'domain',
      domains: [
        'sandbox.paypal.com',
        'sandbox.braintreegateway.com',
        'sandbox.braintree-api.com',
        'checkout-test.adyen.com',
        'pal-test.adyen.com',
        'ca-test.adyen.com',
        'checkoutshopper-test.adyen.com',
        'playground.klarna.com',
        'squareupsandbox.com',
        'apitest.authorize.net',
        'test.authorize.net',
        'sandbox.checkout.com',
        'testsecureacceptance.cybersource.com',
        'apitest.cybersource.com',
      ],
    },
    severity: { email: 'block', url: 'block', image: 'warn', token: 'block', text: 'warn' },
    sources: [
      'https://developer.paypal.com/api/rest/sandbox/',
      'https://developer.paypal.com/braintree/docs/reference/general/testing',
      'https://docs.adyen.com/development-resources/live-endpoints',
      'https://docs.klarna.com/api/api-urls/',
      'https://developer.squareup.com/docs/devtools/sandbox/overview',
      'https://developer.authorize.net/hello_world/testing_guide.html',
    ],
    falsePositives: 'A page for developers that links to a sandbox.',
    found: { redirect_url: 'https://www.sandbox.paypal.com/checkoutnow' },
    clean: { redirect_url: 'https://www.paypal.com/checkoutnow?env=sandbox.paypal.com.eu' },
  },
];
