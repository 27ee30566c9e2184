/**
 * Perceptual hash of an image (Zauner 2010, pHash): of the 64 lowest frequencies of its brightness, which
 * are above their median. Scaling, compression and small changes of colour leave these nearly as they are;
 * cropping, turning and mirroring do not.
 */
import type { Hash64 } from './simhash.ts';

/** The image is brought to so many rows and columns first. */
export const PHASH_SIDE = 32;
const FREQUENCIES = 8;

/** Brightness that spreads less than this, of 255, is one flat colour: its frequencies are noise. */
const MIN_SPREAD = 4;

/**
 * The hash of 32 × 32 brightnesses from 0 to 255, row by row, or `undefined` where the image has no
 * picture to tell by: one flat colour.
 */
export function phash(grey: Uint8Array): Hash64 | undefined {
  if (spreadOf(grey) < MIN_SPREAD) return undefined;
  const low = lowFrequencies(grey);
  const sorted = low.toSorted();
  const median = ((sorted[31] as number) + (sorted[32] as number)) / 2;
  const bitsFrom = (start: number): number => {
    let word = 0;
    for (let i = 0; i < 32; i++) if ((low[start + i] as number) > median) word |= 1 << (31 - i);
    return word >>> 0;
  };
  return { high: bitsFrom(0), low: bitsFrom(32) };
}

/** The standard deviation. */
function spreadOf(grey: Uint8Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of grey) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / grey.length;
  return Math.sqrt(squares / grey.length - mean * mean);
}

/** The first 8 × 8 coefficients of the two-dimensional DCT-II, row by row. */
function lowFrequencies(grey: Uint8Array): Float64Array {
  const rows = new Float64Array(PHASH_SIDE * FREQUENCIES);
  for (let y = 0; y < PHASH_SIDE; y++)
    for (let u = 0; u < FREQUENCIES; u++) {
      let sum = 0;
      for (let x = 0; x < PHASH_SIDE; x++)
        sum += (grey[y * PHASH_SIDE + x] as number) * cosine(u, x);
      rows[y * FREQUENCIES + u] = sum;
    }
  const low = new Float64Array(FREQUENCIES * FREQUENCIES);
  for (let v = 0; v < FREQUENCIES; v++)
    for (let u = 0; u < FREQUENCIES; u++) {
      let sum = 0;
      for (let y = 0; y < PHASH_SIDE; y++)
        sum += (rows[y * FREQUENCIES + u] as number) * cosine(v, y);
      low[v * FREQUENCIES + u] = sum;
    }
  return low;
}

function cosine(frequency: number, at: number): number {
  return Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * PHASH_SIDE));
}
