/** Bytes made to hurt a decoder are refused at once, with a reason, and for nothing in memory. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createVerifier, REASONS, text } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { createShopTrust, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { HOSTILE_ENVELOPES } from '../../fixtures/hostile-cbor.ts';

const verifier = createVerifier({ trust: createShopTrust(), environment: 'production' });
const content = text('Merino crew neck');
const LIMIT_MS = 10;

/** What the call gives, and the median of its times. */
function time<T>(call: () => T): { readonly result: T; readonly median: number } {
  let result = call();
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    result = call();
    return performance.now() - start;
  });
  return { result, median: times.sort((a, b) => a - b)[2] as number };
}

describe('hostile CBOR', () => {
  test('is tried in more than 700 forms', () => {
    expect(HOSTILE_ENVELOPES.length).toBeGreaterThan(700);
  });

  test('is refused by the decoder as malformed or too large, within 10 ms', () => {
    for (const [name, bytes] of HOSTILE_ENVELOPES) {
      const { result, median } = time(() => decodeEnvelope(bytes));
      expect([name, result.reason]).toEqual([
        name,
        bytes.length > 8192 ? 'too-large' : 'malformed',
      ]);
      expect(median, name).toBeLessThan(LIMIT_MS);
    }
  });

  test('is rejected by verifySync with a reason, within 10 ms', () => {
    for (const [name, bytes] of HOSTILE_ENVELOPES) {
      const { result, median } = time(() =>
        verifier.verifySync(content, bytes, { subject: SUBJECT, now: NOW }),
      );
      expect([name, result.status]).toEqual([name, 'rejected']);
      expect(REASONS).toContain('reason' in result ? result.reason : '');
      expect(median, name).toBeLessThan(LIMIT_MS);
    }
  });

  test('is left as it was found', () => {
    for (const [name, bytes] of HOSTILE_ENVELOPES) {
      const copy = bytes.slice();
      decodeEnvelope(bytes);
      expect(Buffer.compare(copy, bytes), name).toBe(0);
      // cbor-x would leave a `dataView` on the caller's array.
      if (bytes.length < 9000) expect(Object.keys(bytes).length, name).toBe(bytes.length);
    }
  });

  test('leaves no memory behind in a process with a heap of 64 MB', () => {
    const script = fileURLToPath(new URL('../../fixtures/measure-hostile.ts', import.meta.url));
    const flags = ['--max-old-space-size=64', '--expose-gc', '--import', 'tsx'];
    const grown = JSON.parse(
      execFileSync(process.execPath, [...flags, script], { encoding: 'utf8' }),
    );
    expect(grown.heapUsed).toBeLessThan(2 ** 20);
    expect(grown.arrayBuffers).toBeLessThan(2 ** 20);
    expect(grown.peakRss).toBeLessThan(64 * 2 ** 20);
  });
});
