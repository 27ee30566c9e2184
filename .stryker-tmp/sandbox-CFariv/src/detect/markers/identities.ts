/** People of fixtures and textbooks. Some real people bear such names, so names only warn. */
// @ts-nocheck

import type { Marker } from '../marker.ts';

export const IDENTITIES: readonly Marker[] = [
  {
    id: 'identity.placeholder-name',
    class: 'identity',
    what: 'John Doe and Jane Doe',
    rule: { kind: 'whole', values: ['john doe', 'jane doe'] },
    severity: { name: 'warn' },
    sources: ['https://www.law.cornell.edu/wex/john_doe'],
    falsePositives: 'People who are called so.',
    found: { customer: { first_name: 'Jane', last_name: 'Doe' } },
    clean: { customer: { first_name: 'Jane', last_name: 'Dole' } },
  },
  {
    id: 'identity.placeholder-email',
    class: 'identity',
    what: 'addresses at test.com that stand in forms and tutorials',
    rule: { kind: 'whole', values: ['test@test.com', 'admin@test.com'] },
    severity: { email: 'block', text: 'warn', name: 'warn' },
    sources: ['docs/markers.md'],
    falsePositives:
      'test.com is registered; nobody has been seen to shop from these two addresses.',
    found: { email: 'Test@Test.com' },
    clean: { email: 'testa@test.community' },
  },
  {
    id: 'identity.shopify-fixture',
    class: 'identity',
    what: 'the customer of Shopify’s REST examples',
    rule: { kind: 'whole', values: ['bob.norman@hostmail.com', 'bob.norman@mail.example.com'] },
    severity: { email: 'block', text: 'warn', name: 'warn' },
    sources: [
      'https://github.com/Shopify/shopify_python_api/blob/main/test/fixtures/order.json',
      'https://shopify.dev/docs/api/admin-rest/latest/resources/order',
    ],
    falsePositives: 'None known.',
    found: { order: { contact_email: 'bob.norman@hostmail.com' } },
    clean: { order: { contact_email: 'bob.normann@hostmail.com' } },
  },
  {
    id: 'identity.shopify-fixture-phone',
    class: 'identity',
    what: 'his phone number',
    rule: { kind: 'phone', numbers: ['15556251199'] },
    severity: { phone: 'block', text: 'warn' },
    sources: ['https://github.com/Shopify/shopify_python_api/blob/main/test/fixtures/order.json'],
    falsePositives: 'None known: 555 is no area code.',
    found: { billing_address: { phone: '555-625-1199' } },
    clean: { billing_address: { phone: '556-625-1199' } },
  },
  {
    id: 'identity.magento-fixture',
    class: 'identity',
    what: 'the customer of Magento’s sample data',
    rule: { kind: 'whole', values: ['roni_cost@example.com', 'roni_cost3@example.com'] },
    severity: { email: 'block', text: 'warn', name: 'warn' },
    sources: [
      'https://github.com/magento/magento2-sample-data/blob/2.4/app/code/Magento/CustomerSampleData/fixtures/customer_profile.csv',
    ],
    falsePositives: 'None known.',
    found: { customer_email: 'roni_cost@example.com' },
    clean: { customer_email: 'roni.cost@orchard-mail.eu' },
  },
  {
    id: 'identity.magento-fixture-name',
    class: 'identity',
    what: 'her name',
    rule: { kind: 'whole', values: ['veronica costello'] },
    severity: { name: 'warn' },
    sources: [
      'https://github.com/magento/magento2-sample-data/blob/2.4/app/code/Magento/CustomerSampleData/fixtures/customer_profile.csv',
    ],
    falsePositives: 'People who are called so.',
    found: { customer_firstname: 'Veronica', customer_lastname: 'Costello' },
    clean: { customer_firstname: 'Veronica', customer_lastname: 'Costa' },
  },
  {
    id: 'identity.magento-fixture-phone',
    class: 'identity',
    what: 'her phone number',
    rule: { kind: 'phone', numbers: ['15552293326'] },
    severity: { phone: 'block', text: 'warn' },
    sources: [
      'https://github.com/magento/magento2-sample-data/blob/2.4/app/code/Magento/CustomerSampleData/fixtures/customer_profile.csv',
    ],
    falsePositives: 'None known: 555 is no area code.',
    found: { telephone: '(555) 229-3326' },
    clean: { telephone: '(556) 229-3326' },
  },
];
