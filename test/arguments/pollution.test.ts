/** A polluted Object.prototype sets no option, adds no claim and moves no verdict. */

import { createVerifier, json, parts, raw, text, verifySync } from 'contentmark';
import { afterEach, describe, expect, test } from 'vitest';
import { createShopTrust, mark, verifyOptions } from '../fixtures/claims.ts';
import { openEnvelope } from '../fixtures/envelopes.ts';
import { type GoldenVector, readContent, readGolden, readOptions } from '../fixtures/golden.ts';

const POLLUTION: Readonly<Record<string, unknown>> = {
  now: 0,
  requiredParts: ['price'],
  audience: 'shop:us',
  expiresAt: 0,
  notBefore: 0xffffffff,
  backend: 'wasm',
  clock: () => 0,
  clockTolerance: 0xffffffff,
  subject: 'products/other',
  environment: 'staging',
  trust: {},
  status: 'verified',
  keyId: 'ffffffffffffffff',
  issuer: 'https://evil.example',
  purpose: 'fixture',
  sourceType: 'urn:evil',
  issuedAt: 0,
  id: '00000000-0000-0000-0000-000000000000',
  generator: { name: 'evil' },
  name: 'evil',
  version: 'evil',
  kind: 'title',
  review: { kind: 'legal' },
  extensions: { evil: true },
  profile: 0,
  type: 'manifest',
  algorithm: -19,
  claims: {},
  isManifest: true,
  mediaType: 'image/png',
  revokedAt: 0,
  notAfter: 0,
  purposes: ['fixture'],
  issuers: ['https://evil.example'],
  environments: ['production'],
  digest: new Uint8Array(32),
  bytes: new Uint8Array(1),
  signature: new Uint8Array(64),
  payload: new Uint8Array(32),
  signSync: () => new Uint8Array(64),
  length: 0,
  0: 'evil',
  toJSON: () => 'evil',
};

afterEach(() => {
  for (const key of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, key);
});

/** What the call gives while Object.prototype has this member. */
function polluted<T>(key: string, call: () => T): T {
  Object.defineProperty(Object.prototype, key, {
    value: POLLUTION[key],
    configurable: true,
    enumerable: true,
    writable: true,
  });
  try {
    return call();
  } finally {
    Reflect.deleteProperty(Object.prototype, key);
  }
}

const vectors = readGolden().filter(({ roots }) => roots === undefined);

/** One refusal for each reason: enough, where every member of the table is tried on each. */
const refusals = vectors.filter(
  (vector, index) =>
    vector.expect !== 'verified' &&
    vectors.findIndex((other) => other.expect === vector.expect) === index,
);

/** Members of a trust entry: where one of these is polluted, trust is made anew under it. */
const IN_TRUST = ['issuers', 'environments', 'purposes', 'notBefore', 'notAfter', 'revokedAt'];
const prepared = new Map(vectors.map((vector) => [vector.name, readOptions(vector)]));

/** The outcome of a vector, content made anew. */
function outcome(vector: GoldenVector, key: string): string {
  const ready = IN_TRUST.includes(key) ? undefined : prepared.get(vector.name);
  const options = ready ?? readOptions(vector);
  const verdict = verifySync(readContent(vector.content), vector.mark, options);
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
}

describe.each(Object.keys(POLLUTION))('Object.prototype.%s', (key) => {
  test('verifies nothing that is refused without it', () => {
    for (const vector of refusals) {
      let found: string;
      try {
        found = polluted(key, () => outcome(vector, key));
      } catch {
        continue; // A throw shows nothing to a shopper.
      }
      expect([vector.name, found === 'verified']).toEqual([vector.name, false]);
    }
  });

  test('does not change a mark that is made', () => {
    const content = parts({
      title: text('Merino'),
      data: json({ a: 1 }),
      file: raw(new Uint8Array(1)),
    });
    const clean = mark(content, { generator: { name: 'copywriter' } });
    expect(polluted(key, () => mark(content, { generator: { name: 'copywriter' } }))).toEqual(
      clean,
    );
  });
});

test.each([
  'now',
  'requiredParts',
  'audience',
  'recall',
  'expiresAt',
  'notBefore',
  'backend',
  'clock',
  'clockTolerance',
  'issuer',
])('Object.prototype.%s leaves every verdict as it is', (key) => {
  for (const vector of vectors) {
    expect([vector.name, polluted(key, () => outcome(vector, key))]).toEqual([
      vector.name,
      vector.expect,
    ]);
  }
});

describe('a key named __proto__', () => {
  const content = text('Merino crew neck');
  const smuggled = JSON.parse('{"__proto__": {"now": 0, "audience": "shop:us"}}') as object;

  test('in options is an unknown option, not a prototype', () => {
    const options = Object.defineProperty({ ...verifyOptions }, '__proto__', {
      value: { requiredParts: ['price'] },
      enumerable: true,
    });
    expect(() => verifySync(content, mark(content), options)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options.__proto__' }),
    );
    expect(() => createVerifier(smuggled as never)).toThrow(/"options.__proto__" is no option/);
  });

  test('in claims is an unknown claim', () => {
    const claims = JSON.parse('{"__proto__": {"purpose": "fixture"}}') as object;
    expect(() => mark(content, claims)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'claims.__proto__' }),
    );
  });

  test('in extensions is a name like any other', () => {
    const extensions = new Map<string, string>([['__proto__', 'polluted']]);
    const { claims } = openEnvelope(mark(content, { extensions }));
    expect(claims.extensions).toEqual(extensions);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('options inherited from a prototype are not read', () => {
    const inherited = Object.create({ now: 0, requiredParts: ['price'] }) as object;
    const options = Object.assign(inherited, verifyOptions);
    expect(verifySync(content, mark(content), options).status).toBe('verified');
    expect(() =>
      createVerifier(Object.create({ trust: createShopTrust(), environment: 'production' })),
    ).toThrow(/options.trust/);
  });
});
