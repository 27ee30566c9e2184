/**
 * SHA-256 (FIPS 180-4 §6.2) in JavaScript, synchronous, for runtimes whose own cryptography can
 * only be awaited. It is written out here because @noble/hashes brings 2.7 KB of shared code for
 * it, a third of what a storefront loads to check a mark. The tests compare it with noble,
 * node:crypto and published digests.
 */
import type { Sha256 } from './backend.ts';

/**
 * Gives the first 32 bits of the fractional parts of roots of the first primes. None of those used
 * here lies within 0.02 of the next whole number, six thousand times what a root computed in double
 * precision is off.
 */
function fractions(root: (n: number) => number, count: number): Int32Array {
  const words = new Int32Array(count);
  const primes = new Uint16Array(count);
  let found = 0;
  for (let n = 2; found < count; n++) {
    let isPrime = true;
    for (let i = 0; i < found && isPrime; i++) isPrime = n % (primes[i] as number) !== 0;
    if (!isPrime) continue;
    primes[found] = n;
    words[found++] = (root(n) % 1) * 2 ** 32;
  }
  return words;
}

/** From the cube roots of the first 64 primes (§4.2.2). */
const K: Int32Array = /* @__PURE__ */ fractions(Math.cbrt, 64);

/** The initial state: from the square roots of the first eight (§5.3.3). */
const START: Int32Array = /* @__PURE__ */ fractions(Math.sqrt, 8);

const BLOCK = 64;

/** The words of one block and of its schedule. Filled anew for every block, so it may be shared. */
const W: Int32Array = /* @__PURE__ */ new Int32Array(64);

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** One block into the state (§6.2.2). */
function compress(state: Int32Array, bytes: Uint8Array, at: number): void {
  for (let t = 0; t < 16; t++) {
    const i = at + 4 * t;
    W[t] =
      ((bytes[i] as number) << 24) |
      ((bytes[i + 1] as number) << 16) |
      ((bytes[i + 2] as number) << 8) |
      (bytes[i + 3] as number);
  }
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15] as number;
    const y = W[t - 2] as number;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    W[t] = (W[t - 16] as number) + s0 + (W[t - 7] as number) + s1;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[t] as number) + (W[t] as number)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

/** SHA-256 of a byte string. */
export const sha256: Sha256 = (bytes) => {
  const state = START.slice();
  const { length } = bytes;
  const whole = length - (length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) compress(state, bytes, at);
  // Padding (§5.1.1): a one bit, zeros, and the length in bits in the last eight bytes.
  const tail = new Uint8Array(length - whole < BLOCK - 8 ? BLOCK : 2 * BLOCK);
  tail.set(bytes.subarray(whole));
  tail[length - whole] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, length / 0x20000000);
  view.setUint32(tail.length - 4, length << 3);
  for (let at = 0; at < tail.length; at += BLOCK) compress(state, tail, at);
  const digest = new Uint8Array(32);
  const words = new DataView(digest.buffer);
  for (let i = 0; i < 8; i++) words.setInt32(4 * i, state[i] as number);
  return digest;
};
