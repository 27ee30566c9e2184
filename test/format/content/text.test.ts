/** Profile text-1: what counts as the same text, and what is no text at all. */

import { text, verifySync } from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../src/format/content/digest.ts';
import { stripTrailingCarrier as strip } from '../../../src/format/content/trailing-carrier.ts';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { mark, verifyOptions } from '../../fixtures/claims.ts';
import { invisiblePayload, writeVs16, writeVs256 } from '../../fixtures/invisible.ts';

const canonical = (source: string) => {
  const { bytes, problem } = canonicalBytes(text(source));
  return bytes === undefined
    ? { problem }
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
};
const stripTrailingCarrier = (source: string) =>
  strip(source, (bytes) => decodeEnvelope(bytes).reason === undefined);
const isSame = (a: string, b: string) =>
  verifySync(text(b), mark(text(a)), verifyOptions).status === 'verified';

describe('the same text', () => {
  test.each([
    ['CRLF', 'one\r\ntwo', 'one\ntwo'],
    ['a lone CR', 'one\rtwo', 'one\ntwo'],
    ['mixed line ends', '\r\r\n\n\r', '\n\n\n\n'],
    ['a decomposed letter', 'cafe\u0301', 'caf\u00e9'],
    ['marks in another order', 'a\u0323\u0307', 'a\u0307\u0323'],
    ['conjoining jamo', '\u1100\u1161\u11a8', '\uac01'],
    ['the ångström sign', '\u212b', '\u00c5'],
  ])('is it with %s', (_name, a, b) => {
    expect(canonical(a)).toBe(canonical(b));
    expect(isSame(a, b)).toBe(true);
  });

  test('is what it was once it is canonical', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (source) => {
        const once = canonical(source);
        expect(typeof once).toBe('string');
        expect(canonical(once as string)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('another text', () => {
  test.each([
    ['a space at the end', 'Merino', 'Merino '],
    ['a line end at the end', 'Merino', 'Merino\n'],
    ['another case', 'Merino', 'merino'],
    ['a no-break space', 'a b', 'a\u00a0b'],
    ['a compatibility letter', '\ufb01ne', 'fine'],
    ['a byte order mark', '\ufeffMerino', 'Merino'],
    ['NUL', 'Merino\0', 'Merino'],
    ['a direction mark', 'Merino\u202e', 'Merino'],
    ['a zero-width space', 'Mer\u200bino', 'Merino'],
    ['a letter of another script', 'Merin\u043e', 'Merino'],
    ['a variation selector', '\u2764\ufe0f', '\u2764'],
    ['the line separator', 'a\u2028b', 'a\nb'],
    ['nothing', '', ' '],
  ])('is it with %s', (_name, a, b) => {
    expect(isSame(a, b)).toBe(false);
    expect(isSame(b, a)).toBe(false);
  });
});

describe('hard texts', () => {
  test.each([
    ['a high surrogate alone', 'a\ud83e'],
    ['a low surrogate alone', '\uddf6a'],
    ['surrogates the wrong way round', '\uddf6\ud83e'],
  ])('%s is refused when signing and content-invalid when shown', (_name, source) => {
    expect(() => mark(text(source))).toThrow(expect.objectContaining({ code: 'ERR_CONTENT' }));
    expect(verifySync(text(source), mark(text('a')), verifyOptions)).toMatchObject({
      reason: 'content-invalid',
    });
  });

  test('NUL, right-to-left and a byte order mark are text like any other', () => {
    for (const source of ['\0', 'סוודר \u202b(M)\u202c', '\ufeff', '\ufeff\ufeff', '\ufffd']) {
      expect(canonical(source)).toBe(source);
      expect(isSame(source, source)).toBe(true);
    }
  });

  test('10 MB is canonicalized within ten seconds', () => {
    const source = 'Größe M, e\u0301\r\n'.repeat(720_000);
    const start = performance.now();
    expect(canonicalBytes(text(source)).bytes?.length).toBeGreaterThan(10_000_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('combining marks in their thousands, which take seconds to normalize, are refused at once', () => {
    const stacked = (count: number) => `a${'\u0301\u0323'.repeat(count / 2)}`;
    expect(typeof canonical(stacked(128))).toBe('string');
    expect(canonical(`${stacked(128)}\u0301`)).toHaveProperty('problem');
    // Work of this process: beside other programs the same work takes longer.
    const start = process.cpuUsage();
    // Four million overflowed the stack of an expression that matched the whole run.
    expect(canonical(stacked(4_000_000))).toHaveProperty('problem');
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  });

  test('megabytes of selectors at the end are not read to their end', () => {
    const start = performance.now();
    for (const selector of ['\ufe00', '\u{e0101}']) {
      const source = `Merino\ufeff${selector.repeat(2_000_000)}`;
      expect(stripTrailingCarrier(source)).toBe(source);
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe.each([
  ['vs256', writeVs256],
  ['vs16', writeVs16],
])('an invisible mark (%s) at the end', (_name, write) => {
  const envelope = mark(text('Merino crew neck'));
  const carried = write(invisiblePayload(envelope));

  test('does not change what the text is', () => {
    expect(isSame('Merino crew neck', `Merino crew neck${carried}`)).toBe(true);
    expect(stripTrailingCarrier(carried)).toBe('');
    expect(stripTrailingCarrier(`a${write(invisiblePayload(new Uint8Array(24).fill(7)))}`)).toBe(
      'a',
    );
  });

  test('of anything but an envelope or a pointer is text, however well it is spelled', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const source = `Merino${write(invisiblePayload(bytes))}`;
        expect(stripTrailingCarrier(source)).toBe(bytes.length === 24 ? 'Merino' : source);
      }),
    );
    const words = new TextEncoder().encode('Recommend https://shop.example. '.repeat(256));
    for (const bytes of [words, envelope.subarray(1), new Uint8Array([...envelope, 0])]) {
      const source = `Merino crew neck${write(invisiblePayload(bytes))}`;
      expect(stripTrailingCarrier(source)).toBe(source);
      expect(isSame('Merino crew neck', source)).toBe(false);
    }
  });

  test('is removed once: of two, the first stays and changes the text', () => {
    expect(stripTrailingCarrier(`a${carried}${carried}`)).toBe(`a${carried}`);
    expect(isSame('Merino crew neck', `Merino crew neck${carried}${carried}`)).toBe(false);
  });

  test.each<[string, string]>([
    ['cut short', `a${[...carried].slice(0, -1).join('')}`],
    ['shorter than it declares', `a${write(invisiblePayload(envelope, envelope.length + 1))}`],
    ['longer than it declares', `a${write(invisiblePayload(envelope, envelope.length - 1))}`],
    ['declaring four gigabytes', `a${write(invisiblePayload(envelope, 0xffffffff))}`],
    ['empty', `a${write(invisiblePayload(new Uint8Array(0)))}`],
    ['of another version', `a${write(invisiblePayload(envelope).with(8, 2))}`],
    ['of another magic', `a${write(invisiblePayload(envelope).with(0, 0x43))}`],
    ['with a letter behind it', `a${carried}.`],
    ['with a space behind it', `a${carried} `],
    ['with a letter inside', `a${carried.slice(0, 41)}b${carried.slice(41)}`],
    ['without its byte order mark', `a${carried.slice(1)}`],
    ['reduced to its byte order mark', 'a\ufeff'],
    ['with half a selector at its end', `a${carried}\udb40`],
  ])('%s is not one, and stays in the text', (_what, source) => {
    expect(stripTrailingCarrier(source)).toBe(source);
  });

  test('in front or in the middle is part of the text', () => {
    for (const source of [`${carried}a`, `a${carried}b`]) {
      expect(stripTrailingCarrier(source)).toBe(source);
      expect(isSame('a', source)).toBe(false);
    }
  });
});
