/** Orders as platforms send them, and detectors that fail. */
import { createDetector } from 'contentmark/detect';
import { type CheckoutOptions, DETECTOR_FAILED, guardCheckout } from 'contentmark/guards';
import { observe, storefront } from 'contentmark/policy';
import { describe, expect, it, test } from 'vitest';
import { platformJson } from '../../fixtures/platform-data.ts';

const PRODUCTION = { environment: 'production' } as const;
const clean = () => platformJson('own/shopify-graphql-order.json');

describe('a real order passes', () => {
  it.each(['shopify-graphql-order', 'magento-order'])('%s', (name) => {
    expect(guardCheckout(platformJson(`own/${name}.json`), PRODUCTION)).toEqual({
      action: 'allow',
      rule: 'checkout.production.unmarkable',
      findings: [],
    });
  });
});

describe('each synthetic field stops it', () => {
  it.each([
    ['a test flag', { test: true }],
    ['a test transaction', { transactions: [{ test: true }] }],
    ['a test receipt', { fulfillments: [{ receipt: { testcase: true } }] }],
    ['an object that is not live', { payment: { livemode: false } }],
    ['the bogus gateway', { payment_gateway_names: ['bogus'] }],
    [
      'its name for people',
      { transactions: [{ formattedGateway: '(for testing) Bogus Gateway' }] },
    ],
    ['a test card', { payment: { cc_number: '4111 1111 1111 1111' } }],
    ['a bogus card', { payment_details: { credit_card_number: '1' } }],
    ['a test token', { payment: { source: 'tok_visa' } }],
    ['a test nonce', { payment: { payment_method_nonce: 'fake-valid-nonce' } }],
    ['a test payment method', { payment_method: 'pm_card_visa' }],
    [
      'a nonce among what Magento knows',
      { payment: { additional_information: ['Visa', 'fake-valid-nonce'] } },
    ],
    ['a card among it', { payment: { additional_information: ['4111111111111111'] } }],
    ['a card that Magento calls encrypted', { payment: { cc_number_enc: '4111111111111111' } }],
    ['the id of a payment method', { payment_method: { id: 'pm_card_visa' } }],
    ['the id of a charge', { charge: { id: 'tok_visa' } }],
    ['a card with dots', { card_number: '4111.1111.1111.1111' }],
    ['a card in wide digits', { card_number: '４１１１１１１１１１１１１１１１' }],
    ['a card with nothing between', { card_number: '4111\u200b1111\u200b1111\u200b1111' }],
    ['a reserved address in wide letters', { email: 'jo@ｅxample.com' }],
    ['a reserved address with a hidden hyphen', { email: 'jo@exam\u00adple.com' }],
    ['a documentation address and its port', { browser_ip: '198.51.100.9:443' }],
    ['the same of the longer kind', { browser_ip: '[2001:db8::7]:443' }],
    ['a receipt in JSON', { transactions: [{ receiptJson: '{"id":"ch_1","livemode":false}' }] }],
    [
      'a reserved address, patched in',
      {
        Operations: [
          { op: 'replace', path: 'emails[type eq "work"].value', value: 'b@example.com' },
        ],
      },
    ],
    ['a reserved address', { customer: { email: 'jo@example.org' } }],
    ['a number of fiction', { shipping_address: { phone: '+1 212 555 0123' } }],
    ['a documentation address', { client_details: { browser_ip: '198.51.100.9' } }],
    ['the customer of a fixture', { contact_email: 'bob.norman@hostmail.com' }],
    ['filler for a product', { line_items: [{ title: 'Lorem ipsum' }] }],
    ['an image of a generator', { line_items: [{ image: { src: 'https://picsum.photos/9' } }] }],
  ])('%s', (_, part) => {
    const decision = guardCheckout({ ...clean(), ...part }, PRODUCTION);
    expect(decision).toMatchObject({
      action: 'block',
      rule: 'checkout.production.findings.block',
      technique: 'marker',
    });
    expect(guardCheckout({ ...clean(), ...part }, { environment: 'staging' }).action).toBe('allow');
  });

  it('a mark on one line: a fixture, or one of another environment', () => {
    const verdicts = [
      { path: '/line_items/0', verdict: { status: 'absent' } },
      { path: '/line_items/1', verdict: { status: 'rejected', reason: 'environment-mismatch' } },
    ] as const;
    expect(guardCheckout(clean(), { ...PRODUCTION, verdicts })).toEqual({
      action: 'block',
      rule: 'checkout.production.rejected.environment-mismatch',
      technique: 'signature',
      findings: [
        {
          path: '/line_items/1',
          technique: 'signature',
          id: 'environment-mismatch',
          severity: 'block',
          reason: expect.any(String),
        },
      ],
    });
  });

  it('a price that a program made', () => {
    const sourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia';
    const claims = { purpose: 'content', sourceType, kind: 'price' } as const;
    const verdict = { status: 'verified', coverage: 'full', claims } as const;
    const verdicts = [{ path: '/line_items/0/price', verdict }];
    expect(guardCheckout(clean(), { ...PRODUCTION, verdicts })).toMatchObject({
      action: 'block',
      rule: 'checkout.production.verified.kind.price',
    });
  });

  it('findings of marks and of markers stand in one decision', () => {
    const verdicts = [{ path: '/a', verdict: { status: 'rejected', reason: 'expired' } }] as const;
    const { findings } = guardCheckout({ test: true }, { ...PRODUCTION, verdicts });
    expect(findings.map(({ technique }) => technique)).toEqual(['marker', 'signature']);
  });
});

