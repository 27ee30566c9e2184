/**
 * Checks whether 32 bytes are the canonical encoding of a point of edwards25519 (RFC 8032 §5.1) in
 * the prime-order subgroup, which is what vetting a public key takes.
 *
 * It is written out here because a curve library would be most of a storefront's bundle and of its
 * start time, for one check a key. The check is done on curve25519, the same curve in Montgomery's
 * form (RFC 7748 §4.1), where x alone can be multiplied, without a square root and in half the
 * code. Only public values pass through, so nothing needs to be constant-time. The tests compare it
 * with @noble/ed25519 on every key vector.
 */

/** p = 2^255 − 19, the field's prime. */
const P = 2n ** 255n - 19n;
/** L, the order of the base point. */
export const L: bigint = 2n ** 252n + 27742317777372353535851937790883648493n;
/** A of v² = u³ + A·u² + u. */
const A = 486662n;

/** A little-endian integer. */
export function readNumber(bytes: Uint8Array): bigint {
  let number = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) number = (number << 8n) | BigInt(bytes[i] as number);
  return number;
}

/** Whether a number other than 0 is a square modulo p, by Euler's criterion: a^((p − 1)/2) = 1. */
function isSquare(a: bigint): boolean {
  let power = 1n;
  let square = a;
  for (let exponent = (P - 1n) / 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) power = (power * square) % P;
    square = (square * square) % P;
  }
  return (power + P) % P === 1n;
}

/**
 * Whether L times the point with u = x/z is the neutral one: Montgomery's ladder (RFC 7748 §5)
 * for a u that is a fraction. It holds for every u but 0 and infinity.
 */
function isOfOrderL(x: bigint, z: bigint): boolean {
  let [x2, z2, x3, z3] = [1n, 0n, x, z];
  for (let bit = 252n; bit >= 0n; bit--) {
    const isSet = (L >> bit) & 1n;
    if (isSet) [x2, z2, x3, z3] = [x3, z3, x2, z2];
    const sum = x2 + z2;
    const difference = x2 - z2;
    const da = ((x3 - z3) * sum) % P;
    const cb = ((x3 + z3) * difference) % P;
    x3 = (z * (((da + cb) * (da + cb)) % P)) % P;
    z3 = (x * (((da - cb) * (da - cb)) % P)) % P;
    const aa = (sum * sum) % P;
    const bb = (difference * difference) % P;
    x2 = (aa * bb) % P;
    z2 = ((aa - bb) * (bb + ((A + 2n) / 4n) * (aa - bb))) % P;
    if (isSet) [x2, z2, x3, z3] = [x3, z3, x2, z2];
  }
  return z2 === 0n;
}

/** What is wrong with 32 bytes as a point, or `undefined` where they are in the prime-order subgroup. */
export function findPointProblem(bytes: Uint8Array): 'not-canonical' | 'torsion' | undefined {
  const encoded = readNumber(bytes);
  const sign = encoded >> 255n;
  const y = encoded & (2n ** 255n - 1n);
  if (y >= P) return 'not-canonical';
  // u = (1 + y)/(1 − y), kept as a fraction.
  const x = 1n + y;
  const z = 1n - y;
  // The two points whose own x is 0 have no sign; u is 0 for the one of order two, and the
  // neutral one has none.
  if (z === 0n || x === P) {
    if (sign === 1n) return 'not-canonical';
    return z === 0n ? undefined : 'torsion';
  }
  // v² times z⁴, and so a square where v² is one: there is a point with this u.
  if (!isSquare((x * z * (x * x + A * x * z + z * z)) % P)) return 'not-canonical';
  return isOfOrderL(x, z) ? undefined : 'torsion';
}
