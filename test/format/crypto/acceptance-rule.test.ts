/** The acceptance rule beyond the public vectors: shapes, orders and encodings, on both backends. */
import { Point } from '@noble/ed25519';
import { describe, expect, test } from 'vitest';
import { createVettedCheck } from '../../../src/format/crypto/backend.ts';
import { findPublicKeyProblem, isSignatureShape } from '../../../src/format/crypto/ed25519.ts';
import { backends, requireNow } from '../../fixtures/backends.ts';
import { ascii, hex } from '../../fixtures/bytes.ts';
import { L, RFC8032_PUBLIC_KEY, SMALL_ORDER_POINTS, shopKey } from '../../fixtures/keys.ts';

const message = ascii('Merino crew neck');
const signature = shopKey.signMessage(message);

/** s + L, little-endian: the same scalar once more, as a laxer verifier would read it. */
function addL(s: Uint8Array): Uint8Array {
  const sum = new Uint8Array(32);
  let carry = 0;
  for (let i = 0; i < 32; i++) {
    carry += (s[i] as number) + (L[i] as number);
    sum[i] = carry & 0xff;
    carry >>= 8;
  }
  return sum;
}

function withS(s: Uint8Array): Uint8Array {
  return Uint8Array.of(...signature.subarray(0, 32), ...s);
}

describe('a public key', () => {
  test('of small order is refused in each of its 14 encodings', () => {
    expect(SMALL_ORDER_POINTS).toHaveLength(14);
    for (const key of SMALL_ORDER_POINTS) expect(findPublicKeyProblem(key)).toMatch(/small-order/);
  });

  test('with a y of p or more is refused, whatever its sign bit', () => {
    // p is 2^255 - 19, so 0xed … 0xff in the first byte spell p … p + 18.
    for (let first = 0xed; first <= 0xff; first++) {
      for (const last of [0x7f, 0xff]) {
        const key = Uint8Array.of(first, ...new Uint8Array(30).fill(0xff), last);
        expect(findPublicKeyProblem(key)).toBeDefined();
      }
    }
  });

  test('that is not on the curve is refused', () => {
    expect(findPublicKeyProblem(hex(`02${'00'.repeat(31)}`))).toMatch(/canonical/);
  });

  test('with a torsion component is refused, although its forgeries need luck', () => {
    const torsion = Point.fromBytes(SMALL_ORDER_POINTS[4] as Uint8Array, true);
    const mixed = Point.fromBytes(shopKey.publicKey).add(torsion).toBytes();
    expect(findPublicKeyProblem(mixed)).toMatch(/prime-order/);
  });

  test('of another length than 32 bytes is refused', () => {
    const key = hex(RFC8032_PUBLIC_KEY);
    expect(findPublicKeyProblem(key)).toBeUndefined();
    expect(findPublicKeyProblem(key.subarray(0, 31))).toMatch(/31 bytes/);
    expect(findPublicKeyProblem(Uint8Array.of(...key, 0))).toMatch(/33 bytes/);
    expect(findPublicKeyProblem(new Uint8Array(0))).toMatch(/0 bytes/);
  });
});

describe.each(backends)('a signature, with the $name backend,', (backend) => {
  const check = requireNow(createVettedCheck(backend, shopKey.publicKey));

  test('verifies over its message, and over nothing else', () => {
    expect(check(signature, message)).toBe(true);
    expect(check(signature, ascii('merino crew neck'))).toBe(false);
    expect(check(signature, new Uint8Array(0))).toBe(false);
  });

  test('of any other length than 64 is refused', () => {
    for (let length = 0; length < 64; length++) {
      expect(check(signature.subarray(0, length), message)).toBe(false);
    }
    expect(check(Uint8Array.of(...signature, 0), message)).toBe(false);
    expect(check(Uint8Array.of(...signature, ...signature), message)).toBe(false);
  });

  test('with S of L or more is refused: the same scalar has one spelling', () => {
    expect(check(withS(addL(signature.subarray(32))), message)).toBe(false);
    expect(check(withS(L), message)).toBe(false);
    expect(check(withS(new Uint8Array(32).fill(0xff)), message)).toBe(false);
    const below = L.slice();
    below[0] = (below[0] as number) - 1;
    expect([isSignatureShape(withS(below)), isSignatureShape(withS(L))]).toEqual([true, false]);
    expect(check(withS(below), message)).toBe(false);
  });

  test('with S of zero is refused without an error', () => {
    expect(check(withS(new Uint8Array(32)), message)).toBe(false);
  });

  test('with an R of small order is refused before the equation', () => {
    for (const r of SMALL_ORDER_POINTS) {
      const forged = Uint8Array.of(...r, ...signature.subarray(32));
      expect(isSignatureShape(forged)).toBe(false);
      expect(check(forged, message)).toBe(false);
    }
  });

  test('of zeros is refused', () => {
    expect(check(new Uint8Array(64), message)).toBe(false);
  });
});
