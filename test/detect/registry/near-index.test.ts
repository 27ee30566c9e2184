import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { append, createColumns } from '../../../src/detect/registry/columns.ts';
import { MAX_DISTANCE } from '../../../src/detect/registry/entry.ts';
import { createNearIndex } from '../../../src/detect/registry/near-index.ts';
import { distance, type Hash64 } from '../../../src/detect/registry/simhash.ts';

const half = fc.integer({ min: 0, max: 0xffff_ffff });
const hash: fc.Arbitrary<Hash64> = fc.record({ high: half, low: half });
const flips = fc.array(fc.integer({ min: 0, max: 63 }), { maxLength: 12 });

function flip({ high, low }: Hash64, bits: readonly number[]): Hash64 {
  for (const bit of bits) {
    if (bit < 32) high ^= 1 << bit;
    else low ^= 1 << (bit - 32);
  }
  return { high: high >>> 0, low: low >>> 0 };
}

const entryOf = (near: Hash64) => ({
  id: '00000000-0000-4000-8000-000000000000',
  digest: new Uint8Array(32),
  near: { kind: 'text' as const, hash: near },
  keepUntil: 0,
});

describe('the index of near fingerprints', () => {
  it('finds what comparing with every entry finds, whether they are in order or wait', () => {
    fc.assert(
      fc.property(
        fc.array(hash, { minLength: 1, maxLength: 30 }),
        fc.array(fc.tuple(fc.nat(), flips), { minLength: 1, maxLength: 30 }),
        fc.boolean(),
        (bases, variants, isOrdered) => {
          const columns = createColumns(0);
          const index = createNearIndex(columns);
          const hashes = variants.map(([of, bits]) =>
            flip(bases[of % bases.length] as Hash64, bits),
          );
          for (const one of hashes) append(columns, entryOf(one));
          // More than may wait, so that the next look-up puts all in order.
          const filler = { high: 0xaaaa_aaaa, low: 0x5555_5555 };
          if (isOrdered) for (let i = 0; i < 9000; i++) append(columns, entryOf(filler));
          for (const base of bases) {
            const found = index.find(base, 1).filter(({ entry }) => entry < hashes.length);
            const wanted = hashes
              .map((one, entry) => ({ entry, distance: distance(base, one) }))
              .filter((near) => near.distance <= MAX_DISTANCE);
            expect(found.sort((a, b) => a.entry - b.entry)).toEqual(wanted);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('looks at a bounded number of the entries that share one fingerprint', () => {
    const columns = createColumns(0);
    const index = createNearIndex(columns);
    for (let i = 0; i < 20_000; i++) append(columns, entryOf({ high: 1, low: 2 }));
    const found = index.find({ high: 1, low: 2 }, 1).length;
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(4 * 2048);
  });
});
