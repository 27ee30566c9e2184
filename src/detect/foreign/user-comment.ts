/**
 * Decodes the text of EXIF's UserComment (Exif 2.32, 4.6.5): eight bytes name the character code,
 * the rest is text. "Unicode" says nothing of the byte order, so whichever makes a label is taken.
 */
import { trimEnd } from '../../format/bytes/trim.ts';

const CODE_LENGTH = 8;

/** A label is some hundred characters. */
const MAX_BYTES = 65_536;

/** Decodes the bytes as the metadata reader gives them; an empty string where they are no text. */
export function decodeUserComment(value: unknown): string {
  if (!Array.isArray(value) || value.length < CODE_LENGTH) return '';
  // Not a view: whatever is no byte becomes one.
  const bytes = Uint8Array.from(value.slice(0, MAX_BYTES) as number[]);
  const code = trimEnd(decode('latin1', bytes.subarray(0, CODE_LENGTH)), '\0');
  const text = bytes.subarray(CODE_LENGTH);
  if (code !== 'UNICODE') return decode('utf-8', text);
  const bigEndian = decode('utf-16be', text);
  return bigEndian.includes('AIGC') ? bigEndian : decode('utf-16le', text);
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
