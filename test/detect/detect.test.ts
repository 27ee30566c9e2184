/** What is found in what people really send, and what is not. */
import { createDetector, type Detection, detect } from 'contentmark/detect';
import { describe, expect, it, test } from 'vitest';

const detector = createDetector();
const found = ({ findings }: Detection) =>
  findings.map(({ path, id, severity }) => `${severity} ${id} ${path}`);
const look = (data: unknown) => found(detector(data));

describe('domains match at the end of a host, at a dot', () => {
  it.each([
    ['jo@example.com', true],
    ['jo@EXAMPLE.COM', true],
    ['Orders <jo@mail.example.org>', true],
    ['jo@example.com, ann@shop-of-jo.eu', true],
    ['jo@notexample.com', false],
    ['jo@example.com.eu', false],
    ['jo@example.co', false],
    ['example.com@shop-of-jo.eu', false],
    ['jo.test@shop-of-jo.eu', false],
    ['jo@shop.test', true],
    ['jo@test', true],
    ['jo@test.eu', false],
  ])('in the address %s: %s', (email, isFound) => {
    expect(look({ email }).length > 0).toBe(isFound);
  });

  it.each([
    ['https://example.com', true],
    ['//cdn.example.com/a.jpg', true],
    ['https://cdn.example.com:8080?x', true],
    ['https://example.com./', true],
    ['cdn.example.net/a.jpg', true],
    ['HTTP://WWW.EXAMPLE.COM#top', true],
    ['https://user:secret@example.com/', true],
    ['https:\\\\example.com\\', false],
    ['https://example.com@shop-of-jo.eu/', false],
    ['https://shop-of-jo.eu/example.com/', false],
    ['/example.com', false],
    ['http://localhost:3000/', true],
    ['localhost:3000', true],
    ['localhost', false],
    ['http://localhost.shop-of-jo.eu/', false],
    ['http://203.0.113.9/admin', true],
    ['http://[2001:db8::1]:8080/', true],
    ['https://xn--e1afmkfd.xn--80akhbyknj4f/', true],
  ])('in the link %s: %s', (url, isFound) => {
    const blocking = look({ url }).filter((line) => line.startsWith('block'));
    expect(blocking.length > 0).toBe(isFound);
  });

  it('warns of a host that a link only passes on', () => {
    expect(look({ url: 'https://shop-of-jo.eu/go?to=https://example.com/' })).toEqual([
      'warn domain.example /url',
    ]);
  });

  it('warns of it in running text, and takes a missing space for what it is', () => {
    expect(look({ body: 'Write to me@example.com, or see www.shop.test for more.' })).toEqual([
      'warn domain.example /body',
      'info word.test /body',
      'warn domain.reserved-tld /body',
    ]);
    expect(look({ body: 'Very light.Test it. An apt example.Invalid sizes are 3.5.' })).toEqual([
      'info word.test /body',
    ]);
  });
});

describe('every item of a list is looked at', () => {
  it.each([
    ['https://cdn.trail-shop.eu/a.jpg,https://picsum.photos/200', true],
    ['https://cdn.trail-shop.eu/a.jpg|https://picsum.photos/200', true],
    ['https://cdn.trail-shop.eu/a.jpg https://picsum.photos/200', true],
    ['https://cdn.trail-shop.eu/a.jpg\n//picsum.photos/200', true],
    ['https://cdn.trail-shop.eu/a.jpg 1x, https://picsum.photos/200 2x', true],
    ['["https://cdn.trail-shop.eu/a.jpg","https://picsum.photos/200"]', true],
    ['cdn.trail-shop.eu/a.jpg, picsum.photos/200', true],
    ['/media/a.jpg, https://picsum.photos/200', true],
    ['https://cdn.trail-shop.eu/w_300,h_200/picsum.photos/a.jpg', false],
    ['https://cdn.trail-shop.eu/a.jpg, b.jpg', false],
    ['/media/a.jpg,/media/b.jpg', false],
    ['', false],
    [',,, ||', false],
  ])('in the images %s: %s', (images, isFound) => {
    for (const name of [
      'images',
      'additional_images',
      'additional_image_link',
      'srcset',
      'Images',
    ]) {
      const blocking = look({ [name]: images }).filter((line) => line.startsWith('block'));
      expect([name, blocking.length > 0]).toEqual([name, isFound]);
    }
  });

  it.each([
    { payment_gateway_names: 'gift_card, bogus' },
    { email: 'ann@trail-shop.eu; test@test.com' },
    { phone: '+31 20 794 6018, +44 20 7946 0018' },
    { card_number: '4532015112830366|4242 4242 4242 4242' },
    { links: ['https://trail-shop.eu', 'https://example.com'] },
  ])('%j', (data) => {
    expect(look(data).filter((line) => line.startsWith('block'))).toHaveLength(1);
  });
});

