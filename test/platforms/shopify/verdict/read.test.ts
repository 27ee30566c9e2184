/** `readVerdict`: every reason, the order of the checks, and what each outcome allows. */

import { REASONS, type Verdict } from 'contentmark';
import { ACTIONS, type Action } from 'contentmark/policy';
import {
  endOfDate,
  type ReadVerdictOptions,
  readVerdict,
  VERDICT_REASONS,
  type VerdictReason,
  type WriteVerdictOptions,
  writeVerdict,
} from 'contentmark/verdict';
import { describe, expect, test } from 'vitest';
import { NOW, SUBJECT } from '../../../fixtures/claims.ts';
import {
  absent,
  absentOptions,
  EXPIRES,
  envelopeDigest,
  OWNER,
  readOptions,
  rejected,
  verified,
  writeOptions,
} from '../../../fixtures/verdicts.ts';

type Expected = Partial<Record<keyof ReadVerdictOptions, unknown>>;
const read = (value: unknown, changed: Expected = {}) =>
  readVerdict(value, { ...readOptions, ...changed } as ReadVerdictOptions);

const VERDICTS = { verified, rejected, absent } as const;
const write = (status: Verdict['status'], changed: Partial<WriteVerdictOptions> = {}) =>
  writeVerdict(VERDICTS[status], {
    ...(status === 'absent' ? absentOptions : writeOptions),
    ...changed,
  });
const good = write('verified');
/** The members of a good verdict with some of them replaced, or removed where `undefined`. */
const edit = (changed: object, text = good) => JSON.stringify({ ...JSON.parse(text), ...changed });

