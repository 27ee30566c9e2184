/** `writeVerdict`: the text it prints, and what it refuses to print. */

import { REASONS, type Rejected, type Verdict } from 'contentmark';
import { ACTIONS, BASES } from 'contentmark/policy';
import { MAX_VERDICT_BYTES, type WriteVerdictOptions, writeVerdict } from 'contentmark/verdict';
import { describe, expect, test } from 'vitest';
import { NOW, SUBJECT } from '../../../fixtures/claims.ts';
import {
  absent,
  absentOptions,
  descSha256,
  EXPIRES,
  envelopeDigest,
  OWNER,
  rejected,
  verified,
  writeOptions,
} from '../../../fixtures/verdicts.ts';

const bytes = (text: string) => Buffer.byteLength(text);
const write = (changed: object, verdict: Verdict = verified) =>
  writeVerdict(verdict, { ...writeOptions, ...changed } as WriteVerdictOptions);
const refused = (argument: string, message: RegExp, code = 'ERR_ARGUMENT') =>
  expect.objectContaining({
    code,
    argument,
    message: expect.stringMatching(message),
  });

describe('the text', () => {
  test('of a verified mark has its members in a fixed order, whatever the order of the options', () => {
    const options = {
      descSha256: { 'pt-BR': 'ab'.repeat(32), en: descSha256 },
      decision: { action: 'disclose', basis: 'generated', rule: 'x', findings: [] },
      envelopeDigest,
      expiresAt: EXPIRES,
      audience: 'shop:eu',
      environment: 'production',
      ownerId: OWNER,
      subject: SUBJECT,
    } as const;
    const text = writeVerdict(verified, options);
    expect(text).toBe(
      '{"v":1,"status":"verified","action":"disclose","basis":"generated",' +
        `"subject":"${SUBJECT}","ownerId":"${OWNER}","environment":"production","audience":"shop:eu",` +
        `"expiresAt":${EXPIRES},"keyId":"${verified.keyId}","envelopeDigest":"${envelopeDigest}",` +
        `"descSha256":{"en":"${descSha256}","pt-BR":"${'ab'.repeat(32)}"}}`,
    );
    expect(
      writeVerdict(verified, Object.fromEntries(Object.entries(options).reverse()) as never),
    ).toBe(text);
    expect(bytes(text)).toBeLessThanOrEqual(MAX_VERDICT_BYTES);
  });

  test('of a refused mark says why, and names no key', () => {
    expect(JSON.parse(write({}, rejected))).toEqual({
      v: 1,
      status: 'rejected',
      reason: 'digest-mismatch',
      subject: SUBJECT,
      environment: 'production',
      expiresAt: EXPIRES,
      envelopeDigest,
    });
  });

  test('of a missing mark has nothing of an envelope', () => {
    expect(writeVerdict(absent, absentOptions)).toBe(
      `{"v":1,"status":"absent","subject":"${SUBJECT}","environment":"production","expiresAt":${EXPIRES}}`,
    );
  });

  test('has every reason, action and basis that there is', () => {
    for (const reason of REASONS) {
      const verdict: Rejected = { ...rejected, reason };
      expect(JSON.parse(write({}, verdict))).toMatchObject({ reason });
    }
    for (const action of ACTIONS) {
      expect(JSON.parse(write({ decision: { action } }))).toMatchObject({ action });
    }
    for (const basis of BASES) {
      const decision = { action: 'disclose', basis };
      expect(JSON.parse(write({ decision }))).toMatchObject(decision);
    }
  });

  test('may hold as long as the mark itself', () => {
    const { expiresAt = 0 } = verified.claims;
    expect(expiresAt).toBeGreaterThan(NOW);
    expect(JSON.parse(write({ expiresAt }))).toMatchObject({ expiresAt });
  });

  test('of a verdict that went through JSON is the same', () => {
    expect(write({}, JSON.parse(JSON.stringify(verified)))).toBe(write({}));
  });
});

