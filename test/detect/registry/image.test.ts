/** Fingerprints of images: what they survive, what they tell apart, and files that are none. */
import { distance, fingerprintImage, MAX_DISTANCE, queryOfImage } from 'contentmark/registry';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { phash } from '../../../src/detect/registry/phash.ts';

/** A picture of a few soft discs, another one for each seed. */
function picture(seed: number): sharp.Sharp {
  const [width, height] = [240, 180];
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const discs = Array.from(
    { length: 6 },
    () => [next() * width, next() * height, 20 + next() * 60, next() * 255] as const,
  );
  const data = Buffer.alloc(width * height * 3, 240);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (const [cx, cy, radius, tone] of discs)
        if ((x - cx) ** 2 + (y - cy) ** 2 < radius ** 2)
          data.fill(tone, 3 * (y * width + x), 3 * (y * width + x) + 3);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const hashOf = async (image: Uint8Array) => {
  const near = await fingerprintImage(image);
  if (near === undefined) throw new Error('no fingerprint');
  return near.hash;
};
const original = await picture(7).png().toBuffer();

test.each<readonly [string, (image: sharp.Sharp) => sharp.Sharp]>([
  ['half its size', (image) => image.resize(120)],
  ['twice its size', (image) => image.resize(480)],
  ['JPEG of quality 40', (image) => image.jpeg({ quality: 40 })],
  ['WebP', (image) => image.webp({ quality: 60 })],
  ['a little brighter', (image) => image.modulate({ brightness: 1.05, saturation: 1.1 })],
  ['shades of grey', (image) => image.greyscale()],
])('an image is near itself as %s', async (_name, change) => {
  const changed = await change(sharp(original)).toBuffer();
  expect(distance(await hashOf(original), await hashOf(changed))).toBeLessThanOrEqual(MAX_DISTANCE);
});

test('as it is shown: turned as its metadata says, and on white', async () => {
  const turned = await sharp(original)
    .rotate(90)
    .withMetadata({ orientation: 8 })
    .jpeg()
    .toBuffer();
  expect(distance(await hashOf(original), await hashOf(turned))).toBeLessThanOrEqual(MAX_DISTANCE);
});

test('twenty pictures are not near each other', async () => {
  const hashes = await Promise.all(
    Array.from({ length: 20 }, async (_, seed) =>
      hashOf(
        await picture(seed + 1)
          .png()
          .toBuffer(),
      ),
    ),
  );
  for (const [at, a] of hashes.entries())
    for (const b of hashes.slice(at + 1)) expect(distance(a, b)).toBeGreaterThan(MAX_DISTANCE);
});

describe('without a fingerprint', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h5v5z"/></svg>';
  const plain = { create: { width: 50, height: 50, channels: 3, background: '#123456' } } as const;
  it.each<readonly [string, () => Promise<Uint8Array> | Uint8Array]>([
    ['no bytes', () => new Uint8Array(0)],
    ['text', () => Buffer.from('Warm boots')],
    ['SVG', () => Buffer.from(svg)],
    ['half an image', () => original.subarray(0, original.length / 2)],
    ['a plain surface', () => sharp(plain).png().toBuffer()],
    [
      'more pixels than are read',
      () =>
        sharp({ create: { ...plain.create, width: 16_000, height: 8000 } })
          .png()
          .toBuffer(),
    ],
  ])('%s', async (_name, make) => {
    const bytes = await make();
    expect(await fingerprintImage(bytes)).toBeUndefined();
    expect((await queryOfImage(bytes)).digests).toHaveLength(1);
  });

  it('any bytes behind the beginning of an image', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(60), async (bytes, keep) => {
        const near = await fingerprintImage(Buffer.concat([original.subarray(0, keep), bytes]));
        expect(near === undefined || near.kind === 'image').toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('what is no bytes is a mistake', async () => {
    await expect(fingerprintImage('x' as never)).rejects.toThrow('bytes');
  });
});

test('the hash of fields is of their lowest frequencies', () => {
  const wave = (turns: number) =>
    Uint8Array.from(
      { length: 1024 },
      (_, at) => 128 + 100 * Math.cos((turns * Math.PI * ((at % 32) + 0.5)) / 32),
    );
  expect(phash(wave(0))).toBeUndefined();
  expect(phash(wave(2))).not.toEqual(phash(wave(3)));
});