describe('cards are recognised as they are written', () => {
  it.each([
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '4242\u00a04242\u00a04242\u00a04242',
    ' 4242 4242 4242 4242 ',
    '4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2',
    '42-42-42-42-42-42-42-42',
  ])('%s in a field of cards', (number) => {
    expect(look({ card_number: number })).toEqual(['block card.stripe /card_number']);
  });

  it('as a number', () => {
    expect(look({ card_number: 4242424242424242 })).toEqual(['block card.stripe /card_number']);
  });

  it.each([
    'Card: 4242 4242 4242 4242 12/34',
    'I used 4242-4242-4242-4242.',
    '(4242424242424242)',
    '12 4242 4242 4242 4242',
  ])('as a warning in a note: %s', (note) => {
    expect(look({ note })).toEqual(['warn card.stripe /note']);
  });

  it.each([
    ['another number', { card_number: '4242424242424244' }],
    ['a longer number', { card_number: '42424242424242422' }],
    ['part of a word', { note: 'x4242424242424242 4242424242424242x 4242424242424242_1' }],
    ['a decimal', { note: '0.4242424242424242 4242/4242/4242/4242' }],
    ['a barcode', { barcode: '4242424242424242', gtin: '6011111111111117' }],
    ['a SKU', { sku: '4111111111111111', isbn: '4222222222222' }],
    ['a Luhn-valid number that nobody published', { card_number: '4532015112830366' }],
  ])('and not in %s', (_, data) => {
    expect(look(data)).toEqual([]);
  });

  it.each([
    { 'C:Card Number': '2' },
    { custom_attributes: [{ attribute_code: 'card_number', value: '2' }] },
    { metafields: [{ namespace: 'deck', key: 'card_number', value: '1' }] },
    { specs: { pan: 1 } },
    { payment_details: { number: 1, of: 3 } },
    { payment: { gift_card_number: '2', loyalty_card_number: 3 } },
    { card_number: '3', name: 'Holo Turtle' },
  ])('a card that does not pay is numbered 1, 2 and 3: %j', (data) => {
    expect(look(data)).toEqual([]);
  });

  it.each([
    { payment_details: { credit_card_number: '2' } },
    { 'Credit Card Number': 1 },
    { payment: { card: { number: '1' } } },
    { transaction: { card_number: '1' } },
    { card_number: '1', cvv: '123', exp_month: 4 },
    { encryptedCardNumber: 'test_5555555555554444' },
    { encryptedCardNumber: 'TEST_5555 5555 5555 4444' },
  ])('a card that pays is bogus: %j', (data) => {
    expect(look(data).filter((line) => line.startsWith('block'))).not.toEqual([]);
  });

  it('Bogus Gateway: one digit is a card only where a card stands', () => {
    expect(look({ payment: { credit_card_number: '1' } })).toEqual([
      'block card.bogus-gateway /payment/credit_card_number',
    ]);
    expect(look({ quantity: '1', number: 1, position: 2, order_number: '1' })).toEqual([]);
    expect(look({ paymentDetails: { number: '•••• •••• •••• 1' } })).toHaveLength(1);
  });
});

