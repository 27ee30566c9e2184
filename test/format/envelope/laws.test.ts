/** The two laws of the codec: what is printed reads back, and what is read prints the same. */

import type { Claims } from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalBytes } from '../../../src/format/bytes/bytes.ts';
import type { Payload } from '../../../src/format/envelope/claims.ts';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { encodePayload, encodeProtectedHeader } from '../../../src/format/envelope/encode.ts';
import { anyClaims, anyPayload } from '../../fixtures/arbitraries.ts';
import { flipBit } from '../../fixtures/bytes.ts';
import { encodeAgain, frame } from '../../fixtures/envelopes.ts';
import { runs } from '../../fixtures/runs.ts';

const keyId = fc.uint8Array({ minLength: 8, maxLength: 8 });
const signature = fc.uint8Array({ minLength: 64, maxLength: 64 });

function print(id: Uint8Array, claims: Claims, payload: Payload, signed: Uint8Array): Uint8Array {
  return frame(encodeProtectedHeader(id, claims, payload), encodePayload(payload), signed);
}

const anyEnvelope = fc
  .tuple(keyId, anyClaims, anyPayload, signature)
  .map((parts) => ({ parts, bytes: print(...parts) }));

describe('an envelope', () => {
  test('reads back as the claims, payload, key id and signature it was made from', () => {
    fc.assert(
      fc.property(anyEnvelope, ({ parts: [id, claims, payload, signed], bytes }) => {
        const decoded = decodeEnvelope(bytes);
        if (decoded.reason !== undefined) expect.fail(decoded.detail);
        expect(decoded.envelope.authority).toEqual({ mode: 'single', keyId: id });
        expect(decoded.envelope.sign1.signature).toEqual(signed);
        expect(decoded.envelope.claims).toStrictEqual(claims);
        expect(decoded.envelope.payload).toStrictEqual(payload);
      }),
      { numRuns: runs(600) },
    );
  });

  test('that is accepted after any damage prints the very bytes that were accepted', () => {
    let accepted = 0;
    let refused = 0;
    const damage = fc.array(
      fc.tuple(
        fc.constantFrom<Damage>('flip', 'set', 'insert', 'remove', 'swap'),
        fc.nat(),
        fc.nat(),
      ),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(anyEnvelope, damage, ({ bytes }, steps) => {
        const damaged = steps.reduce((held, [how, a, b]) => damageAt(held, how, a, b), bytes);
        const decoded = decodeEnvelope(damaged);
        if (decoded.reason !== undefined) {
          refused += 1;
          return;
        }
        accepted += 1;
        expect(equalBytes(encodeAgain(decoded.envelope), damaged)).toBe(true);
      }),
      { numRuns: runs(2500) },
    );
    expect(accepted).toBeGreaterThan(runs(150));
    expect(refused).toBeGreaterThan(runs(300));
  });

  test('with each single bit flipped is refused, or prints the flipped bytes', () => {
    fc.assert(
      fc.property(anyEnvelope, ({ bytes }) => {
        for (let bit = 0; bit < bytes.length * 8; bit++) {
          const flipped = flipBit(bytes, bit);
          const decoded = decodeEnvelope(flipped);
          if (decoded.reason !== undefined) continue;
          if (equalBytes(encodeAgain(decoded.envelope), flipped)) continue;
          expect.fail(`bit ${bit} is read as something that is not written so`);
        }
      }),
      { numRuns: runs(6) },
    );
  });

  test('cut short anywhere, or with anything behind it, is refused', () => {
    fc.assert(
      fc.property(anyEnvelope, fc.uint8Array({ minLength: 1, maxLength: 4 }), ({ bytes }, tail) => {
        for (let length = 0; length < bytes.length; length++) {
          expect(decodeEnvelope(bytes.subarray(0, length)).reason).toBe('malformed');
        }
        expect(decodeEnvelope(Uint8Array.of(...bytes, ...tail)).reason).toBe('malformed');
      }),
      { numRuns: 20 },
    );
  });
});

type Damage = 'flip' | 'set' | 'insert' | 'remove' | 'swap';

function damageAt(bytes: Uint8Array, how: Damage, a: number, b: number): Uint8Array {
  const at = a % bytes.length;
  switch (how) {
    case 'flip':
      return flipBit(bytes, a % (bytes.length * 8));
    case 'set':
      return bytes.with(at, b & 0xff);
    case 'insert':
      return Uint8Array.of(...bytes.subarray(0, at), b & 0xff, ...bytes.subarray(at));
    case 'remove':
      return Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1));
    case 'swap': {
      const other = b % bytes.length;
      return bytes.with(at, bytes[other] as number).with(other, bytes[at] as number);
    }
  }
}