/** As libraries of decimals make them. */
class Decimal {
  readonly digits = [19, 95];
  get [Symbol.toStringTag]() {
    return 'Decimal';
  }
}

describe('what comes close passes', () => {
  it.each([
    [
      'an account number',
      { payment: { additional_information: ['Visa', '4008 0000 1111 2223', 'tok_1PvZ8a'] } },
    ],
    ['the id of a customer', { customer: { id: 'tok_visa_shop' }, id: 'pm_1' }],
    ['a receipt of a real payment', { transactions: [{ receiptJson: '{"livemode":true}' }] }],
    ['a price that is an object of a class', { total: new Decimal() }],
    ['a receipt that is no JSON', { transactions: [{ receiptJson: '{"livemode":' }] }],
    ['an address and its port', { browser_ip: '93.184.215.14:443' }],
    ['letters beyond ASCII', { email: 'jörg@müller-söhne.eu' }],
  ])('%s', (_, part) => {
    expect(guardCheckout({ ...clean(), ...part }, PRODUCTION).action).toBe('allow');
  });
});

describe('it fails closed', () => {
  it.each([[undefined], [null], [''], [[]], [7], [{}], ['{}']])(
    'on %j, which is no order',
    (order) => {
      expect(guardCheckout(order, PRODUCTION)).toEqual({
        action: 'block',
        rule: 'checkout.production.findings.block',
        technique: 'marker',
        findings: [
          {
            path: '',
            technique: 'marker',
            id: 'not-an-order',
            severity: 'block',
            reason: expect.any(String),
          },
        ],
      });
    },
  );

  const cyclic: Record<string, unknown> = {};
  cyclic['order'] = cyclic;
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  it.each<[string, unknown]>([
    ['a date', new Date()],
    ['a Map', new Map([['id', 1]])],
    ['a Map with a member', Object.assign(new Map(), { id: 1 })],
    ['a Set', new Set([1])],
    ['an answer that was not awaited', Promise.resolve({ id: 1 })],
    ['an answer that was not read', new Response('{}')],
    ['an error', new Error('no such order')],
    ['an error with a code', Object.assign(new Error('no'), { code: 404 })],
    ['a function', Object.assign(() => 0, { id: 1 })],
    ['a text in an object', new String('order')],
    ['bytes', new TextEncoder().encode('{"id":1}')],
    ['orders in a list', [{ id: 1 }]],
    ['a list with a member', Object.assign([1], { id: 1 })],
    ['an address of one', new URL('https://shop-of-jo.eu/orders/1')],
    ['a query that found nothing', { data: { order: null } }],
    ['an order without a line', { line_items: [], customer: {} }],
    ['an order that holds itself and nothing else', cyclic],
    ['members that are no members', Object.create({ id: 1 })],
    ['members without names', { [Symbol('id')]: 1 }],
    ['members that are not listed', Object.defineProperty({}, 'id', { value: 1 })],
    ['a revoked proxy', revoked],
    ['a list of them', [revoked]],
  ])('on %s, which is no order', (_, order) => {
    const decision = guardCheckout(order, PRODUCTION);
    expect(decision.action).toBe('block');
    expect(decision.findings[0]).toEqual({
      path: '',
      technique: 'marker',
      id: 'not-an-order',
      severity: 'block',
      reason: expect.any(String),
    });
  });

  it('and looks into what is no order all the same', () => {
    expect(guardCheckout([{ id: 1, test: true }], PRODUCTION).findings).toContainEqual(
      expect.objectContaining({ path: '/0/test', id: 'payment.test-flag' }),
    );
  });

  it('on a receipt that is too long to be unpacked', () => {
    const receiptJson = `{"a":"${'x'.repeat(300_000)}"}`;
    expect(guardCheckout({ receiptJson }, PRODUCTION)).toMatchObject({
      action: 'block',
      findings: [{ path: '/receiptJson', id: 'not-looked-at.characters' }],
    });
  });

  const failing: readonly (readonly [string, () => unknown])[] = [
    [
      'throws',
      () => {
        throw new Error('out of memory');
      },
    ],
    [
      'throws nothing at all',
      () => {
        throw undefined;
      },
    ],
    ['returns nothing', () => undefined],
    ['returns a promise', async () => ({ findings: [], isComplete: true })],
    [
      'returns findings without a severity',
      () => ({ findings: [{ path: '', id: 'a' }], isComplete: true }),
    ],
    ...[
      7,
      [null],
      [{ path: 7, refused: { status: 'rejected', reason: 'expired' } }],
      [{ path: '', refused: 'expired' }],
      [
        { path: '', refused: { status: 'rejected', reason: 'expired' } },
        { path: '', refused: { status: 'rejected', reason: 'of a later version' } },
      ],
    ].map(
      (marks) =>
        [
          `returns ${JSON.stringify(marks)} as marks`,
          () => ({ findings: [], isComplete: true, marks }),
        ] as const,
    ),
    [
      'returns a proxy that throws',
      () =>
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('no');
            },
          },
        ),
    ],
  ];
  it.each(failing)('when a detector %s, and says so', (_, detector) => {
    const options = { ...PRODUCTION, detectors: [detector] } as CheckoutOptions;
    expect(guardCheckout(clean(), options)).toEqual({
      action: 'block',
      rule: 'checkout.production.findings.block',
      technique: 'marker',
      findings: [
        {
          path: '',
          technique: 'marker',
          id: DETECTOR_FAILED,
          severity: 'block',
          reason: expect.any(String),
        },
      ],
    });
  });

  it('and asks the other detectors all the same', () => {
    const detectors = [
      () => {
        throw new Error('no');
      },
      createDetector(),
    ];
    const { findings } = guardCheckout({ test: true }, { ...PRODUCTION, detectors });
    expect(findings.map(({ id }) => id)).toEqual([DETECTOR_FAILED, 'payment.test-flag']);
  });

  it.each([
    [
      'too many lines',
      { line_items: Array.from({ length: 200_000 }, () => 1) },
      'not-looked-at.nodes',
    ],
    ['too much text', { note: 'x'.repeat(5_000_000) }, 'not-looked-at.characters'],
    ['a Map', { lines: new Map([['a', 1]]) }, 'not-looked-at.not-plain'],
    [
      'a Map with members',
      { lines: Object.assign(new Map([['a', 1]]), { id: 1 }) },
      'not-looked-at.not-plain',
    ],
    ['a text in an object', { card: new String('4111111111111111') }, 'not-looked-at.not-plain'],
    [
      'a getter that throws',
      {
        get total() {
          throw new Error('no');
        },
      },
      'not-looked-at.unreadable',
    ],
  ])('on %s, and says so', (_, order, id) => {
    const decision = guardCheckout(order, PRODUCTION);
    expect(decision.action).toBe('block');
    expect(decision.findings).toContainEqual(
      expect.objectContaining({ id, severity: 'block', technique: 'marker' }),
    );
  });

  it('on data nested too deep', () => {
    let order: object = { a: 1 };
    for (let i = 0; i < 10_000; i++) order = { order };
    expect(guardCheckout(order, PRODUCTION).action).toBe('block');
  });

  it('a detector that has not seen all and does not say what counts as one that says', () => {
    const detector = () => ({ findings: [], isComplete: false, unlisted: 0, visited: 0 });
    const { action, findings } = guardCheckout({ id: 1 }, { ...PRODUCTION, detectors: [detector] });
    expect([action, findings[0]?.id]).toEqual(['block', 'not-looked-at']);
  });

  it('by policy: observe flags it', () => {
    const detectors = [
      () => {
        throw new Error('no');
      },
    ];
    const options = { ...PRODUCTION, policy: observe, detectors };
    expect(guardCheckout({ id: 1 }, options).action).toBe('flag');
  });
});

test('an environment that no policy names is production', () => {
  expect(guardCheckout({ test: true }, { environment: 'blue' }).action).toBe('block');
});

test('the decision holds nothing of the order', () => {
  const order = {
    test: true,
    payment: { cc_number: '4111111111111111' },
    email: 'orders@example.com',
  };
  const decision = guardCheckout(order, { ...PRODUCTION, policy: storefront });
  expect(decision.action).toBe('block');
  expect(JSON.stringify(decision)).not.toMatch(/4111|orders/);
});

test('the order is not changed', () => {
  const order = clean();
  guardCheckout(Object.freeze(order), PRODUCTION);
  expect(order).toEqual(clean());
});
