/**
 * As much of edwards25519 (RFC 8032 §5.1) as vetting a public key takes: is it the
 * canonical encoding of a point, and is that point in the prime-order subgroup?
 *
 * Written out here because the whole of a curve library would be most of a
 * storefront's bundle, and of its start, for one question asked once a key. Only
 * public values pass through, so nothing needs to be constant-time. In the tests
 * @noble/ed25519 answers the same question for every key vector.
 */

/** p = 2^255 − 19, the field's prime. */
const P = 2n ** 255n - 19n;
/** L − 2^252: the order of the base point, without its leading bit. */
const L_REST = 27742317777372353535851937790883648493n;
/** d = −121665/121666. */
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
/** √−1. */
const SQRT_MINUS_1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;

/** A point in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint];

const IDENTITY: Point = [0n, 1n, 1n, 0n];

function mod(a: bigint): bigint {
  const r = a % P;
  return r < 0n ? r + P : r;
}

/** a^(2^n), n squarings. */
function square(a: bigint, n: number): bigint {
  let r = a;
  for (let i = 0; i < n; i++) r = (r * r) % P;
  return r;
}

/** a^((p − 5)/8) = a^(2^252 − 3), by the usual chain of a^(2^n − 1). */
function powP58(a: bigint): bigint {
  const a2 = (a * square(a, 1)) % P;
  const a4 = (a2 * square(a2, 2)) % P;
  const a5 = (a * square(a4, 1)) % P;
  const a10 = (a5 * square(a5, 5)) % P;
  const a20 = (a10 * square(a10, 10)) % P;
  const a40 = (a20 * square(a20, 20)) % P;
  const a50 = (a10 * square(a40, 10)) % P;
  const a100 = (a50 * square(a50, 50)) % P;
  const a200 = (a100 * square(a100, 100)) % P;
  const a250 = (a50 * square(a200, 50)) % P;
  return (a * square(a250, 2)) % P;
}

/** The point that 32 bytes encode, or `undefined` where they encode none canonically (§5.1.3). */
function decode(bytes: Uint8Array): Point | undefined {
  let y = 0n;
  for (let i = 31; i >= 0; i--) y = (y << 8n) | BigInt(bytes[i] as number);
  const sign = y >> 255n;
  y &= 2n ** 255n - 1n;
  if (y >= P) return undefined;
  const yy = (y * y) % P;
  const u = mod(yy - 1n);
  const v = mod(D * yy + 1n);
  const v3 = (((v * v) % P) * v) % P;
  let x = (((u * v3) % P) * powP58((u * ((((v3 * v3) % P) * v) % P)) % P)) % P;
  const vxx = (v * ((x * x) % P)) % P;
  if (vxx !== u) {
    if (vxx !== mod(-u)) return undefined;
    x = (x * SQRT_MINUS_1) % P;
  }
  if (x === 0n && sign === 1n) return undefined;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, (x * y) % P];
}

/** Addition (§5.1.4). Complete on this curve: it also doubles and takes the identity. */
function add([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = ((y1 + x1) * (y2 + x2)) % P;
  const c = (((t1 * 2n * D) % P) * t2) % P;
  const d = (z1 * 2n * z2) % P;
  const e = b - a;
  const f = d - c;
  const g = d + c;
  const h = b + a;
  return [mod(e * f), (g * h) % P, mod(f * g), mod(e * h)];
}

/** Doubling (§5.1.4), cheaper than adding a point to itself. */
function double([x, y, z]: Point): Point {
  const a = (x * x) % P;
  const b = (y * y) % P;
  const c = (2n * z * z) % P;
  const h = a + b;
  const e = h - (((x + y) * (x + y)) % P);
  const g = a - b;
  const f = c + g;
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

/** What is wrong with 32 bytes as a point, or `undefined` where they are in the prime-order subgroup. */
export function findPointProblem(bytes: Uint8Array): 'not-canonical' | 'torsion' | undefined {
  const point = decode(bytes);
  if (point === undefined) return 'not-canonical';
  // L·A = 2^252·A + rest·A must be the identity, and is not where A has a part of order 2, 4 or 8.
  let power = point;
  let rest = IDENTITY;
  for (let bit = 0n; bit < 252n; bit++) {
    if ((L_REST >> bit) & 1n) rest = add(rest, power);
    power = double(power);
  }
  const [x, y, z] = add(power, rest);
  return x === 0n && y === z ? undefined : 'torsion';
}