describe('a verified mark', () => {
  test('reads as verified, with what may be asked about it', () => {
    expect(read(good)).toEqual({
      status: 'verified',
      allowed: true,
      action: undefined,
      keyId: verified.keyId,
      envelopeDigest,
      expiresAt: EXPIRES,
    });
  });

  test('reads the same from value and from jsonValue', () => {
    expect(read(JSON.parse(good))).toEqual(read(good));
  });

  test('reads the same however the platform has stored the JSON', () => {
    const members = Object.entries(JSON.parse(good));
    const reordered = JSON.stringify(Object.fromEntries(members.reverse()), null, 2);
    const escaped = good.replace(
      /[a-z]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    for (const text of [reordered, escaped]) expect(read(text)).toEqual(read(good));
    expect(escaped.length).toBeGreaterThan(512);
  });

  test('reads the same with members of a later version beside it', () => {
    expect(read(edit({ basis: 'generated', descSha256: { en: 'x' }, later: [1] }))).toEqual(
      read(good),
    );
  });

  test('is frozen, as every reading is', () => {
    for (const value of [good, '', write('rejected')])
      expect(Object.isFrozen(read(value))).toBe(true);
  });
});

/** One metafield for each reason, with the options that find it. */
const WITNESSES: Readonly<Record<VerdictReason, readonly [value: unknown, changed?: Expected]>> = {
  absent: [undefined],
  'too-large': [`${good}${' '.repeat(2048)}`],
  malformed: ['{"v":1'],
  'unsupported-version': [edit({ v: 2 })],
  'environment-mismatch': [edit({ environment: 'staging' })],
  'audience-mismatch': [write('verified', { audience: 'shop:us' }), { audience: 'shop:eu' }],
  'subject-mismatch': [good, { subject: 'products/other' }],
  'owner-mismatch': [write('verified', { ownerId: OWNER }), { ownerId: `${OWNER}1` }],
  expired: [good, { now: EXPIRES }],
  rejected: [write('rejected')],
  unmarked: [write('absent')],
};

describe('the reason', () => {
  test.each(VERDICT_REASONS)('%s is given, and allows nothing that fails closed', (reason) => {
    const [value, changed] = WITNESSES[reason];
    expect(read(value, changed)).toMatchObject({ status: 'unverified', reason, allowed: false });
  });

  test.each(VERDICT_REASONS)('%s fails open only where nothing is known', (reason) => {
    const [value, changed] = WITNESSES[reason];
    const isKnown = ['environment-mismatch', 'audience-mismatch', 'rejected'].includes(reason);
    expect(read(value, { ...changed, fail: 'open' })).toMatchObject({ reason, allowed: !isKnown });
  });

  test.each([
    ['null', null],
    ['an empty text', ''],
    ['the JSON null', 'null'],
  ])('absent is also %s', (_name, value) => {
    expect(read(value)).toMatchObject({ reason: 'absent' });
  });

  test.each([
    ['a number', 1],
    ['an array', [good]],
    ['the text of a text', JSON.stringify(good)],
    ['text that is no JSON', 'verified'],
    ['no version', edit({ v: undefined })],
    ['a version in a text', edit({ v: '1' })],
    ['no status', edit({ status: undefined })],
    ['a status that there is not', edit({ status: 'allowed' })],
    ['a status in an array', edit({ status: ['verified'] })],
    ['no subject', edit({ subject: undefined })],
    ['no environment', edit({ environment: undefined })],
    ['an environment in an array', edit({ environment: ['production'] })],
    ['no expiry', edit({ expiresAt: undefined })],
    ['an expiry in a text', edit({ expiresAt: String(EXPIRES) })],
    ['an expiry in milliseconds', edit({ expiresAt: EXPIRES * 1000 })],
    ['an expiry between two seconds', edit({ expiresAt: EXPIRES + 0.5 })],
    ['an expiry before 1970', edit({ expiresAt: -1 })],
    ['no key', edit({ keyId: undefined })],
    ['a key id in an array', edit({ keyId: [verified.keyId] })],
    ['a key id that is too short', edit({ keyId: verified.keyId.slice(1) })],
    ['a digest that is too long', edit({ envelopeDigest: `${envelopeDigest}0` })],
    ['no digest', edit({ envelopeDigest: undefined })],
    ['an action that there is not', edit({ action: 'delete' })],
    ['an action from the prototype', edit({ action: 'toString' })],
    ['an action in an array', edit({ action: ['allow'] })],
    ['a refusal without its reason', edit({ reason: undefined }, write('rejected'))],
    ['a reason that is no word', edit({ reason: '<b>' }, write('rejected'))],
  ])('malformed is %s', (_name, value) => {
    expect(read(value)).toMatchObject({ reason: 'malformed' });
    if (typeof value !== 'string') return;
    expect(read(value, { now: EXPIRES, environment: 'staging' })).toMatchObject({
      reason: 'malformed',
    });
  });

  test('is never taken from a prototype', () => {
    const members = JSON.parse(good);
    expect(read(Object.create(members))).toMatchObject({ reason: 'malformed' });
    expect(read(JSON.parse(`{"__proto__":${good}}`))).toMatchObject({ reason: 'malformed' });
  });

  test.each([
    ['verified', 'v'],
    ['verified', 'status'],
    ['verified', 'subject'],
    ['verified', 'ownerId'],
    ['verified', 'environment'],
    ['verified', 'expiresAt'],
    ['verified', 'keyId'],
    ['verified', 'envelopeDigest'],
    ['rejected', 'reason'],
  ] as const)(
    'of a %s one without %s is the same, whatever its prototype has',
    (status, member) => {
      const { [member]: inherited, ...own } = JSON.parse(write(status, { ownerId: OWNER }));
      const changed = { ownerId: OWNER };
      const reading = read(own, changed);
      expect(reading).toMatchObject({
        reason: member === 'ownerId' ? 'owner-mismatch' : 'malformed',
      });
      const heir = Object.assign(Object.create({ [member]: inherited }), own);
      expect(read(heir, changed)).toEqual(reading);
    },
  );

  test('is malformed for a function that has the members of a verdict', () => {
    expect(read(Object.assign(() => 1, JSON.parse(good)))).toMatchObject({ reason: 'malformed' });
  });

  test('rejected says why the mark does not hold, and nothing else does', () => {
    for (const reason of REASONS) {
      const text = writeVerdict({ ...rejected, reason }, writeOptions);
      expect(read(text)).toMatchObject({ reason: 'rejected', rejection: reason });
    }
    for (const reason of VERDICT_REASONS.filter((each) => each !== 'rejected')) {
      const [value, changed] = WITNESSES[reason];
      expect(read(value, changed)).toMatchObject({ rejection: undefined });
    }
  });
});

test('the checks run in the order of the list: of two faults the earlier is named', () => {
  const faults: readonly [VerdictReason, object, Expected?][] = [
    ['unsupported-version', { v: 2 }],
    ['environment-mismatch', { environment: 'staging' }],
    ['audience-mismatch', { audience: 'shop:us' }],
    ['subject-mismatch', { subject: 'products/other' }],
    ['owner-mismatch', { ownerId: OWNER }, { ownerId: `${OWNER}1` }],
    ['expired', { expiresAt: NOW }],
    ['rejected', { status: 'rejected', reason: 'expired' }],
  ];
  const order = faults.map(([reason]) => VERDICT_REASONS.indexOf(reason));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  for (const [index, [reason, first, options]] of faults.entries()) {
    for (const [, second, others] of faults.slice(index + 1)) {
      const value = edit({ ...second, ...first });
      expect(read(value, { ...options, ...others })).toMatchObject({ reason });
    }
  }
});

describe('the record that is shown', () => {
  const owned = write('verified', { ownerId: OWNER });

  test.each([
    ['its subject', { subject: SUBJECT }],
    ['its owner', { subject: undefined, ownerId: OWNER }],
    ['both', { ownerId: OWNER }],
  ])('may be known by %s', (_name, changed) => {
    expect(read(owned, changed).status).toBe('verified');
  });

  test('is another where the verdict names no owner and one is asked for', () => {
    const changed = { subject: undefined, ownerId: OWNER };
    expect(read(good, changed)).toMatchObject({ reason: 'owner-mismatch' });
  });

  test('is compared exactly', () => {
    for (const subject of [`${SUBJECT} `, SUBJECT.toUpperCase(), SUBJECT.slice(1)]) {
      expect(read(good, { subject })).toMatchObject({ reason: 'subject-mismatch' });
    }
  });
});

describe('the audience', () => {
  test('of a verdict for nobody in particular may be any', () => {
    expect(read(good, { audience: 'shop:eu' }).status).toBe('verified');
  });

  test('of a verdict for one tenant must be asked for', () => {
    const value = write('verified', { audience: 'shop:eu' });
    expect(read(value, { audience: 'shop:eu' }).status).toBe('verified');
    expect(read(value)).toMatchObject({ reason: 'audience-mismatch' });
    expect(read(edit({ audience: null }))).toMatchObject({ reason: 'audience-mismatch' });
  });
});

describe('the time', () => {
  test.each([
    [EXPIRES - 1, 'verified'],
    [EXPIRES, 'unverified'],
    [0, 'verified'],
    [2 ** 32 - 1, 'unverified'],
  ])('%i makes it %s', (now, status) => {
    expect(read(good, { now }).status).toBe(status);
  });

  test('can be compared by the platform in our place', () => {
    const at = (isExpired: boolean) => read(good, { now: undefined, isExpired });
    expect(at(false).status).toBe('verified');
    expect(at(true)).toMatchObject({ reason: 'expired' });
    for (const expiresAt of [0, 2 ** 32 - 1]) {
      const value = edit({ expiresAt });
      expect(read(value, { now: undefined, isExpired: false }).status).toBe('verified');
      expect(read(value, { now: undefined, isExpired: true })).toMatchObject({ reason: 'expired' });
    }
  });

  test('of a date is when it is over in the last place on earth', () => {
    // 12:00 UTC of the next day is midnight at UTC-12.
    expect(endOfDate('2026-11-24')).toBe(Date.parse('2026-11-25T12:00:00Z') / 1000);
    expect(endOfDate('2026-11-24')).toBe(Date.parse('2026-11-24T24:00:00-12:00') / 1000);
    expect(endOfDate('2028-02-29')).toBe(Date.parse('2028-03-01T12:00:00Z') / 1000);
    expect(endOfDate('1970-01-01')).toBe(36 * 3600);
    expect(endOfDate('2099-12-31')).toBeLessThan(2 ** 32);
  });

  test('of no date lies before what is the time there, nor more than 50 hours after it', () => {
    for (const offset of [-12, -11, 0, 5.75, 14]) {
      for (let hour = 0; hour < 48; hour++) {
        const now = Date.parse('2026-11-24T00:00:00Z') / 1000 + hour * 3600;
        const date = new Date((now + offset * 3600) * 1000).toISOString().slice(0, 10);
        expect(endOfDate(date) - now).toBeGreaterThan(0);
        expect(endOfDate(date) - now).toBeLessThanOrEqual(50 * 3600);
      }
    }
  });

  test.each([
    '2026-1-24',
    '2026-13-01',
    '2026-00-10',
    '2026-11-32',
    '2026-11-24T00:00:00Z',
    ' 2026-11-24',
    '1969-12-31',
    '2100-01-01',
    '',
  ])('of "%s", which is no date, is refused', (date) => {
    expect(() => endOfDate(date)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'date' }),
    );
  });
});