describe('phone numbers', () => {
  it.each([
    ['+1 212 555 0147', 'block phone.nanp'],
    ['+12125550147', 'block phone.nanp'],
    ['+44 7700 900123', 'block phone.uk-drama'],
    ['0044 (0)161 496 0000', 'block phone.uk-drama'],
    ['+61 491 570 156', 'block phone.au-fiction'],
    ['+33 6 39 98 12 34', 'block phone.fr-fiction'],
    ['(212) 555-0147', 'warn phone.nanp'],
    ['1.212.555.0147', 'warn phone.nanp'],
    ['212-555-0147 x12', 'warn phone.nanp'],
    ['tel: 212-555-0147', 'warn phone.nanp'],
    ['2125550147', 'warn phone.nanp-bare'],
    ['98555 50123', 'warn phone.nanp-bare'],
    ['12125550147', 'warn phone.nanp-bare'],
    ['555-0147', 'warn phone.nanp-local'],
    ['07700 900123', 'warn phone.uk-drama'],
    ['0491 570 156', 'warn phone.au-fiction'],
    ['030 23125-007', 'warn phone.de-drama'],
  ])('%s without a country: %s', (phone, expected) => {
    expect(look({ phone })).toEqual([`${expected} /phone`]);
  });

  it.each([
    ['(212) 555-0147', 'US', 'phone.nanp'],
    ['2125550147', 'CA', 'phone.nanp'],
    ['1 212 555 0147', 'United States', 'phone.nanp'],
    ['555-625-1199', 'USA', 'identity.shopify-fixture-phone'],
    ['07700 900123', 'GB', 'phone.uk-drama'],
    ['7700900123', 'uk', 'phone.uk-drama'],
    ['447700900123', 'United Kingdom', 'phone.uk-drama'],
    ['0491 570 156', 'AUS', 'phone.au-fiction'],
    ['06 39 98 12 34', 'France', 'phone.fr-fiction'],
    ['030 23125-007', 'DE', 'phone.de-drama'],
  ])('%s in %s is %s, and nothing in another country', (phone, country, marker) => {
    expect(look({ phone, country })).toEqual([`block ${marker} /phone`]);
    for (const other of ['NL', 'it', 'IN', 'MEX'])
      expect(look({ phone, country: other })).toEqual([]);
    const home = ['US', 'GB', 'FR', 'DE', 'AU'];
    const blocking = home.filter((one) => look({ phone, country: one }).length > 0);
    expect(blocking).toHaveLength(1);
  });

  it.each([
    ['the address', { address: { country_id: 'FR', telephone: '06 39 98 12 34' } }],
    ['its code, not its name', { country: 'Frankrijk', countryCodeV2: 'FR', phone: '0639981234' }],
    ['an object', { country: { isocode: 'FR', name: 'Frankrijk' }, phone: '0639981234' }],
    ['an address of the person', { phone: '0639981234', default_address: { country_code: 'FR' } }],
    [
      'a list of addresses (SCIM)',
      { phoneNumbers: [{ value: '0639981234' }], addresses: [{ type: 'work', country: 'FR' }] },
    ],
    ['an object above', { customer: { country: 'FR', contact: { phone: '0639981234' } } }],
    [
      'the column of the same address',
      { 'Billing Phone': '0639981234', 'Billing Country': 'FR', 'Shipping Country': 'NL' },
    ],
    ['the locale of the person', { phone: '0639981234', locale: 'fr-FR' }],
  ])('the country beside it is that of %s', (_, data) => {
    expect(look(data).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'block phone.fr-fiction',
    ]);
    const text = JSON.stringify(data).replaceAll('FR"', 'NL"');
    expect(look(JSON.parse(text))).toEqual([]);
  });

  it('where addresses of a person are of two countries a national number is told and no more', () => {
    const data = { phone: '0639981234', addresses: [{ country: 'FR' }, { country: 'NL' }] };
    expect(look(data)).toEqual(['warn phone.fr-fiction /phone']);
  });

  it.each([
    '(212) 555-1212',
    '(212) 555-0200',
    '(212) 555-0099',
    '+91 98555 50123',
    '+91 985 555 0123',
    '0985 555 0123',
    '+86 138 5550 0123',
    '+44 7700 901123',
    '+49 7700 900123',
    '+44 113 496 1000',
    '1-800-FLOWERS',
    'none',
    '',
    '+',
  ])('%s may be real', (phone) => {
    expect(look({ phone })).toEqual([]);
  });

  it('count in running text only where they are written as such', () => {
    expect(look({ note: 'Call (212) 555-0147 or +44 7700 900123' })).toEqual([
      'warn phone.nanp /note',
      'warn phone.uk-drama /note',
    ]);
    const others = 'Part 2125550147, 07700900123, 555-0147, +91 985 555 0123, 98555 50123';
    expect(look({ note: others })).toEqual([]);
  });
});

