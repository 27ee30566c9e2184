/** Orders as Shopify, Magento, WooCommerce and BigCommerce send them, and a cart of a shop's own. */
import { lastFour, line, type Person, price, type Shape } from './plausible.ts';
import * as words from './words.ts';

const name = ({ given, family }: Person) => `${given} ${family}`;

export const ORDER_SHAPES: Readonly<Record<string, Shape>> = {
  'Shopify REST order': (random, person) => {
    const address = {
      first_name: person.given,
      last_name: person.family,
      company: person.company,
      address1: person.street,
      city: person.city,
      zip: person.zip,
      phone: person.phone,
      country_code: person.region,
    };
    const item = line(random);
    return {
      shape: 'Shopify REST order',
      kind: 'order',
      record: {
        id: Number(random.digits(13)),
        name: `#${random.digits(4)}`,
        test: false,
        email: person.email,
        contact_email: person.email,
        phone: null,
        browser_ip: person.ip,
        note: random.pick(words.NOTES),
        note_attributes: [
          { name: 'Test', value: 'Yes' },
          { name: 'gift_card_number', value: '2' },
        ],
        total_price: price(random),
        payment_gateway_names: [random.pick(words.GATEWAYS)],
        landing_site: `https://${random.pick(words.HOSTS)}/test-strips?ref=demo`,
        client_details: { browser_ip: person.ip, user_agent: 'Mozilla/5.0' },
        customer: {
          id: 7,
          email: person.email,
          first_name: person.given,
          last_name: person.family,
        },
        billing_address: address,
        shipping_address: { ...address },
        line_items: [
          {
            title: item.title,
            sku: item.sku,
            quantity: item.quantity,
            price: item.price,
            vendor: person.company,
            properties: [
              { name: 'Test', value: 'Yes' },
              { name: 'card_number', value: '2' },
            ],
          },
        ],
        payment_details: { credit_card_number: `•••• •••• •••• ${lastFour(random)}` },
        transactions: [
          { gateway: 'shopify_payments', test: false, source: 'src_1PqZ2eKZkvCzYo8Q' },
        ],
        latestPayment: true,
      },
      places: {
        email: [['email'], ['contact_email'], ['customer', 'email']],
        phone: [
          ['billing_address', 'phone'],
          ['shipping_address', 'phone'],
        ],
        ip: [['browser_ip'], ['client_details', 'browser_ip']],
        url: [['landing_site']],
        name: [
          ['line_items', 0, 'title'],
          ['line_items', 0, 'vendor'],
        ],
        'full-name': [['customer'], ['billing_address'], ['shipping_address']],
        gateway: [
          ['payment_gateway_names', 0],
          ['transactions', 0, 'gateway'],
        ],
        card: [['payment_details', 'credit_card_number']],
        token: [['transactions', 0, 'source']],
        sku: [['line_items', 0, 'sku']],
        text: [['note']],
        switch: [[], ['transactions', 0]],
        'payment-switch': [['transactions', 0], ['payment_details']],
      },
    };
  },

  'Shopify GraphQL order': (random, person) => {
    const item = line(random);
    const address = {
      name: name(person),
      address1: person.street,
      city: person.city,
      zip: person.zip,
      countryCodeV2: person.region,
      phone: person.phone,
    };
    const node = {
      title: item.title,
      sku: item.sku,
      variant: { barcode: item.barcode, image: { url: item.image } },
    };
    const transaction = {
      gateway: 'shopify_payments',
      formattedGateway: 'Shopify Payments',
      test: false,
      receiptJson: JSON.stringify({ id: 'ch_1', livemode: true }),
      paymentDetails: { number: `•••• •••• •••• ${lastFour(random)}`, company: 'Visa' },
    };
    return {
      shape: 'Shopify GraphQL order',
      kind: 'order',
      record: {
        data: {
          order: {
            id: `gid://shopify/Order/${random.digits(13)}`,
            email: person.email,
            clientIp: person.ip,
            note: random.pick(words.NOTES),
            customer: { firstName: person.given, lastName: person.family },
            billingAddress: address,
            lineItems: { edges: [{ node }] },
            transactions: [transaction],
          },
        },
      },
      places: {
        email: [['data', 'order', 'email']],
        phone: [['data', 'order', 'billingAddress', 'phone']],
        ip: [['data', 'order', 'clientIp']],
        image: [['data', 'order', 'lineItems', 'edges', 0, 'node', 'variant', 'image', 'url']],
        name: [
          ['data', 'order', 'billingAddress', 'name'],
          ['data', 'order', 'lineItems', 'edges', 0, 'node', 'title'],
        ],
        'full-name': [['data', 'order', 'customer']],
        gateway: [['data', 'order', 'transactions', 0, 'formattedGateway']],
        card: [['data', 'order', 'transactions', 0, 'paymentDetails', 'number']],
        sku: [['data', 'order', 'lineItems', 'edges', 0, 'node', 'sku']],
        switch: [
          ['data', 'order'],
          ['data', 'order', 'transactions', 0],
        ],
        'payment-switch': [['data', 'order', 'transactions', 0]],
      },
    };
  },

  'Magento order': (random, person) => {
    const item = line(random);
    const address = {
      firstname: person.given,
      lastname: person.family,
      company: person.company,
      street: [person.street],
      city: person.city,
      postcode: person.zip,
      telephone: person.phone,
      country_id: person.region,
      email: person.email,
    };
    return {
      shape: 'Magento order',
      kind: 'order',
      record: {
        entity_id: Number(random.digits(6)),
        increment_id: `00000${random.digits(4)}`,
        customer_email: person.email,
        customer_firstname: person.given,
        customer_lastname: person.family,
        remote_ip: person.ip,
        x_forwarded_for: `${person.ip}, 10.0.0.7`,
        store_name: 'Main Website\nTest Valley Store\n',
        billing_address: address,
        items: [{ name: item.title, sku: item.sku, qty_ordered: 1, price: Number(item.price) }],
        payment: {
          method: 'checkmo',
          cc_last_4: lastFour(random),
          additional_information: ['Credit Card', 'visa', `xxxx-${lastFour(random)}`],
          last_trans_id: `ch_${random.digits(10)}`,
        },
        extension_attributes: {
          shipping_assignments: [
            { shipping: { address: { ...address }, method: 'flatrate_flatrate' } },
          ],
        },
        status_histories: [{ comment: random.pick(words.NOTES), status: 'pending' }],
      },
      places: {
        email: [['customer_email'], ['billing_address', 'email']],
        phone: [
          ['billing_address', 'telephone'],
          ['extension_attributes', 'shipping_assignments', 0, 'shipping', 'address', 'telephone'],
        ],
        ip: [['remote_ip'], ['x_forwarded_for']],
        name: [
          ['items', 0, 'name'],
          ['billing_address', 'company'],
        ],
        'full-name': [['billing_address']],
        gateway: [['payment', 'method']],
        card: [['payment', 'cc_number']],
        token: [['payment', 'additional_information', 1]],
        sku: [['items', 0, 'sku']],
        switch: [[]],
        'payment-switch': [['payment']],
      },
    };
  },

  'WooCommerce order': (random, person) => {
    const item = line(random);
    const address = {
      first_name: person.given,
      last_name: person.family,
      company: person.company,
      address_1: person.street,
      city: person.city,
      postcode: person.zip,
      country: person.region,
      email: person.email,
      phone: person.phone,
    };
    return {
      shape: 'WooCommerce order',
      kind: 'order',
      record: {
        id: Number(random.digits(5)),
        status: 'processing',
        payment_method: random.pick(words.GATEWAYS),
        payment_method_title: 'Card',
        transaction_id: `ch_${random.digits(10)}`,
        customer_ip_address: person.ip,
        customer_note: random.pick(words.NOTES),
        billing: address,
        shipping: { ...address },
        line_items: [{ name: item.title, sku: item.sku, quantity: 1, image: { src: item.image } }],
        meta_data: [
          { key: '_wcpay_mode', value: 'prod' },
          { key: 'test_group', value: 'b' },
        ],
      },
      places: {
        email: [['billing', 'email']],
        phone: [
          ['billing', 'phone'],
          ['shipping', 'phone'],
        ],
        ip: [['customer_ip_address']],
        image: [['line_items', 0, 'image', 'src']],
        name: [['line_items', 0, 'name']],
        'full-name': [['billing'], ['shipping']],
        gateway: [['payment_method']],
        sku: [['line_items', 0, 'sku']],
        text: [['customer_note']],
        switch: [[]],
        'payment-switch': [[]],
      },
    };
  },

  'BigCommerce order': (random, person) => {
    const item = line(random);
    return {
      shape: 'BigCommerce order',
      kind: 'order',
      record: {
        id: Number(random.digits(5)),
        payment_method: 'Credit Card',
        payment_provider_id: `ch_${random.digits(10)}`,
        ip_address: person.ip,
        staff_notes: random.pick(words.NOTES),
        billing_address: {
          first_name: person.given,
          last_name: person.family,
          company: person.company,
          street_1: person.street,
          city: person.city,
          zip: person.zip,
          country_iso2: person.region,
          phone: person.phone,
          email: person.email,
        },
        products: [{ name: item.title, sku: item.sku, upc: item.barcode, quantity: 1 }],
      },
      places: {
        email: [['billing_address', 'email']],
        phone: [['billing_address', 'phone']],
        ip: [['ip_address']],
        name: [['products', 0, 'name']],
        'full-name': [['billing_address']],
        gateway: [['payment_method']],
        sku: [['products', 0, 'sku']],
        switch: [[]],
        'payment-switch': [[]],
      },
    };
  },

  'cart of a shop': (random, person) => {
    const item = line(random);
    return {
      shape: 'cart of a shop',
      kind: 'order',
      record: {
        orderId: random.digits(8),
        customer: { name: name(person), email: person.email },
        address: {
          street: person.street,
          city: person.city,
          country: person.region,
          phone: person.phone,
        },
        lines: [
          {
            title: item.title,
            sku: item.sku,
            image: item.image,
            specs: { pan: 1, card_number: 2 },
          },
        ],
        payment: {
          card: { number: `411111${random.digits(10).replace(/^1/, '2')}` },
          instalments: { number: 1 },
          livemode: true,
          token: `tok_${random.digits(12)}`,
        },
        contestOrder: true,
        comment: random.pick(words.NOTES),
      },
      places: {
        email: [['customer', 'email']],
        phone: [['address', 'phone']],
        image: [['lines', 0, 'image']],
        name: [
          ['customer', 'name'],
          ['lines', 0, 'title'],
        ],
        card: [['payment', 'card', 'number']],
        token: [['payment', 'token']],
        sku: [['lines', 0, 'sku']],
        text: [['comment']],
        switch: [[]],
        'payment-switch': [['payment']],
      },
    };
  },
};
