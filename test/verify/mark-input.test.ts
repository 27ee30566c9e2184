/** What can stand on a host where a mark would be: one, none, an empty string, two, junk, megabytes. */

import { createVerifier, type MarkInput, text, verify, verifySync } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../src/format/bytes/base64url.ts';
import { ReadMark, readMark } from '../../src/verify/mark-input.ts';
import { createShopTrust, mark, NOW, SUBJECT, verifyOptions } from '../fixtures/claims.ts';

const content = text('Merino crew neck');
const envelope = mark(content);
const textForm = encodeBase64url(envelope);
const other = mark(content, { kind: 'title' });

function check(mark: MarkInput): string {
  const verdict = verifySync(content, mark, verifyOptions);
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
}

describe('one mark', () => {
  test('may be bytes, a Buffer, its text form, or a list of one', () => {
    for (const mark of [envelope, Buffer.from(envelope), textForm, [envelope], [textForm]]) {
      expect(check(mark)).toBe('verified');
    }
  });

  test('may be a view into a larger buffer', () => {
    const larger = new Uint8Array(envelope.length + 20).fill(9);
    larger.set(envelope, 7);
    expect(check(larger.subarray(7, 7 + envelope.length))).toBe('verified');
  });

  test('may stand there several times, in both forms, between empty strings', () => {
    expect(check([textForm, envelope, '', textForm, Buffer.from(envelope)])).toBe('verified');
  });

  test('in shared memory is checked as it was when the check began', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(envelope.length));
    shared.set(envelope);
    expect(check(shared)).toBe('verified');
  });
});

describe('a mark that was decoded before', () => {
  test('has the verdict of its bytes', () => {
    const read = readMark(textForm, decodeBase64url);
    expect(read).toMatchObject({ status: 'read', sizeBytes: envelope.length });
    expect(readMark(read as ReadMark, decodeBase64url)).toBe(read);
    expect(verifySync(content, read as never, verifyOptions)).toEqual(
      verifySync(content, envelope, verifyOptions),
    );
  });

  test('is none that somebody made from outside', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const read = readMark(textForm, decodeBase64url) as ReadMark;
    for (const other of [{ ...read }, Object.create(read), { status: 'read' }, proxy, 5, true]) {
      expect(ReadMark.isOne(other)).toBe(false);
      expect(() => check(other as never)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'mark' }),
      );
    }
  });
});

describe('no mark', () => {
  test.each<[string, MarkInput]>([
    ['undefined', undefined],
    ['null', null],
    ['an empty string', ''],
    ['an empty list', []],
    ['a list of empty strings', ['', '']],
  ])('(%s) is absent: no error, no success, no claims', async (_name, mark) => {
    const verdict = verifySync(content, mark, verifyOptions);
    expect(verdict.status).toBe('absent');
    expect(verdict).not.toHaveProperty('claims');
    expect(Object.values(verdict.checks)).toEqual(new Array(6).fill('not-reached'));
    expect(await verify(content, mark, verifyOptions)).toBe(verdict);
  });
});

describe('two marks', () => {
  test('that differ are ambiguous, also where one of them would hold', () => {
    expect(check([envelope, other])).toBe('ambiguous');
    expect(check([textForm, encodeBase64url(other)])).toBe('ambiguous');
    expect(check([envelope, envelope.with(200, 0)])).toBe('ambiguous');
    expect(check([envelope, new Uint8Array(0)])).toBe('ambiguous');
    // Bytes beside a text form, in either order.
    const changed = envelope.with(200, 0);
    expect(check([textForm, changed])).toBe('ambiguous');
    expect(check([changed, textForm])).toBe('ambiguous');
    expect(check([other, textForm])).toBe('ambiguous');
    expect(check([envelope, textForm])).toBe('verified');
  });

  test('of which one cannot be read are ambiguous, whichever it is', () => {
    expect(check([envelope, 'not a mark'])).toBe('ambiguous');
    expect(check(['not a mark', envelope])).toBe('ambiguous');
    expect(check(['not a mark', 'nor this'])).toBe('ambiguous');
    expect(check([envelope, 'A'.repeat(20_000)])).toBe('ambiguous');
  });
});

