/**
 * `readForeignMarks`: reads the marks of others on an image: C2PA, IPTC digital source type, the
 * Chinese AIGC label. They are reported, so that they can be kept. None is removed, rewritten or
 * validated: a C2PA manifest is reported as present, not as valid.
 */

import ExifReader from 'exifreader';
import { requireBytes } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { type AigcFound, looksLikeAigc, readAigcText } from './aigc-text.ts';
import { type ImageFormat, type Layout, type Location, readLayout } from './containers.ts';
import { takeMetadata } from './metadata-only.ts';
import { decodeUserComment } from './user-comment.ts';
import { createXmpParser } from './xmp-marks.ts';

/** Why something could not be read. What was read counts all the same. */
export const FOREIGN_MARK_PROBLEMS = [
  /** None of JPEG, PNG, WebP, AVIF, HEIC: nothing was looked for. */
  'format-not-read',
  /** The file ends before its parts do. */
  'truncated',
  /** Larger or of more parts than an honest file: what was left out may hold marks. */
  'too-large',
  /** The metadata cannot be read. */
  'metadata-unreadable',
  /** There is an XMP packet that cannot be read. */
  'xmp-unreadable',
] as const;

/** One of {@link FOREIGN_MARK_PROBLEMS}. */
export type ForeignMarkProblem = (typeof FOREIGN_MARK_PROBLEMS)[number];

/** What C2PA left on the file. */
export interface C2paFound {
  /** A manifest in the file is not validated here; use a C2PA validator. */
  readonly state: 'none-found' | 'present-unvalidated';
  /** Segments, chunks or boxes, in bytes. */
  readonly locations: readonly Location[];
  /** URLs at which XMP says that a manifest is. Never fetched. */
  readonly remoteManifests: readonly string[];
}

/** What was found. None of it is verified, and finding nothing proves nothing. */
export interface ForeignMarks {
  readonly format: ImageFormat | 'other';
  readonly c2pa: C2paFound;
  /** Each `Iptc4xmpExt:DigitalSourceType`, as it is written. */
  readonly digitalSourceTypes: readonly string[];
  readonly aigc: readonly AigcFound[];
  readonly problems: readonly ForeignMarkProblem[];
}

/** Originals in shops are at most 20 MB (Shopify); larger files are refused unread. */
const MAX_IMAGE_BYTES: number = 64 * 1024 * 1024;

/** What one compressed text chunk may expand to: a label takes some hundred bytes. */
const MAX_DECOMPRESSED_BYTES: number = 256 * 1024;

/**
 * Reads the marks of others from an image file. Hostile bytes give a problem, never an
 * exception.
 * @throws ContentmarkError `ERR_ARGUMENT` only for what is no `Uint8Array`.
 * @example
 * ```ts
 * import { readForeignMarks } from 'contentmark/foreign-marks';
 *
 * const { c2pa, problems } = await readForeignMarks(new TextEncoder().encode('no image'));
 * console.log(c2pa.state, problems.join()); // none-found format-not-read
 * ```
 */
export async function readForeignMarks(image: Uint8Array): Promise<ForeignMarks> {
  requireBytes('image', image);
  if (image.length > MAX_IMAGE_BYTES) return found('other', NOTHING, ['too-large']);
  // A copy, since reading takes several turns in which the caller's bytes could change.
  const bytes = new Uint8Array(image);
  const layout = readLayout(bytes);
  if (layout === undefined) return found('other', NOTHING, ['format-not-read']);
  const metadata = takeMetadata(bytes, layout);
  const problems: ForeignMarkProblem[] = layout.isTruncated ? ['truncated'] : [];
  if (layout.isOverfull || metadata.isPartial) problems.push('too-large');
  return metadata.bytes === undefined
    ? found(layout.format, { c2pa: layout.c2pa }, problems)
    : readMetadata(metadata.bytes, layout, problems);
}

async function readMetadata(
  bytes: Uint8Array,
  layout: Layout,
  problems: ForeignMarkProblem[],
): Promise<ForeignMarks> {
  const { marks, parser } = createXmpParser();
  const aigc: AigcFound[] = [];
  try {
    const tags = await ExifReader.load(bytes.buffer as ArrayBuffer, {
      expanded: true,
      async: true,
      // The reader asks for the one method that it calls.
      domParser: parser,
      includeTags: { xmp: true, exif: ['UserComment'], png: true },
      decompress: { maxDecompressedSize: MAX_DECOMPRESSED_BYTES },
    });
    const comment = decodeUserComment(memberOf(tags.exif, 'UserComment', 'value'));
    if (looksLikeAigc(comment)) aigc.push(readAigcText('exif', comment));
    const chunk = textOf(memberOf(tags, 'png', 'AIGC'));
    if (chunk !== '') aigc.push(readAigcText('png-text', chunk));
  } catch (error) {
    // A file with nothing to read in it is told apart from one that cannot be read.
    const isEmpty = error instanceof Error && error.name === 'MetadataMissingError';
    if (!isEmpty) problems.push('metadata-unreadable');
  }
  if (marks.isUnreadable) problems.push('xmp-unreadable');
  return found(
    layout.format,
    {
      c2pa: layout.c2pa,
      digitalSourceTypes: [...marks.digitalSourceTypes],
      aigc: [...marks.aigc, ...aigc],
      remoteManifests: [...marks.remoteManifests],
    },
    problems,
  );
}

/** A member of a member: the reader's types do not say what a chunk may be called. */
function memberOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce(ownMember, value);
}

/** The reader's values are bytes or text; its descriptions are text, decoded by their own rule. */
function textOf(tag: unknown): string {
  if (typeof tag !== 'object' || tag === null) return '';
  const { description, value } = tag as {
    readonly description?: unknown;
    readonly value?: unknown;
  };
  const text = typeof description === 'string' && description !== '' ? description : value;
  return typeof text === 'string' ? fromUtf8(text) : '';
}

/** tEXt is Latin-1 by PNG's rule and UTF-8 by the habit of generators. */
function fromUtf8(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text;
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

interface FoundParts {
  readonly c2pa?: readonly Location[];
  readonly digitalSourceTypes?: readonly string[];
  readonly aigc?: readonly AigcFound[];
  readonly remoteManifests?: readonly string[];
}

const NOTHING: FoundParts = {};

function found(
  format: ForeignMarks['format'],
  { c2pa = [], digitalSourceTypes = [], aigc = [], remoteManifests = [] }: FoundParts,
  problems: readonly ForeignMarkProblem[],
): ForeignMarks {
  return Object.freeze({
    format,
    c2pa: Object.freeze({
      state: c2pa.length === 0 ? 'none-found' : 'present-unvalidated',
      locations: Object.freeze(c2pa),
      remoteManifests: Object.freeze(remoteManifests),
    }),
    digitalSourceTypes: Object.freeze(digitalSourceTypes),
    aigc: Object.freeze(aigc),
    problems: Object.freeze(problems),
  });
}
