/** Customers, users and products as platforms and identity providers send them. */
import { line, type Person, price, type Shape } from './plausible.ts';
import * as words from './words.ts';

export const ACCOUNT_SHAPES: Readonly<Record<string, Shape>> = {
  'SCIM user': (random, person) => ({
    shape: 'SCIM user',
    kind: 'customer',
    record: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      externalId: random.digits(8),
      userName: person.email,
      name: { givenName: person.given, familyName: person.family },
      emails: [{ value: person.email, type: 'work', primary: true }],
      phoneNumbers: [{ value: person.phone, type: 'mobile' }],
      addresses: [{ streetAddress: person.street, locality: person.city, country: person.region }],
      profileUrl: `https://${random.pick(words.HOSTS)}/people/${random.digits(4)}`,
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
        organization: person.company,
        department: 'Test & Measurement',
      },
    },
    places: {
      email: [['userName'], ['emails', 0, 'value']],
      phone: [['phoneNumbers', 0, 'value']],
      url: [['profileUrl']],
      'full-name': [['name']],
    },
  }),

  'SCIM PatchOp': (_, person) => ({
    shape: 'SCIM PatchOp',
    kind: 'customer',
    record: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [
        {
          op: 'replace',
          path: 'urn:ietf:params:scim:schemas:core:2.0:User:userName',
          value: person.email,
        },
        { op: 'replace', path: 'emails[type eq "work"].value', value: person.email },
        { op: 'add', value: { name: { givenName: person.given, familyName: person.family } } },
      ],
    },
    places: {
      email: [
        ['Operations', 0, 'value'],
        ['Operations', 1, 'value'],
      ],
      'full-name': [['Operations', 2, 'value', 'name']],
    },
  }),

  'Magento customer': (random, person) => ({
    shape: 'Magento customer',
    kind: 'customer',
    record: {
      id: Number(random.digits(6)),
      group_id: 1,
      store_id: 1,
      email: person.email,
      firstname: person.given,
      lastname: person.family,
      addresses: [
        {
          firstname: person.given,
          lastname: person.family,
          company: person.company,
          street: [person.street],
          city: person.city,
          telephone: person.phone,
          country_id: person.region,
        },
      ],
      custom_attributes: [{ attribute_code: 'test_group', value: 'b' }],
    },
    places: {
      email: [['email']],
      phone: [['addresses', 0, 'telephone']],
      'full-name': [[], ['addresses', 0]],
    },
  }),

  'WooCommerce customer': (random, person) => ({
    shape: 'WooCommerce customer',
    kind: 'customer',
    record: {
      id: Number(random.digits(5)),
      email: person.email,
      username: `${person.given}.test`.toLowerCase(),
      role: 'customer',
      billing: {
        email: person.email,
        phone: person.phone,
        country: person.region,
        city: person.city,
      },
      avatar_url: `https://cdn.${random.pick(words.HOSTS)}/a/${random.digits(6)}.png`,
      first_name: person.given,
      last_name: person.family,
    },
    places: {
      email: [['email'], ['billing', 'email']],
      phone: [['billing', 'phone']],
      image: [['avatar_url']],
      'full-name': [[]],
    },
  }),

  'Shopify customers CSV': (random, person) => ({
    shape: 'Shopify customers CSV',
    kind: 'customer',
    record: {
      'First Name': person.given,
      'Last Name': person.family,
      Email: person.email,
      'Default Address Company': person.company,
      'Default Address Address1': person.street,
      'Default Address City': person.city,
      'Default Address Country Code': person.region,
      'Default Address Phone': person.phone,
      Phone: '',
      'Total Spent': price(random),
      Note: random.pick(words.NOTES),
      Tags: 'demo, test-drive',
    },
    places: {
      email: [['Email']],
      phone: [['Default Address Phone']],
      'full-name': [[]],
    },
  }),

  'Shopify products CSV': (random, person) => {
    const item = line(random);
    return {
      shape: 'Shopify products CSV',
      kind: 'product',
      record: {
        Handle: item.title.toLowerCase().replace(/\W+/g, '-'),
        Title: item.title,
        'Body (HTML)': `<p>${item.title}. For tests, demos and samples.</p>`,
        Vendor: person.company,
        'Variant SKU': item.sku,
        'Variant Barcode': item.barcode,
        'Variant Price': item.price,
        'Image Src': item.image,
        Status: 'active',
      },
      places: {
        name: [['Title'], ['Vendor']],
        sku: [['Variant SKU']],
        image: [['Image Src']],
        text: [['Body (HTML)']],
      },
    };
  },

  'Magento product': (random, _: Person) => {
    const item = line(random);
    return {
      shape: 'Magento product',
      kind: 'product',
      record: {
        sku: item.sku,
        name: item.title,
        price: Number(item.price),
        status: 1,
        custom_attributes: [
          { attribute_code: 'description', value: `<p>${item.title}</p>` },
          { attribute_code: 'url_key', value: 'test-strips' },
          { attribute_code: 'card_number', value: '3' },
        ],
        media_gallery_entries: [{ file: '/t/e/test.jpg', url: item.image }],
      },
      places: {
        name: [['name']],
        sku: [['sku']],
        text: [['custom_attributes', 0, 'value']],
        image: [['media_gallery_entries', 0, 'url']],
      },
    };
  },
};
