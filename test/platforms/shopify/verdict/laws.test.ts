/** What holds for every verdict that can be written, and for everything that can stand in its place. */

import { isContentmarkError, REASONS, type Verdict } from 'contentmark';
import { ACTIONS, BASES } from 'contentmark/policy';
import {
  type ReadVerdictOptions,
  readVerdict,
  VERDICT_REASONS,
  type VerdictReading,
  type WriteVerdictOptions,
  writeVerdict,
} from 'contentmark/verdict';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NOW, SUBJECT } from '../../../fixtures/claims.ts';
import { runs } from '../../../fixtures/runs.ts';
import {
  absent,
  readOptions,
  rejected,
  verified,
  writeOptions,
} from '../../../fixtures/verdicts.ts';

/** Lone surrogates are refused by the writer; all else may be in a name. */
const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.constantFrom('__proto__', 'toString', '"', '\u0000', '</script>', '{{ x }}', '\u2028', ' '),
);
const hexDigits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const seconds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const locale = fc.constantFrom('en', 'de', 'pt-BR', 'zh-TW', 'fil', 'sr-Latn-RS');
const decision = fc.oneof(
  fc.record({ action: fc.constantFrom(...ACTIONS) }, { noNullPrototype: true }),
  fc.record(
    { action: fc.constant('disclose' as const), basis: fc.constantFrom(...BASES) },
    { noNullPrototype: true },
  ),
);

interface Written {
  readonly verdict: Verdict;
  readonly options: WriteVerdictOptions;
}