describe('what contradicts itself is refused:', () => {
  test.each([
    ['another subject than the mark’s', { subject: 'products/other' }, 'options.subject'],
    ['another environment', { environment: 'staging' }, 'options.environment'],
    ['a time after the mark expires', { expiresAt: NOW + 366 * 86_400 }, 'options.expiresAt'],
    ['milliseconds', { expiresAt: EXPIRES * 1000 }, 'options.expiresAt'],
    ['no digest of the envelope', { envelopeDigest: undefined }, 'options.envelopeDigest'],
    ['a digest in upper case', { envelopeDigest: 'AB'.repeat(32) }, 'options.envelopeDigest'],
    ['a word that is no action', { decision: { action: 'delete' } }, 'options.decision.action'],
    [
      'a basis of nothing disclosed',
      { decision: { action: 'allow', basis: 'generated' } },
      'options.decision.basis',
    ],
    [
      'a word that is no basis',
      { decision: { action: 'disclose', basis: 'whim' } },
      'options.decision.basis',
    ],
    ['no locale', { descSha256: {} }, 'options.descSha256'],
    ['a locale by its name', { descSha256: { english: descSha256 } }, 'options.descSha256'],
    [
      'a locale named __proto__',
      { descSha256: JSON.parse(`{"__proto__":"${descSha256}"}`) },
      'options.descSha256',
    ],
    ['a digest that is none', { descSha256: { en: 'x' } }, 'options.descSha256.en'],
  ])('%s', (_name, changed, argument) => {
    expect(() => write(changed)).toThrow(refused(argument, /./));
  });

  test('another audience than the mark’s, or none', () => {
    const verdict = { ...verified, claims: { ...verified.claims, audience: 'shop:eu' } };
    expect(JSON.parse(write({ audience: 'shop:eu' }, verdict))).toMatchObject({
      audience: 'shop:eu',
    });
    for (const audience of ['shop:us', undefined]) {
      expect(() => write({ audience }, verdict)).toThrow(refused('options.audience', /verifier/));
    }
  });

  test('an envelope where none was found, and a description where nothing was verified', () => {
    expect(() => write({}, absent)).toThrow(refused('options.envelopeDigest', /leave it out/));
    expect(() => write({ descSha256: { en: descSha256 } }, rejected)).toThrow(
      refused('options.descSha256', /leave it out/),
    );
  });

  test.each([
    ['a status', { ...verified, status: 'allowed' }],
    ['a reason', { ...rejected, reason: 'whim' }],
    ['a key id', { ...verified, keyId: verified.keyId.slice(1) }],
    ['no claims', { ...verified, claims: undefined }],
  ])('a verdict with %s that no check gives', (_name, verdict) => {
    expect(() => write({}, verdict as never)).toThrow(refused('verdict', /verdict of verify/));
  });
});

describe('512 bytes', () => {
  /** A verdict of a missing mark whose subject is so long. */
  const withSubject = (subject: string) => writeVerdict(absent, { ...absentOptions, subject });
  const frame = bytes(withSubject('x')) - 1;

  test.each([
    ['ASCII', 'x', 1],
    ['Latin', 'ö', 2],
    ['the first of two bytes', '\u0080', 2],
    ['the last of two', '\u07ff', 2],
    ['the first of three', '\u0800', 3],
    ['the last of three', '\uffff', 3],
    ['the first of four', '\u{10000}', 4],
    ['the last of one', '\u007f', 1],
    ['CJK', '靴', 3],
    ['a plane above', '\u{1f97e}', 4],
    ['what JSON escapes', '"', 2],
    ['what JSON writes as \\u', '\u0001', 6],
  ])('are counted as UTF-8: %s', (_name, character, size) => {
    const most = Math.floor((MAX_VERDICT_BYTES - frame) / size);
    const text = withSubject(character.repeat(most));
    expect(bytes(text)).toBe(frame + most * size);
    expect(() => withSubject(character.repeat(most + 1))).toThrow(
      refused(
        'options.subject',
        new RegExp(`${frame + (most + 1) * size} bytes, at most 512; shorten`),
        'ERR_HOST',
      ),
    );
  });

  test('are reached exactly', () => {
    expect(bytes(withSubject('x'.repeat(MAX_VERDICT_BYTES - frame)))).toBe(MAX_VERDICT_BYTES);
  });

  test('blame the locales first, then the longest name', () => {
    const all = Object.fromEntries(
      ['de', 'en', 'es', 'fr', 'it'].map((each) => [each, descSha256]),
    );
    expect(() => write({ descSha256: all })).toThrow(
      refused('options.descSha256', /fewer locales/, 'ERR_HOST'),
    );
    expect(() => write({ audience: 'x'.repeat(400) })).toThrow(
      refused('options.audience', /shorten/, 'ERR_HOST'),
    );
  });

  test('hold a product with its owner, an audience and two locales, and leave room for 60 bytes more of handle', () => {
    const text = write({
      ownerId: OWNER,
      audience: 'shop.example',
      descSha256: { en: descSha256, 'pt-BR': descSha256 },
    });
    expect(bytes(text)).toBeLessThanOrEqual(MAX_VERDICT_BYTES - 60);
  });
});
