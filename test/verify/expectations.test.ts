/** Time, audience, environment and subject: what the caller expects, against what the mark says. */

import {
  ANY_SUBJECT_DANGEROUS,
  type ClaimsInput,
  createVerifier,
  json,
  jsonText,
  parts,
  raw,
  type SingleContent,
  text,
  type VerifyOptions,
  verify,
  verifySync,
} from 'contentmark';
import { html, htmlText } from 'contentmark/html';
import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../src/format/content/digest.ts';
import { markBeforeEdit } from '../../src/verify/edited.ts';
import { native } from '../fixtures/backends.ts';
import { claims, createShopTrust, mark, NOW, SUBJECT, verifyOptions } from '../fixtures/claims.ts';
import { signClaims } from '../fixtures/envelopes.ts';
import { envelopeOf, openVerifier, readContent, readGolden } from '../fixtures/golden.ts';

const content = text('Merino crew neck');

function check(changed: Partial<ClaimsInput>, options: Partial<VerifyOptions> = {}): string {
  const verdict = verifySync(content, mark(content, changed), { ...verifyOptions, ...options });
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
}

describe('time', () => {
  test('a mark holds from its date, give or take the tolerance of 60 seconds', () => {
    expect(check({}, { now: NOW - 60 })).toBe('verified');
    expect(check({}, { now: NOW - 61 })).toBe('not-yet-valid');
  });

  test('a mark holds from its begin, where that is later than its date', () => {
    const notBefore = NOW + 1000;
    expect(check({ notBefore }, { now: notBefore - 60 })).toBe('verified');
    expect(check({ notBefore }, { now: notBefore - 61 })).toBe('not-yet-valid');
    expect(check({ notBefore: NOW - 1000 }, { now: NOW - 61 })).toBe('not-yet-valid');
  });

  test('a mark holds until its expiry, excluded, give or take the tolerance', () => {
    const expiresAt = NOW + 1000;
    expect(check({ expiresAt }, { now: expiresAt + 59 })).toBe('verified');
    expect(check({ expiresAt }, { now: expiresAt + 60 })).toBe('expired');
    expect(check({}, { now: 0xffffffff })).toBe('verified');
  });

  test('the tolerance is the caller’s, zero included', () => {
    const expiresAt = NOW + 1;
    expect(check({}, { now: NOW - 1, clockTolerance: 0 })).toBe('not-yet-valid');
    expect(check({ expiresAt }, { now: NOW, clockTolerance: 0 })).toBe('verified');
    expect(check({ expiresAt }, { now: NOW + 1, clockTolerance: 0 })).toBe('expired');
    expect(check({ expiresAt }, { now: NOW + 3600, clockTolerance: 3600 })).toBe('verified');
    expect(check({ expiresAt }, { now: NOW + 3601, clockTolerance: 3600 })).toBe('expired');
  });

  test('a mark that expires before it begins never holds', () => {
    const payload = {
      type: 'hash',
      profile: 1,
      mediaType: undefined,
      digest: native.sha256(canonicalBytes(content).bytes ?? new Uint8Array(0)),
    } as const;
    const envelope = signClaims({ ...claims, notBefore: NOW + 500, expiresAt: NOW - 500 }, payload);
    for (const now of [0, NOW - 561, NOW, NOW + 561, 0xffffffff]) {
      expect(verifySync(content, envelope, { ...verifyOptions, now }).status).toBe('rejected');
    }
  });

  test('comes from the clock where the caller gives none, once for each check', () => {
    const times = [NOW + 10, NOW + 2000];
    const verifier = createVerifier({
      trust: createShopTrust(),
      environment: 'production',
      clock: () => times.shift() ?? 0,
    });
    const envelope = mark(content, { expiresAt: NOW + 1000 });
    const statuses = [1, 2].map(
      () => verifier.verifySync(content, envelope, { subject: SUBJECT }).status,
    );
    expect(statuses).toEqual(['verified', 'rejected']);
    expect(verifier.verifySync(content, envelope, { subject: SUBJECT, now: NOW }).status).toBe(
      'verified',
    );
  });

  test.each([Number.NaN, undefined, NOW * 1000, -1, 1.5, '1767225600', null])(
    'from a clock that says %s is a mistake, not a mark that never expires',
    async (time) => {
      const clock = () => time as number;
      const { now: _, ...options } = verifyOptions;
      const expired = mark(content, { expiresAt: NOW + 1 });
      const mistake = expect.objectContaining({
        code: 'ERR_ARGUMENT',
        argument: 'options.clock()',
      });
      expect(() => verifySync(content, expired, { ...options, clock })).toThrow(mistake);
      await expect(verify(content, expired, { ...options, clock })).rejects.toEqual(mistake);
    },
  );

  test('without any clock given is the machine’s', () => {
    const { now: _, ...options } = verifyOptions;
    const envelope = mark(content, { issuedAt: Math.floor(Date.now() / 1000) });
    expect(verifySync(content, envelope, options).status).toBe('verified');
    const later = mark(content, { issuedAt: Math.floor(Date.now() / 1000) + 3600 });
    expect(verifySync(content, later, options)).toMatchObject({ reason: 'not-yet-valid' });
  });
});

describe('audience', () => {
  test('a mark for one tenant holds for that tenant only', () => {
    expect(check({ audience: 'shop:eu' }, { audience: 'shop:eu' })).toBe('verified');
    for (const audience of ['shop:us', 'shop:eu ', 'SHOP:EU']) {
      expect(check({ audience: 'shop:eu' }, { audience })).toBe('audience-mismatch');
    }
  });

  test('a mark for one tenant does not hold where the caller names none', () => {
    expect(check({ audience: 'shop:eu' })).toBe('audience-mismatch');
  });

  test('a mark for nobody in particular holds for each tenant', () => {
    expect(check({}, { audience: 'shop:eu' })).toBe('verified');
  });
});