const written: fc.Arbitrary<Written> = fc
  .record({
    status: fc.constantFrom('verified', 'rejected', 'absent'),
    reason: fc.constantFrom(...REASONS),
    keyId: hexDigits(16),
    envelopeDigest: hexDigits(64),
    subject: name,
    ownerId: fc.option(name, { nil: undefined }),
    environment: name,
    audience: fc.option(name, { nil: undefined }),
    expiresAt: seconds,
    decision: fc.option(decision, { nil: undefined }),
    descSha256: fc.option(
      fc.dictionary(locale, hexDigits(64), { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
      {
        nil: undefined,
      },
    ),
  })
  .map(({ status, reason, keyId, envelopeDigest, descSha256, ...binding }): Written => {
    const { subject, environment, audience } = binding;
    // Without the members that are not there, as callers that spread their options do.
    const options = JSON.parse(
      JSON.stringify({
        ...binding,
        ...(status !== 'absent' && { envelopeDigest }),
        ...(status === 'verified' && { descSha256 }),
      }),
    ) as WriteVerdictOptions;
    if (status === 'absent') return { verdict: absent, options };
    if (status === 'rejected') return { verdict: { ...rejected, reason }, options };
    const { expiresAt: _expiresAt, ...claims } = verified.claims;
    const same = { subject, environment, ...(audience !== undefined && { audience }) };
    return { verdict: { ...verified, keyId, claims: { ...claims, ...same } }, options };
  });

/** The text, or undefined where it would have been too long, which the writer must say. */
function tryWrite({ verdict, options }: Written): string | undefined {
  try {
    return writeVerdict(verdict, options);
  } catch (error) {
    if (isContentmarkError(error) && error.code === 'ERR_HOST') return undefined;
    throw error;
  }
}

const expectationsOf = ({ options }: Written, now: number): ReadVerdictOptions => ({
  subject: options.subject,
  ...(options.ownerId !== undefined && { ownerId: options.ownerId }),
  environment: options.environment,
  ...(options.audience !== undefined && { audience: options.audience }),
  now,
  fail: 'closed',
});

describe('every verdict that can be written', () => {
  test('is at most 512 bytes, and the same text each time', () => {
    let written512 = 0;
    fc.assert(
      fc.property(written, (each) => {
        const text = tryWrite(each);
        if (text === undefined) return;
        written512++;
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(512);
        expect(tryWrite(each)).toBe(text);
      }),
      { numRuns: runs(500) },
    );
    // Or the property would hold of nothing.
    expect(written512).toBeGreaterThan(runs(200));
  });

  test('reads back as what was written, as text and as an object', () => {
    fc.assert(
      fc.property(written, fc.nat(), (each, before) => {
        const text = tryWrite(each);
        const { verdict, options } = each;
        if (text === undefined || options.expiresAt === 0) return;
        const now = before % options.expiresAt;
        const reading = readVerdict(text, expectationsOf(each, now));
        expect(readVerdict(JSON.parse(text), expectationsOf(each, now))).toEqual(reading);
        const action = options.decision?.action;
        if (verdict.status === 'verified') {
          const { keyId } = verdict;
          const { envelopeDigest, expiresAt } = options;
          const allowed = action !== 'hide' && action !== 'block';
          expect(reading).toEqual({
            status: 'verified',
            allowed,
            action,
            keyId,
            envelopeDigest,
            expiresAt,
          });
        } else {
          const reason = verdict.status === 'absent' ? 'unmarked' : 'rejected';
          const rejection = verdict.status === 'rejected' ? verdict.reason : undefined;
          expect(reading).toMatchObject({ status: 'unverified', reason, action, rejection });
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('is verified for no other record, place or time', () => {
    fc.assert(
      fc.property(written, written, seconds, (each, other, now) => {
        const text = tryWrite(each);
        if (text === undefined) return;
        const expected = expectationsOf(other, now);
        const isHere =
          other.options.subject === each.options.subject &&
          (other.options.ownerId ?? each.options.ownerId) === each.options.ownerId &&
          other.options.environment === each.options.environment &&
          (each.options.audience ?? other.options.audience) === other.options.audience &&
          now < each.options.expiresAt;
        const isVerified = readVerdict(text, expected).status === 'verified';
        expect(isVerified).toBe(isHere && each.verdict.status === 'verified');
      }),
      { numRuns: runs(300) },
    );
  });

  test('allows under closed nothing that it does not allow under open', () => {
    fc.assert(
      fc.property(written, written, seconds, fc.boolean(), (each, other, now, isOwn) => {
        const expected = expectationsOf(isOwn ? each : other, now);
        const text = tryWrite(each);
        const closed = readVerdict(text, expected);
        const open = readVerdict(text, { ...expected, fail: 'open' });
        expect({ ...open, allowed: undefined }).toEqual({ ...closed, allowed: undefined });
        if (closed.allowed) expect(open.allowed).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
});

const good = writeVerdict(verified, writeOptions);

/** Whether a reading is one that this version gives, all of it. */
function expectWhole(reading: VerdictReading): void {
  expect(typeof reading.allowed).toBe('boolean');
  if (reading.status === 'verified') {
    expect(Object.keys(reading)).toEqual([
      'status',
      'allowed',
      'action',
      'keyId',
      'envelopeDigest',
      'expiresAt',
    ]);
  } else {
    expect(reading.status).toBe('unverified');
    expect(VERDICT_REASONS).toContain(reading.reason);
  }
}

/** Members as a hostile object may have them, some of them right. */
const hostileMembers = fc.dictionary(
  fc.constantFrom(
    'v',
    'status',
    'reason',
    'subject',
    'environment',
    'expiresAt',
    'keyId',
    'action',
    'envelopeDigest',
    '__proto__',
    'toJSON',
    'constructor',
  ),
  fc.oneof(
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
    fc.constantFrom(
      1,
      'verified',
      'rejected',
      SUBJECT,
      'production',
      NOW + 1,
      verified.keyId,
      'ab'.repeat(32),
    ),
  ),
);

describe('whatever stands in its place', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each(['closed', 'open'] as const)(
    'gives a reading and no exception: text, failing %s',
    (fail) => {
      const junk = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3000 }),
        fc.json(),
        hostileMembers.map((members) => {
          try {
            return JSON.stringify(members) ?? '';
          } catch {
            return ''; // A BigInt has no JSON.
          }
        }),
        fc
          .tuple(fc.nat(good.length), fc.nat(good.length), fc.string({ maxLength: 8 }))
          .map(([from, to, piece]) => good.slice(0, from) + piece + good.slice(to)),
      );
      fc.assert(
        fc.property(junk, (value) => {
          const reading = readVerdict(value, { ...readOptions, fail });
          expectWhole(reading);
          if (reading.status === 'unverified') return;
          // What is verified must say so in so many words.
          expect(JSON.parse(value)).toMatchObject({
            v: 1,
            status: 'verified',
            subject: SUBJECT,
            environment: 'production',
          });
        }),
        { numRuns: runs(2000) },
      );
    },
  );

  test('gives a reading and no exception: any value', () => {
    const value = fc.oneof(hostileMembers, fc.anything());
    fc.assert(
      fc.property(value, (each) => expectWhole(readVerdict(each, readOptions))),
      { numRuns: runs(2000) },
    );
  });

  test('is unverified after every change of one character', () => {
    for (let at = 0; at < good.length; at++) {
      for (const by of ['', 'x', '0', '"', good[at] === '1' ? '2' : '1']) {
        const changed = good.slice(0, at) + by + good.slice(at + 1);
        const reading = readVerdict(changed, readOptions);
        if (reading.status === 'unverified') continue;
        // A digit of the expiry, the key id or the digest: nothing that binds it.
        expect(JSON.parse(changed)).toMatchObject({
          v: 1,
          status: 'verified',
          subject: SUBJECT,
          environment: 'production',
        });
      }
    }
  });

  test('may throw at every touch', () => {
    const thrower = new Proxy(
      {},
      new Proxy(
        {},
        {
          get: () => () => {
            throw new Error('touched');
          },
        },
      ),
    );
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const getter = Object.defineProperty(JSON.parse(good), 'status', {
      get(): never {
        throw new Error('read');
      },
    });
    for (const value of [thrower, revoked, getter]) {
      expect(readVerdict(value, readOptions)).toMatchObject({ reason: 'malformed' });
    }
  });

  test('is read once each: what answers differently the second time gains nothing', () => {
    const members = JSON.parse(good);
    const answers = new Map<string, number>();
    const shifting = new Proxy(members, {
      get(target, member: string) {
        answers.set(member, (answers.get(member) ?? 0) + 1);
        return target[member];
      },
    });
    expect(readVerdict(shifting, readOptions).status).toBe('verified');
    expect([...answers.values()].every((count) => count === 1)).toBe(true);
  });

  test('costs a bounded number of looks, however many members it has', () => {
    let looks = 0;
    const counting = new Proxy(
      {},
      new Proxy(
        {},
        {
          get: (_target, trap) => {
            if (trap === 'ownKeys') throw new Error('all members were listed');
            looks++;
            return undefined;
          },
        },
      ),
    );
    readVerdict(counting, readOptions);
    expect(looks).toBeLessThan(40);
  });

  test('is not parsed where it is too long, and not walked where it is too deep', () => {
    const parse = vi.spyOn(JSON, 'parse');
    expect(readVerdict('['.repeat(50_000_000), readOptions)).toMatchObject({ reason: 'too-large' });
    expect(parse).not.toHaveBeenCalled();
    for (const open of ['[', '{"a":']) {
      const deep = open.repeat(Math.floor(2048 / open.length));
      expect(readVerdict(deep, readOptions)).toMatchObject({ reason: 'malformed' });
    }
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    expect(readVerdict(cyclic, readOptions)).toMatchObject({ reason: 'malformed' });
  });
});

describe('a polluted Object.prototype', () => {
  const POLLUTION: Readonly<Record<string, unknown>> = {
    ...JSON.parse(good),
    status: 'verified',
    action: 'allow',
    audience: 'shop:us',
    ownerId: 'evil',
    reason: 'evil',
    fail: 'open',
    isExpired: false,
    now: 0,
    toJSON: () => 'evil',
    descSha256: { en: 'ab'.repeat(32) },
  };

  test.each(Object.keys(POLLUTION))('with %s changes no text and no reading', (member) => {
    const run = () => [
      writeVerdict(verified, writeOptions),
      writeVerdict(verified, { ...writeOptions, descSha256: { en: 'cd'.repeat(32) } }),
      writeVerdict(rejected, writeOptions),
      ...[good, '{}', '{"v":1}', undefined, { v: 1 }].map((value) =>
        readVerdict(value, readOptions),
      ),
    ];
    const clean = run();
    Object.defineProperty(Object.prototype, member, {
      value: POLLUTION[member],
      configurable: true,
      enumerable: true,
      writable: true,
    });
    let found: unknown;
    try {
      found = run();
    } finally {
      Reflect.deleteProperty(Object.prototype, member);
    }
    expect(found).toEqual(clean);
  });
});