describe('a text form', () => {
  test('is read strictly: one spelling', () => {
    expect(textForm).toMatch(/^0oRY/);
    for (const spelling of [`${textForm}=`, ` ${textForm}`, `${textForm}\n`, `${textForm}A`]) {
      expect(check(spelling)).toBe('malformed');
    }
    const last = textForm.slice(0, -1);
    const spellings = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
    const accepted = spellings.filter((letter) => check(last + letter) === 'verified');
    expect(accepted).toEqual([textForm.slice(-1)]);
  });

  test('in plain base64 is another spelling where it differs, and refused', () => {
    const plain = Buffer.from(envelope).toString('base64');
    expect(plain).not.toBe(textForm);
    for (const spelling of [plain, `${textForm}=`, `${textForm}==`, plain.replace(/=*$/, '')]) {
      expect(verifySync(content, spelling, verifyOptions)).toMatchObject({
        reason: 'malformed',
        detail: expect.stringContaining('looks like padded or plain base64'),
      });
    }
    for (const other of ['not a mark', `=${textForm}`, `${textForm}===`, '=', `${plain} `]) {
      expect(verifySync(content, other, verifyOptions)).toMatchObject({
        reason: 'malformed',
        detail: 'not unpadded base64url',
      });
    }
  });

  test.each([
    ['hexadecimal', Buffer.from(envelope).toString('hex')],
    ['JSON', JSON.stringify({ mark: textForm })],
    ['a lone surrogate', '\ud800'],
    ['a word', 'undefined'],
  ])('that is %s is malformed', (_name, mark) => {
    expect(check(mark)).toBe('malformed');
  });
});

describe('marks of megabytes', () => {
  const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
  const big: readonly [string, MarkInput][] = [
    ['10 MB of base64url', 'A'.repeat(10_000_000)],
    ['10 MB of spaces', ' '.repeat(10_000_000)],
    ['10 MB of emoji', '\u{1f9f6}'.repeat(5_000_000)],
    ['10 MB of bytes', new Uint8Array(10_000_000)],
    ['10 MB of envelope after a good start', Uint8Array.of(...envelope, ...new Uint8Array(9_000))],
    ['a list of 100,000 empty strings', new Array<string>(100_000).fill('')],
    ['a list of 1,000 times 10 kB', new Array<string>(1000).fill('A'.repeat(10_922))],
  ];

  // Two seconds are no measure of speed: they tell an answer from a hang on a busy machine.
  test.each(big)('(%s) are answered and keep nobody waiting', (name, mark) => {
    const start = performance.now();
    const verdict = verifier.verifySync(content, mark, { subject: SUBJECT, now: NOW });
    expect(verdict.status).toBe(name.includes('empty') ? 'absent' : 'rejected');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('are too large by one byte as bytes and as text', () => {
    expect(check(new Uint8Array(8192))).toBe('malformed');
    expect(check(new Uint8Array(8193))).toBe('too-large');
    expect(check('A'.repeat(10_923))).toBe('malformed');
    expect(check('A'.repeat(10_924))).toBe('too-large');
  });
});

test('one bad record does not stop a page', async () => {
  const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
  const good = { content: text('a'), mark: mark(text('a')), subject: SUBJECT };
  const bad = [
    { ...good, subject: '' },
    { ...good, subject: '\ud800' },
    { ...good, mark: 5 as never },
    { ...good, mark: [null] as never },
  ];
  const verdicts = await verifier.verifyAll([good, ...bad, good], { now: NOW });
  const reasons = verdicts.map((one) => (one.status === 'rejected' ? one.reason : one.status));
  expect(reasons).toEqual([
    'verified',
    'subject-mismatch',
    'subject-mismatch',
    'malformed',
    'malformed',
    'verified',
  ]);
});
