/**
 * Makes a small file with the metadata of a large one, which is all that the metadata reader is
 * given. The reader decodes a value as often as a file names it, up to four times the file's size
 * in array elements, and its expressions for XMP are quadratic: 60 hostile megabytes took it half a
 * minute and two gigabytes.
 */
import { concatBytes } from '../../format/bytes/bytes.ts';
import type { ImageFormat, Layout } from './containers.ts';

/** The metadata of an honest image, its thumbnails and edit history included. */
const MAX_METADATA_BYTES: number = 1024 * 1024;

/** AVIF and HEIC cannot be cut down; a photo of a phone has two to four megabytes. */
const MAX_WHOLE_BYTES: number = 4 * 1024 * 1024;

/** Parts, and of these those that may be compressed: each may expand to a megabyte. */
const MAX_METADATA_PARTS = 64;

/** The end of an XMP packet, each one a start for a quadratic expression. An honest packet has one. */
const PACKET_END = [0x3c, 0x3f, 0x78, 0x70, 0x61, 0x63, 0x6b, 0x65, 0x74, 0x20, 0x65, 0x6e, 0x64];
const MAX_PACKET_ENDS = 8;

/** What to give to the reader. */
export interface MetadataOnly {
  /** `undefined` where there is no metadata, or none that is safe to read. */
  readonly bytes: Uint8Array | undefined;
  /** Whether some of it was left out for its size or number. */
  readonly isPartial: boolean;
}

/** Cuts a file down to its metadata. Never throws. */
export function takeMetadata(bytes: Uint8Array, layout: Layout): MetadataOnly {
  const taken =
    layout.metadata === undefined
      ? takeWhole(bytes)
      : takeParts(bytes, layout.format, layout.metadata);
  if (taken.bytes !== undefined && hasTooMany(taken.bytes)) {
    return { bytes: undefined, isPartial: true };
  }
  return taken;
}

function takeWhole(bytes: Uint8Array): MetadataOnly {
  return bytes.length > MAX_WHOLE_BYTES
    ? { bytes: undefined, isPartial: true }
    : { bytes, isPartial: false };
}

/** What begins and ends a file of each format that can be cut down. */
const FRAME: Readonly<Record<'jpeg' | 'png' | 'webp', readonly [head: number[], tail: number[]]>> =
  {
    jpeg: [
      [0xff, 0xd8],
      [0xff, 0xda, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xd9],
    ],
    // IHDR and IEND are among the parts.
    png: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], []],
    // "RIFF", a size that nobody checks here, "WEBP".
    webp: [[0x52, 0x49, 0x46, 0x46, 0x00, 0x00, 0x00, 0x00, 0x57, 0x45, 0x42, 0x50], [0x00]],
  };

function takeParts(
  bytes: Uint8Array,
  format: ImageFormat,
  parts: readonly { readonly offset: number; readonly length: number }[],
): MetadataOnly {
  if (format !== 'jpeg' && format !== 'png' && format !== 'webp') return takeWhole(bytes);
  const kept: Uint8Array[] = [];
  let total = 0;
  let isPartial = false;
  for (const { offset, length } of parts) {
    const part = bytes.subarray(offset, offset + length);
    if (kept.length >= MAX_METADATA_PARTS || total + part.length > MAX_METADATA_BYTES) {
      isPartial = true;
      continue;
    }
    kept.push(part);
    total += part.length;
  }
  // A PNG always has IHDR and IEND, which say nothing.
  const isEmpty = kept.length === 0 || (format === 'png' && kept.length <= 2);
  const [head, tail] = FRAME[format];
  return {
    bytes: isEmpty ? undefined : concatBytes(Uint8Array.from(head), ...kept, Uint8Array.from(tail)),
    isPartial,
  };
}

function hasTooMany(bytes: Uint8Array): boolean {
  let ends = 0;
  for (let at = bytes.indexOf(0x3c); at !== -1; at = bytes.indexOf(0x3c, at + 1)) {
    if (PACKET_END.every((byte, index) => bytes[at + index] === byte)) ends += 1;
    if (ends > MAX_PACKET_ENDS) return true;
  }
  return false;
}