describe('subject', () => {
  test('a mark moved to another product is refused', () => {
    expect(check({}, { subject: 'products/merino-roll' })).toBe('subject-mismatch');
  });

  test('is compared byte for byte: no case, no prefix, no normal form', () => {
    const subjects = [`${SUBJECT} `, SUBJECT.toUpperCase(), SUBJECT.slice(0, -1), `${SUBJECT}\0`];
    for (const subject of subjects) expect(check({}, { subject })).toBe('subject-mismatch');
    expect(check({ subject: 'gr\u00f6\u00dfe' }, { subject: 'gro\u0308\u00dfe' })).toBe(
      'subject-mismatch',
    );
  });

  test('can be waived, by a name that review will notice', () => {
    const verdict = verifySync(content, mark(content), {
      ...verifyOptions,
      subject: ANY_SUBJECT_DANGEROUS,
    });
    expect(verdict).toMatchObject({ status: 'verified', claims: { subject: SUBJECT } });
    expect(check({}, { subject: 'contentmark.any-subject' })).toBe('subject-mismatch');
  });

  test('cannot be left out', () => {
    const { subject: _, ...options } = verifyOptions;
    expect(() => verifySync(content, mark(content), options as VerifyOptions)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options.subject' }),
    );
  });
});

test('a verified mark says who, with which key, over how much, and by whose clock', () => {
  const verdict = verifySync(content, mark(content, { kind: 'title' }), verifyOptions);
  expect(verdict).toEqual({
    status: 'verified',
    claims: { ...claims, kind: 'title' },
    keyId: createShopTrust().keyIds[0],
    coverage: 'full',
    time: 'self-asserted',
    parts: [],
    checks: expect.objectContaining({ integrity: 'passed', content: 'passed' }),
  });
});

test('content of every profile is compared, alone and in a record, remembered or not', () => {
  const bytes = (...all: number[]) => Uint8Array.of(...all);
  const pairs: readonly [SingleContent, SingleContent][] = [
    [text('a'), text('b')],
    [json({ a: 1 }), json({ a: 2 })],
    [jsonText('[1]'), jsonText('[2]')],
    [raw(bytes(1)), raw(bytes(2))],
    [html('<p>a</p>'), html('<p>b</p>')],
    [htmlText('<p>a</p>'), htmlText('<p>b</p>')],
  ];
  for (const [signed, other] of pairs) {
    for (const wrap of [(one: SingleContent) => one, (one: SingleContent) => parts({ one })]) {
      const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
      const envelope = mark(wrap(signed));
      const found = [other, signed, other, signed].map((shown) => {
        const options = { subject: SUBJECT, now: NOW };
        const verdict = verifier.verifySync(wrap(shown), envelope, options);
        return verdict.status === 'rejected' ? verdict.reason : verdict.status;
      });
      const expected = ['digest-mismatch', 'verified', 'digest-mismatch', 'verified'];
      expect(found).toEqual(expected);
    }
  }
});

test('at once, a backend that can only be awaited is a mistake of the caller', () => {
  expect(() =>
    verifySync(content, mark(content), { ...verifyOptions, backend: 'webcrypto' }),
  ).toThrow(expect.objectContaining({ code: 'ERR_RUNTIME', argument: 'options.backend' }));
});

test('of a content that was edited the mark is told, by the very verdict and by no other', () => {
  const envelope = mark(content, { kind: 'title' });
  const verdict = verifySync(text('Merino crew necks'), envelope, verifyOptions);
  expect(verdict).toMatchObject({ reason: 'digest-mismatch' });
  expect(markBeforeEdit(verdict)).toEqual({
    claims: { ...claims, kind: 'title' },
    keyId: createShopTrust().keyIds[0],
  });
  const elsewhere = { ...verifyOptions, subject: 'products/other' };
  for (const other of [
    { ...verdict },
    verifySync(content, envelope, verifyOptions),
    verifySync(text('Merino crew necks'), envelope, elsewhere),
  ]) {
    expect(markBeforeEdit(other)).toBeUndefined();
  }
});

test('a check under way goes by the bytes that it was given, however many', async () => {
  const largest = readGolden().find(({ name }) => name === 'an envelope of 8,192 bytes');
  if (largest === undefined) throw new Error('no such vector');
  const { verifier, item } = await openVerifier(largest, {});
  const bytes = envelopeOf(largest);
  expect(bytes).toHaveLength(8192);
  const checking = [
    verifier.verify(readContent(largest.content), bytes, item),
    verify(content, mark(content), verifyOptions),
  ];
  bytes.fill(0);
  const own = mark(content);
  checking.push(verify(content, own, verifyOptions));
  own.fill(0);
  const statuses = (await Promise.all(checking)).map(({ status }) => status);
  expect(statuses).toEqual(['verified', 'verified', 'verified']);
});

test('a verdict does not change when the caller writes over the mark', () => {
  const digest = new Uint8Array(32).fill(5);
  const extensions = new Map([['ticket', Uint8Array.of(1, 2, 3)]]);
  const envelope = mark(content, { ingredients: [digest], extensions });
  for (const given of [envelope, Buffer.from(envelope)]) {
    const verdict = verifySync(content, given, verifyOptions);
    given.fill(0xff);
    expect(verdict).toMatchObject({ claims: { ingredients: [digest], extensions } });
    given.set(mark(content, { ingredients: [digest], extensions }));
  }
});
