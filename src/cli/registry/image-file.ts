/** Files that `registry add` and `registry recognize` take as images, by their names. */
import type { Query } from 'contentmark/registry';
import { readInput } from '../files/read-input.ts';
import type { Io } from '../terminal/io.ts';

const IMAGE = /\.(?:jpe?g|png|webp|gif|avif|tiff?)$/i;

/** Whether a file is an image by its name. */
export function isImageName(file: string): boolean {
  return IMAGE.test(file);
}

/** The fingerprints of an image file; without `near` where it cannot be decoded, or is one flat colour. */
export async function readImage(io: Io, file: string, argument: string): Promise<Query> {
  const { queryOfImage } = await import('contentmark/registry');
  return queryOfImage(await readInput(io, file, argument));
}
