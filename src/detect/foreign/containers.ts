/**
 * Walks the parts of an image file to find C2PA manifests and metadata. It reads lengths, follows
 * no pointers, and allocates nothing in proportion to what a length claims.
 */

/** Formats whose parts are walked. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic';

/** Where a part lies in the file, in bytes. */
export interface Location {
  readonly offset: number;
  readonly length: number;
}

/** What walking the file found. */
export interface Layout {
  readonly format: ImageFormat;
  /** The segments, chunks or boxes that hold C2PA manifests, headers included. */
  readonly c2pa: readonly Location[];
  /**
   * EXIF, XMP and text, headers included. `undefined` for AVIF and HEIC: their metadata is
   * found by offsets into the file, so it cannot be taken out of it.
   */
  readonly metadata: readonly Location[] | undefined;
  /** The file ends before its parts do. */
  readonly isTruncated: boolean;
  /** More parts than an honest file has, so it was not walked to its end. */
  readonly isOverfull: boolean;
}

/** A JPEG of 20 MB has some hundred segments, a PNG in 8 KiB chunks some thousands. */
const MAX_PARTS = 65_536;

/** Walks a file; `undefined` where it is none of the formats. Never throws. */
export function readLayout(bytes: Uint8Array): Layout | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return walkJpeg(bytes, view);
  if (startsWith(bytes, 0, PNG_SIGNATURE)) return walkPng(bytes, view);
  if (tagAt(bytes, 0) === 'RIFF' && tagAt(bytes, 8) === 'WEBP') return walkWebp(bytes, view);
  if (tagAt(bytes, 4) === 'ftyp') return walkBmff(bytes, view);
  return undefined;
}

/**
 * APP11 segments with JUMBF (JPEG XT, ISO 18477-3): `JP`, an instance number, a sequence
 * number, then the box, whose type and content type are repeated or, in later segments of
 * one instance, only its type. C2PA's content type begins with the letters themselves.
 */
function walkJpeg(bytes: Uint8Array, view: DataView): Layout {
  const c2pa: Location[] = [];
  const metadata: Location[] = [];
  const instances = new Set<number>();
  let at = 2;
  let parts = 0;
  while (at + 4 <= bytes.length && parts < MAX_PARTS) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1] as number;
    // Fill bytes; then the image data and the end, behind which no metadata stands.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) {
      return { format: 'jpeg', c2pa, metadata, isTruncated: false, isOverfull: false };
    }
    const length = 2 + view.getUint16(at + 2);
    if (marker === 0xe1) metadata.push({ offset: at, length });
    if (marker === 0xeb && at + 32 <= bytes.length && tagAt(bytes, at + 16) === 'jumb') {
      const instance = view.getUint16(at + 6);
      const isC2pa = tagAt(bytes, at + 24) === 'jumd' && tagAt(bytes, at + 28) === 'c2pa';
      if (isC2pa) instances.add(instance);
      if (instances.has(instance)) c2pa.push({ offset: at, length });
    }
    at += length;
    parts += 1;
  }
  return { format: 'jpeg', c2pa, metadata, isTruncated: true, isOverfull: parts >= MAX_PARTS };
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_METADATA = ['IHDR', 'tEXt', 'zTXt', 'iTXt', 'eXIf', 'IEND'];

/** The chunk `caBX` is C2PA's own. */
function walkPng(bytes: Uint8Array, view: DataView): Layout {
  const c2pa: Location[] = [];
  const metadata: Location[] = [];
  let at = PNG_SIGNATURE.length;
  let parts = 0;
  let isEnded = false;
  while (at + 12 <= bytes.length && parts < MAX_PARTS && !isEnded) {
    const length = 12 + view.getUint32(at);
    const type = tagAt(bytes, at + 4);
    if (type === 'caBX') c2pa.push({ offset: at, length });
    if (PNG_METADATA.includes(type)) metadata.push({ offset: at, length });
    at += length;
    parts += 1;
    isEnded = type === 'IEND';
  }
  const isOverfull = parts >= MAX_PARTS && !isEnded;
  return { format: 'png', c2pa, metadata, isTruncated: !isEnded, isOverfull };
}

/** The chunk `C2PA`, at the end of a RIFF file. */
function walkWebp(bytes: Uint8Array, view: DataView): Layout {
  const c2pa: Location[] = [];
  const metadata: Location[] = [];
  const end = 8 + (bytes.length < 8 ? 0 : view.getUint32(4, true));
  let at = 12;
  let parts = 0;
  while (at + 8 <= Math.min(end, bytes.length) && parts < MAX_PARTS) {
    const size = view.getUint32(at + 4, true);
    const length = 8 + size + (size % 2);
    const type = tagAt(bytes, at);
    if (type === 'C2PA') c2pa.push({ offset: at, length });
    if (type === 'EXIF' || type === 'XMP ') metadata.push({ offset: at, length });
    at += length;
    parts += 1;
  }
  const isTruncated = at > bytes.length || end > bytes.length;
  return { format: 'webp', c2pa, metadata, isTruncated, isOverfull: parts >= MAX_PARTS };
}

/** The user type of C2PA's `uuid` box (C2PA 2.2, A.4). */
const C2PA_BOX = [
  0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
];

const AVIF_BRANDS = ['avif', 'avis'];
const HEIC_BRANDS = ['heic', 'heix', 'mif1', 'msf1', 'hevc', 'hevx'];

/** Boxes at the top level; their order is free, so the file is walked to its end. */
function walkBmff(bytes: Uint8Array, view: DataView): Layout | undefined {
  const brand = tagAt(bytes, 8);
  const isAvif = AVIF_BRANDS.includes(brand);
  if (!isAvif && !HEIC_BRANDS.includes(brand)) return undefined;
  const c2pa: Location[] = [];
  let at = 0;
  let parts = 0;
  while (at + 8 <= bytes.length && parts < MAX_PARTS) {
    let length = view.getUint32(at);
    // 1: the length stands behind the type, in 64 bits; 0: the box reaches to the end.
    if (length === 1 && at + 16 <= bytes.length) {
      length = view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12);
    } else if (length === 0) length = bytes.length - at;
    if (length < 8) break;
    if (tagAt(bytes, at + 4) === 'uuid' && startsWith(bytes, at + 8, C2PA_BOX)) {
      c2pa.push({ offset: at, length });
    }
    at += length;
    parts += 1;
  }
  return {
    format: isAvif ? 'avif' : 'heic',
    c2pa,
    metadata: undefined,
    isTruncated: at !== bytes.length,
    isOverfull: parts >= MAX_PARTS,
  };
}

function startsWith(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

/** Four bytes as letters; fewer at the end of the file. */
function tagAt(bytes: Uint8Array, at: number): string {
  let tag = '';
  for (let i = at; i < Math.min(at + 4, bytes.length); i++) {
    tag += String.fromCharCode(bytes[i] as number);
  }
  return tag;
}
