/** Near fingerprints of image files. Decoding them is the work of the optional peer `sharp`, loaded here. */
import { ContentmarkError, requireBytes } from '../../errors.ts';
import { raw } from '../../format/content/raw.ts';
import type { NearFingerprint, Query } from './entry.ts';
import { digestOf } from './fingerprint.ts';
import { PHASH_SIDE, phash } from './phash.ts';

/** Formats of photographs. SVG is a document that may name others, and is not opened. */
const FORMATS: readonly (string | undefined)[] = ['jpeg', 'png', 'webp', 'gif', 'heif', 'tiff'];

/** Pixels of the largest image: a small file can hold a picture of gigabytes. */
const MAX_PIXELS = 100_000_000;

/** Seconds for one image. */
const TIMEOUT = 20;

/**
 * An image's near fingerprint: JPEG, PNG, WebP, GIF (its first frame), AVIF, TIFF. It is found again after
 * scaling, compression and small changes of colour, and not after cropping, turning or mirroring
 * (docs/registry.md has the rates).
 * @returns `undefined` for bytes that are no such image, for more than 100 million pixels, and for one
 * that is of one flat colour.
 * @throws ContentmarkError `ERR_ARGUMENT`; `ERR_RUNTIME` where the optional peer `sharp` is not installed.
 */
export async function fingerprintImage(bytes: Uint8Array): Promise<NearFingerprint | undefined> {
  requireBytes('bytes', bytes);
  const grey = await readGrey(bytes);
  const hash = grey && phash(grey);
  return hash && { kind: 'image', hash };
}

/**
 * What to ask a registry about an image, and what to remember of it: the digest of its bytes, as raw
 * signs them, and its near fingerprint.
 * @throws ContentmarkError as {@link fingerprintImage}
 * @example
 * ```ts
 * import { createMemoryRegistry, queryOfImage } from 'contentmark/registry';
 *
 * const registry = createMemoryRegistry();
 * const { digests, near } = await queryOfImage(Uint8Array.of(1, 2, 3));
 * console.log(digests.length, near); // 1 undefined
 * console.log((await registry.recognize({ digests, near }, 1_800_000_000)).length); // 0
 * ```
 */
export async function queryOfImage(bytes: Uint8Array): Promise<Query> {
  const near = await fingerprintImage(bytes);
  // Bytes always have a canonical form: themselves.
  return { digests: [digestOf(raw(bytes)) as Uint8Array], near };
}

/** Its brightness in 32 × 32 fields, or `undefined` where it cannot be read. */
async function readGrey(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const sharp = await loadSharp();
  try {
    const options = { limitInputPixels: MAX_PIXELS, failOn: 'error' } as const;
    const { format } = await sharp(bytes, options).metadata();
    if (!FORMATS.includes(format)) return undefined;
    const { data, info } = await sharp(bytes, options)
      // As it is shown: turned as its metadata says, on white where it is transparent.
      .rotate()
      .flatten({ background: '#ffffff' })
      .greyscale()
      .resize(PHASH_SIDE, PHASH_SIDE, { fit: 'fill' })
      .timeout({ seconds: TIMEOUT })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const grey = new Uint8Array(PHASH_SIDE * PHASH_SIDE);
    for (let at = 0; at < grey.length; at++) grey[at] = data[at * info.channels] as number;
    return grey;
  } catch {
    // Damaged, of a format that this build of sharp does not know, too large: it has no fingerprint.
    return undefined;
  }
}

async function loadSharp(): Promise<typeof import('sharp')> {
  try {
    return (await import('sharp')).default;
  } catch {
    throw new ContentmarkError(
      'ERR_RUNTIME',
      'fingerprints of images need the optional peer sharp; run npm install sharp',
    );
  }
}