describe('the action that the app has decided on', () => {
  const PASSING: Readonly<Record<Action, boolean>> = {
    allow: true,
    disclose: true,
    flag: true,
    hide: false,
    block: false,
  };

  test.each(ACTIONS)('%s goes before the status and before fail', (action) => {
    for (const status of ['verified', 'rejected', 'absent'] as const) {
      for (const fail of ['open', 'closed']) {
        const reading = read(write(status, { decision: { action } }), { fail });
        expect([status, fail, reading.allowed]).toEqual([status, fail, PASSING[action]]);
        expect(reading.action).toBe(action);
        expect(reading.status).toBe(status === 'verified' ? 'verified' : 'unverified');
      }
    }
  });

  test('does not count for another record, or for too long', () => {
    for (const changed of [{ subject: 'products/other' }, { now: EXPIRES }]) {
      for (const fail of ['open', 'closed']) {
        const reading = read(write('verified', { decision: { action: 'allow' } }), {
          ...changed,
          fail,
        });
        expect(reading).toMatchObject({ allowed: fail === 'open', action: undefined });
      }
    }
  });

  test('to refuse does not become a pass by age, or on a copy', () => {
    const refusals = [
      write('rejected'),
      write('verified', { decision: { action: 'block' } }),
      write('absent', { decision: { action: 'hide' } }),
    ];
    for (const value of refusals) {
      for (const changed of [{ subject: 'products/other' }, { ownerId: OWNER }, { now: EXPIRES }]) {
        expect(read(value, { ...changed, fail: 'open' }).allowed).toBe(false);
      }
    }
  });

  test('cannot let in what was written for another environment or tenant', () => {
    const value = write('verified', { decision: { action: 'allow' }, audience: 'shop:us' });
    for (const changed of [{ environment: 'staging' }, { audience: 'shop:eu' }]) {
      expect(read(value, { ...changed, fail: 'open' }).allowed).toBe(false);
    }
  });
});

test('what must be said exactly once is so in the types too, for a caller who compiles', () => {
  const place = { environment: 'production', fail: 'closed', now: NOW } as const;
  const { now: _now, ...timeless } = place;
  const mistakes = [
    // @ts-expect-error: no record is named
    () => readVerdict(good, place),
    // @ts-expect-error: no time is given
    () => readVerdict(good, { ...timeless, subject: SUBJECT }),
    // @ts-expect-error: two times are given
    () => readVerdict(good, { ...place, subject: SUBJECT, isExpired: false }),
    // @ts-expect-error: what happens in doubt is not said
    () => readVerdict(good, { subject: SUBJECT, environment: 'production', now: NOW }),
  ];
  for (const mistake of mistakes) expect(mistake).toThrow(/^"options/);
});

test('VERDICT_REASONS is the closed list that it was', () => {
  expect(VERDICT_REASONS).toEqual([
    'absent',
    'too-large',
    'malformed',
    'unsupported-version',
    'environment-mismatch',
    'audience-mismatch',
    'subject-mismatch',
    'owner-mismatch',
    'expired',
    'rejected',
    'unmarked',
  ]);
});