describe('fields are told by their names', () => {
  it.each([
    ['Shopify REST', { order: { customer: { email: 'a@example.com' } } }, '/order/customer/email'],
    [
      'Shopify GraphQL',
      { order: { customer: { defaultEmailAddress: { emailAddress: 'a@example.com' } } } },
      '/order/customer/defaultEmailAddress/emailAddress',
    ],
    [
      'Shopify GraphQL connections',
      { products: { edges: [{ node: { featuredImage: { url: 'https://picsum.photos/1' } } }] } },
      '/products/edges/0/node/featuredImage/url',
    ],
    ['Magento REST', { customer_email: 'a@example.com' }, '/customer_email'],
    [
      'Magento custom attributes',
      { custom_attributes: [{ attribute_code: 'contact_email', value: 'a@example.com' }] },
      '/custom_attributes/0/value',
    ],
    [
      'a Shopify metafield',
      { metafield: { namespace: 'contact', key: 'email', value: 'a@example.com' } },
      '/metafield/value',
    ],
    [
      'a note attribute',
      { note_attributes: [{ name: 'email', value: 'a@example.com' }] },
      '/note_attributes/0/value',
    ],
    ['SCIM', { emails: [{ value: 'a@example.com', type: 'work' }] }, '/emails/0/value'],
    ['SCIM user names', { userName: 'a@example.com' }, '/userName'],
    ['a CSV header', { 'Contact Email': 'a@example.com' }, '/Contact Email'],
    ['a Shopify CSV', { 'Image Src': 'https://picsum.photos/1' }, '/Image Src'],
  ])('%s', (_, data, path) => {
    const blocking = detector(data).findings.filter(({ severity }) => severity === 'block');
    expect(blocking.map((one) => one.path)).toEqual([path]);
  });

  it('SCIM: names in halves, phones, photos', () => {
    const user = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'jdoe',
      name: { givenName: 'John', familyName: 'Doe', formatted: 'Mr. John Doe' },
      phoneNumbers: [{ value: 'tel:+1-201-555-0123', type: 'work' }],
      photos: [{ value: 'https://picsum.photos/200', type: 'photo' }],
    };
    expect(look(user)).toEqual([
      'warn identity.placeholder-name /name/givenName',
      'block phone.nanp /phoneNumbers/0/value',
      'block faker.image-host /photos/0/value',
    ]);
  });

  it('a number is a card inside a card only', () => {
    expect(look({ card: { number: '4242424242424242' }, number: '1' })).toEqual([
      'block card.stripe /card/number',
    ]);
  });

  it('settings by path', () => {
    const settings = createDetector({ classes: ['setting'] });
    const data = [
      { path: 'paypal/wpp/sandbox_flag', value: '1' },
      { path: 'dev/debug/template_hints_storefront', value: '1' },
      { path: 'payment/braintree/environment', value: 'sandbox' },
      { path: 'web/secure/base_url', value: 'https://staging.shop-of-jo.eu/' },
      { path: 'general/store_information/name', value: 'Sandbox' },
    ];
    expect(found(settings(data))).toEqual([
      'block setting.sandbox-on /0/value',
      'warn setting.debug-on /1/value',
      'block setting.sandbox-mode /2/value',
      'warn setting.staging-host /3/value',
    ]);
    expect(found(settings({ STRIPE_TEST_MODE: 'true', APP_ENV: 'staging' }))).toEqual([
      'block setting.sandbox-on /STRIPE_TEST_MODE',
      'block setting.sandbox-mode /APP_ENV',
    ]);
  });
});

