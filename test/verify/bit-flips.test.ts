/** No golden envelope survives a change of any one bit. */

import { type Backend, REASONS } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { decodeEnvelope } from '../../src/format/envelope/decode.ts';
import { noble } from '../fixtures/backends.ts';
import { flipBit } from '../fixtures/bytes.ts';
import {
  envelopeOf,
  type GoldenVector,
  openVerifier,
  readContent,
  readGolden,
} from '../fixtures/golden.ts';
import { isLong } from '../fixtures/runs.ts';

const positive = readGolden().filter(
  ({ expect: expected, mark }) => expected === 'verified' && mark.length === 1,
);

/**
 * Every bit of every eighth envelope that is not among the largest, or of fewer in the short form; of the
 * others every so manieth. Odd numbers, so that which bit of its byte it is varies.
 */
const [WHOLE, STEP, NOBLE_STEP] = isLong ? [8, 11, 53] : [32, 23, 211];

/** What each flipped envelope comes to, by verdict and count. */
async function tryBits(
  vector: GoldenVector,
  backend: 'native' | Backend,
  isTried: (flipped: Uint8Array, bit: number) => boolean,
): Promise<Map<string, number>> {
  const { verifier, item } = await openVerifier(vector, { backend });
  const content = readContent(vector.content);
  const envelope = envelopeOf(vector);
  const counts = new Map<string, number>();
  for (let bit = 0; bit < envelope.length * 8; bit++) {
    const flipped = flipBit(envelope, bit);
    if (!isTried(flipped, bit)) continue;
    const verdict = verifier.verifySync(content, flipped, item);
    const found = verdict.status === 'rejected' ? verdict.reason : verdict.status;
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return counts;
}

/** The reasons that a damaged envelope may have: none of them believes a claim. */
const BEFORE_CLAIMS = REASONS.slice(0, REASONS.indexOf('receipt-mismatch') + 1);

describe('a flipped bit anywhere in an envelope', () => {
  test.each(
    positive.map((vector, index): [string, GoldenVector, number] => [vector.name, vector, index]),
  )('(%s) is refused before any claim is believed', async (_name, vector, index) => {
    const bits = envelopeOf(vector).length * 8;
    const step = index % WHOLE === 0 && bits < 16_384 ? 1 : STEP;
    const counts = await tryBits(vector, 'native', (_flipped, bit) => bit % step === 0);
    for (const found of counts.keys()) expect(BEFORE_CLAIMS).toContain(found);
    const tried = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(tried).toBe(Math.ceil(bits / step));
    // A thin item has no signature of its own: changed, it leads to a root nobody signed.
    const unsigned = vector.roots === undefined ? 'bad-signature' : 'unknown-root';
    expect(counts.get(unsigned)).toBeGreaterThan(700 / step);
  });

  test('is refused by noble too, where it reaches the signature', async () => {
    let tried = 0;
    for (const vector of positive) {
      const counts = await tryBits(
        vector,
        noble,
        (flipped, bit) => bit % NOBLE_STEP === 7 && decodeEnvelope(flipped).reason === undefined,
      );
      for (const [found, count] of counts) {
        expect(['bad-signature', 'unknown-key', 'unknown-root']).toContain(found);
        tried += count;
      }
    }
    expect(tried).toBeGreaterThan(isLong ? 500 : 120);
  });
});
