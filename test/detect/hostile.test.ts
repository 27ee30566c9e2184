/** Data made to throw, to hang, to fill memory, or to be passed over. */
import { createDetector, MARKERS } from 'contentmark/detect';
import { describe, expect, it, test } from 'vitest';
import { WRONG_VALUES } from '../fixtures/wrong-values.ts';

const detector = createDetector();
const EMAIL = { email: 'a@example.com' };
const markersIn = (data: unknown) => detector(data).findings.map(({ id }) => id);

test.each(WRONG_VALUES)('%s gives a result', (_, value) => {
  for (const data of [value, { email: value }, [value], { [String(typeof value)]: { value } }]) {
    const detection = detector(data);
    expect(detection.visited).toBeGreaterThan(0);
    expect(Object.isFrozen(detection)).toBe(true);
  }
});

describe('what cannot be looked at is told', () => {
  it('a getter that throws, and the rest of the data is looked at', () => {
    const data = {
      bad: Object.defineProperty({}, 'email', {
        enumerable: true,
        get: () => {
          throw new Error('no');
        },
      }),
      good: EMAIL,
    };
    const detection = detector(data);
    expect(detection.isComplete).toBe(false);
    expect(detection.findings).toEqual([
      {
        path: '/bad',
        technique: 'marker',
        id: 'not-looked-at.unreadable',
        severity: 'warn',
        reason: expect.any(String),
      },
      {
        path: '/good/email',
        technique: 'marker',
        id: 'domain.example',
        severity: 'block',
        reason: expect.any(String),
      },
    ]);
  });

  it('a proxy that refuses, at any trap', () => {
    const refuse = () => {
      throw new Error('no');
    };
    for (const trap of ['ownKeys', 'get', 'getOwnPropertyDescriptor', 'getPrototypeOf'] as const) {
      const detection = detector({ a: new Proxy({ email: 'x' }, { [trap]: refuse }), b: EMAIL });
      expect(detection.findings.at(-1)?.path).toBe('/b/email');
    }
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(markersIn({ proxy })).toEqual(['not-looked-at.unreadable']);
  });

  it.each([
    ['a Map', new Map([['email', 'a@example.com']])],
    ['a Set', new Set(['a@example.com'])],
    ['bytes', new Uint8Array(1_000_000)],
    ['a class without members', new (class Order {})()],
  ])('%s', (_, value) => {
    const detection = detector({ value });
    expect(detection.isComplete).toBe(false);
    expect(detection.findings).toEqual([
      {
        path: '/value',
        technique: 'marker',
        id: 'not-looked-at.not-plain',
        severity: 'warn',
        reason: expect.any(String),
      },
    ]);
  });

  it('depth', () => {
    let data: object = EMAIL;
    for (let i = 0; i < 100_000; i++) data = { a: data };
    const detection = detector(data);
    expect(detection.isComplete).toBe(false);
    expect(detection.findings).toHaveLength(1);
    expect(detection.findings[0]).toMatchObject({ id: 'not-looked-at.depth' });
    expect(markersIn({ a: { b: EMAIL } })).toEqual(['domain.example']);
  });

  it('too many values, told once', () => {
    const many = Array.from({ length: 200_000 }, () => 1);
    const detection = createDetector({ maxNodes: 1000 })({ many, email: 'a@example.com' });
    expect(detection.visited).toBe(1000);
    expect(detection.findings.map(({ id }) => id)).toEqual(['not-looked-at.nodes']);
  });

  it('too much text, and no piece of it passes for clean', () => {
    const little = createDetector({ maxCharacters: 100 });
    const detection = little({ a: 'x'.repeat(101), b: 'a@example.com' });
    expect(detection.isComplete).toBe(false);
    expect(detection.findings.map(({ path, id }) => [path, id])).toEqual([
      ['/a', 'not-looked-at.characters'],
      ['/b', 'not-looked-at.characters'],
    ]);
  });

  it('a list with a hole of four billion', () => {
    const holes: unknown[] = [];
    holes[2 ** 32 - 2] = 'a@example.com';
    const start = performance.now();
    const detection = detector({ holes });
    expect(detection.isComplete).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('own members only', () => {
  it('what is inherited is not there', () => {
    expect(markersIn(Object.create(EMAIL))).toEqual(['not-looked-at.not-plain']);
    expect(markersIn(Object.assign(Object.create(EMAIL), { a: 1 }))).toEqual([]);
  });

  it('a member called __proto__ is a member', () => {
    const data = JSON.parse(
      '{"__proto__": {"email": "a@example.com"}, "constructor": {"test": true}}',
    );
    expect(markersIn(data)).toEqual(['domain.example', 'payment.test-flag']);
  });

  it('a polluted Object.prototype adds nothing', () => {
    Object.defineProperty(Object.prototype, 'email', {
      value: 'a@example.com',
      enumerable: true,
      configurable: true,
      writable: true,
    });
    try {
      expect(markersIn({ a: 1 })).toEqual([]);
      expect(markersIn({ value: 1 })).toEqual([]);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'email');
    }
  });
});

describe('a cycle', () => {
  it('is looked at once', () => {
    const order: Record<string, unknown> = { email: 'a@example.com' };
    order['self'] = order;
    order['list'] = [order, { back: order }];
    const detection = detector(order);
    expect(detection.isComplete).toBe(true);
    expect(detection.findings).toHaveLength(1);
  });

  it('a shared object is looked at in each place', () => {
    const address = { phone: '555-625-1199' };
    expect(
      detector({ billing: address, shipping: address }).findings.map(({ path }) => path),
    ).toEqual(['/billing/phone', '/shipping/phone']);
  });

  it('a lattice of shared objects ends at the limit', () => {
    let level: object = EMAIL;
    for (let i = 0; i < 40; i++) level = { a: level, b: level };
    const detection = detector(level);
    expect(detection.isComplete).toBe(false);
    expect(detection.visited).toBeLessThanOrEqual(100_000);
  });
});

describe('findings tell no value', () => {
  const secrets = MARKERS.flatMap(({ rule }) =>
    rule.kind === 'card' || rule.kind === 'phone'
      ? rule.numbers
      : rule.kind === 'whole'
        ? rule.values
        : [],
  ).filter((value) => value.length > 6);

  it('whatever was found', () => {
    const data = secrets.map((secret) => ({
      card_number: secret,
      email: secret,
      phone: secret,
      sku: secret,
      token: secret,
      note: `see ${secret}`,
    }));
    const text = JSON.stringify(detector(data));
    expect(detector(data).findings.length).toBeGreaterThan(secrets.length);
    for (const secret of secrets) {
      // A marker's own id may hold its word: "test-product" is none, "card.stripe" is one.
      if (MARKERS.some(({ id }) => id.includes(secret))) continue;
      expect(text).not.toContain(secret);
    }
  });

  it('nor a member name that is personal data', () => {
    const people = {
      'ann@example.com': { email: 'a@example.com' },
      '4242 4242 4242 4242': EMAIL,
      sk_test_abcdefgh: EMAIL,
    };
    expect(detector({ people }).findings.map(({ path }) => path)).toEqual([
      '/people/*/email',
      '/people/*/email',
      '/people/*/email',
    ]);
  });

  it('and a path is a JSON Pointer', () => {
    expect(detector({ 'a/b~c': [{ '': EMAIL }] }).findings[0]?.path).toBe('/a~1b~0c/0//email');
  });
});

describe('time is linear', () => {
  const nasty: readonly [string, (n: number) => string][] = [
    ['digits', (n) => '4'.repeat(n)],
    ['groups of digits', (n) => '4242 '.repeat(n / 5)],
    ['single digits', (n) => '1 '.repeat(n / 2)],
    ['zeros', (n) => '0 '.repeat(n / 2)],
    ['plus signs', (n) => '+1 '.repeat(n / 3)],
    ['american groups', (n) => '212-555-'.repeat(n / 8)],
    ['dots', (n) => 'a.'.repeat(n / 2)],
    ['octets', (n) => '192.'.repeat(n / 4)],
    ['at signs', (n) => '@'.repeat(n)],
    ['hosts', (n) => 'a@b.test '.repeat(n / 9)],
    ['filler anchors', (n) => 'consectetur '.repeat(n / 12)],
    ['half a phrase', (n) => 'demonstration store '.repeat(n / 20)],
    ['spaces', (n) => `lorem${' '.repeat(n)}ipsum`],
    ['key prefixes', (n) => 'sk_test_'.repeat(n / 8)],
    ['nouns of faker', (n) => 'rustic wooden table '.repeat(n / 20)],
    ['colons', (n) => '2001:'.repeat(n / 5)],
    ['letters', (n) => 'é'.repeat(n)],
    ['slashes', (n) => '/'.repeat(n)],
  ];

  it.each(nasty)('in 300,000 characters of %s', (_, make) => {
    const looker = createDetector();
    const time = (length: number) => {
      const text = make(length);
      const data = { description: text, url: text, phone: text, card_number: text };
      looker(data);
      const start = performance.now();
      looker(data);
      return performance.now() - start;
    };
    time(10_000);
    expect(time(300_000)).toBeLessThan(3000);
  });
});

test('a thousand findings of a kind are listed, and the others counted', () => {
  const data = Array.from({ length: 5000 }, () => EMAIL);
  const detection = detector([...data, { gateway: 'bogus' }]);
  expect(detection.findings).toHaveLength(1000);
  expect(detection.unlisted).toBe(4001);
});