test('of faker’s product name two lists of three are no finding', () => {
  expect(look({ title: 'Rustic Wooden Home' })).toEqual([]);
  expect(look({ title: 'Small Red Table' })).toEqual([]);
  expect(look({ title: 'Table Wooden Rustic' })).toEqual([]);
  expect(look({ title: 'Rustic Wooden Table' })).toEqual(['warn faker.product-name /title']);
});

test('words are told and do not block, wherever they stand', () => {
  const words = 'test demo dummy sample fake placeholder foo asdf qwerty todo';
  const detection = detector({ title: words, sku: words, description: words, name: words });
  expect(detection.findings.length).toBeGreaterThan(0);
  expect(new Set(detection.findings.map(({ severity }) => severity))).toEqual(new Set(['info']));
});

test('a barcode is no card, and one that counts upwards is told', () => {
  expect(look({ variants: [{ barcode: '012345678905' }] })).toEqual([
    'warn sku.placeholder-barcode /variants/0/barcode',
  ]);
});

describe('options', () => {
  it('other severities, or none', () => {
    const data = { avatar_url: 'https://avatars.githubusercontent.com/u/9919' };
    expect(found(detect(data))).toEqual(['block faker.portrait /avatar_url']);
    expect(found(detect(data, { severities: { 'faker.portrait': 'warn' } }))).toEqual([
      'warn faker.portrait /avatar_url',
    ]);
    expect(found(detect(data, { severities: { 'faker.portrait': 'off' } }))).toEqual([]);
  });

  it('rows of the shop’s own', () => {
    const own = createDetector({
      markers: [
        {
          id: 'ours.staging',
          class: 'setting',
          rule: { kind: 'domain', domains: ['Pre.shop-of-jo.eu'] },
          severity: { url: 'block' },
        },
        {
          id: 'ours.customers',
          class: 'identity',
          rule: { kind: 'whole', values: ['trial.customer@shop-of-jo.eu'] },
          severity: { email: 'block' },
        },
      ],
    });
    const data = { url: 'https://a.pre.shop-of-jo.eu', email: 'trial.customer@shop-of-jo.eu' };
    // Settings are not among the classes that are looked for by themselves.
    expect(found(own(data))).toEqual(['block ours.customers /email']);
  });

  it.each([
    ['an unknown option', { clases: [] }, 'options.clases'],
    ['an unknown class', { classes: ['cards'] }, 'options.classes'],
    [
      'an unknown marker',
      { severities: { 'card.stripes': 'off' } },
      'options.severities.card.stripes',
    ],
    [
      'an unknown severity',
      { severities: { 'card.stripe': 'mild' } },
      'options.severities.card.stripe',
    ],
    ['no depth', { maxDepth: 0 }, 'options.maxDepth'],
    ['too much depth', { maxDepth: 513 }, 'options.maxDepth'],
    ['half a node', { maxNodes: 1.5 }, 'options.maxNodes'],
    [
      'an id that is taken',
      {
        markers: [
          {
            id: 'card.stripe',
            class: 'card',
            rule: { kind: 'card', numbers: ['4000000000000010'] },
            severity: { card: 'block' },
          },
        ],
      },
      'options.markers[0].id',
    ],
    [
      'a row that could never be found',
      {
        markers: [
          {
            id: 'a.b',
            class: 'domain',
            rule: { kind: 'domain', domains: ['https://a.eu'] },
            severity: { url: 'block' },
          },
        ],
      },
      'options.markers[0].rule.domains[0]',
    ],
  ])('%s is refused', (_, options, argument) => {
    expect(() => createDetector(options as never)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument }),
    );
  });
});
