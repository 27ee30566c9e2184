/**
 * Ed25519 in JavaScript, on the arithmetic of @noble/ed25519.
 *
 * noble's own `verify()` multiplies by the cofactor in both of its modes, and the native backends
 * do not, so they would disagree on crafted signatures. The equation is therefore written out here:
 * S·B − k·A, encoded, equals R byte for byte.
 */
import { Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from '../bytes/bytes.ts';
import type { Backend } from './backend.ts';
import { L, readNumber } from './curve.ts';
import { PORTABLE } from './portable.ts';

/** i·B + j·P for i and j of 0 to 3, at 4·i + j. */
function createTable(point: Point): readonly Point[] {
  const table: Point[] = [];
  for (let i = 0, base = Point.ZERO; i < 4; i++, base = base.add(Point.BASE)) {
    for (let j = 0, sum = base; j < 4; j++, sum = sum.add(point)) table.push(sum);
  }
  return table;
}

/**
 * s·B + k·P by one chain of doublings for both, two bits at a time (Straus). All values are
 * public, so it need not take constant time; and unlike noble's tables for the base point,
 * which take tens of milliseconds to build, its table is ready when the key is.
 */
function multiplyBoth(table: readonly Point[], s: bigint, k: bigint): Point {
  let sum = Point.ZERO;
  for (let shift = 252n; shift >= 0n; shift -= 2n) {
    sum = sum.double().double();
    const window = Number((s >> shift) & 3n) * 4 + Number((k >> shift) & 3n);
    if (window !== 0) sum = sum.add(table[window] as Point);
  }
  return sum;
}

/** Makes the JavaScript backend, which works synchronously in every runtime. */
export function createNobleBackend(): Backend {
  return {
    ...PORTABLE,
    name: 'noble',
    isSynchronous: true,
    importPublicKey(publicKey) {
      const table = createTable(Point.fromBytes(publicKey, false).negate());
      const now = (signature: Uint8Array, message: Uint8Array): boolean => {
        const r = signature.subarray(0, 32);
        const s = readNumber(signature.subarray(32));
        const k = readNumber(sha512(concatBytes(r, publicKey, message))) % L;
        return equalBytes(multiplyBoth(table, s, k).toBytes(), r);
      };
      return {
        now,
        aside: (signature, message, settle) => settle(undefined, now(signature, message)),
      };
    },
  };
}
