/**
 * Converts between UTF-8 and `latin1` strings, which hold one byte in each character. Files are
 * kept as bytes, so that what is not changed is written back exactly as it came.
 */

/** One well-formed sequence (RFC 3629 §4), or, last, one byte that belongs to none. */
const SEQUENCE =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

const BEYOND_ASCII = /[\x80-\xff]/;

/**
 * Text of bytes in which each byte that is not UTF-8 stands as a lone surrogate (Python's
 * "surrogateescape"). No text that can be signed has one, so damaged bytes are shown to
 * `verify` as what they are and refused by it, where U+FFFD could equal a signed text.
 */
export function decodeDamaged(latin1: string): string {
  if (!BEYOND_ASCII.test(latin1)) return latin1;
  return latin1.replace(SEQUENCE, (sequence) =>
    sequence.length === 1
      ? String.fromCharCode(0xdc00 + sequence.charCodeAt(0))
      : Buffer.from(sequence, 'latin1').toString('utf8'),
  );
}

/** The UTF-8 of a text, one byte in each character. */
export function encodeLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
