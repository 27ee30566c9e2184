/**
 * How often an image is recognised after what shops do to it, and how often by mistake: every image of the
 * catalogues that are at hand.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { printRate, rateOf } from './near-texts.ts';
import { dataFolder } from './real-catalogues.ts';

type RegistryEntryPoint = typeof import('contentmark/registry');

/** Transformations by name; each is given the image and its size. */
const CHANGES: Readonly<Record<string, (image: Sharp, width: number, height: number) => Sharp>> = {
  'half the size': (image, width) => image.resize(Math.ceil(width / 2)),
  '200 pixels wide': (image) => image.resize(200),
  'JPEG of quality 80': (image) => image.jpeg({ quality: 80 }),
  'JPEG of quality 30': (image) => image.jpeg({ quality: 30 }),
  'WebP of quality 60, 600 wide': (image) => image.resize(600).webp({ quality: 60 }),
  '5 % brighter, 10 % more colour': (image) =>
    image.modulate({ brightness: 1.05, saturation: 1.1 }),
  '1 % cut off each side': cropped(0.01),
  '5 % cut off each side': cropped(0.05),
  '10 % cut off each side': cropped(0.1),
  mirrored: (image) => image.flop(),
};

function cropped(share: number): (typeof CHANGES)[string] {
  return (image, width, height) => {
    const [left, top] = [Math.round(width * share), Math.round(height * share)];
    return image.extract({ left, top, width: width - 2 * left, height: height - 2 * top });
  };
}

const IMAGE = /\.(?:jpe?g|png|webp)$/i;

/** Every image at hand, each file once. */
function readImages(): readonly Uint8Array[] {
  const folder = dataFolder();
  if (folder === undefined || !existsSync(folder)) return [];
  const images = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => IMAGE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name)));
  return [...new Map(images.map((bytes) => [bytes.toString('base64'), bytes])).values()];
}

/** The rates in words, or none where no images are at hand. */
export async function tellImageRates({
  distance,
  fingerprintImage,
  MAX_DISTANCE,
}: RegistryEntryPoint): Promise<readonly string[]> {
  const known: { readonly bytes: Uint8Array; readonly hash: Hash }[] = [];
  let plain = 0;
  for (const bytes of readImages()) {
    const near = await fingerprintImage(bytes);
    if (near === undefined) plain += 1;
    else known.push({ bytes, hash: near.hash });
  }
  if (known.length === 0) return [];
  const notes = [
    `${known.length} different images with a fingerprint, ${plain} without one. After a change an image is still near itself, of how many (95 % interval):`,
  ];
  for (const [name, change] of Object.entries(CHANGES)) {
    let hits = 0;
    for (const { bytes, hash } of known) {
      const { data, info } = await sharp(bytes)
        .rotate()
        .flatten({ background: '#ffffff' })
        .raw()
        .toBuffer({ resolveWithObject: true });
      const { width, height, channels } = info;
      // Lossless, where the change itself names no format.
      const image = sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 0 });
      const changed = await change(image, width, height).toBuffer();
      const near = await fingerprintImage(changed);
      if (near !== undefined && distance(near.hash, hash) <= MAX_DISTANCE) hits += 1;
    }
    notes.push(`${name}: ${printRate(rateOf(hits, known.length))}.`);
  }
  let pairs = 0;
  let near = 0;
  for (const [at, { hash }] of known.entries())
    for (const other of known.slice(at + 1)) {
      pairs += 1;
      if (distance(hash, other.hash) <= MAX_DISTANCE) near += 1;
    }
  notes.push(
    `Pairs of different images that are near each other: ${printRate(rateOf(near, pairs))}.`,
  );
  return notes;
}

type Hash = Parameters<RegistryEntryPoint['distance']>[0];
