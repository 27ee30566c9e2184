/**
 * Converts a file from the encoding that its byte order mark names to UTF-8 and back. UTF-8 goes
 * through as it is. UTF-16 (what Excel saves as "Unicode text") becomes UTF-8 in memory; {@link
 * Encoding.encode} turns each piece back, so a file that is signed stays UTF-16.
 */

/** How a file holds its text. */
export type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding of a file. */
export interface Encoding {
  readonly name: EncodingName;
  /** The byte order mark, as it stands in the file; empty where there is none. */
  readonly mark: Uint8Array;
  /** UTF-8 as the file holds it. */
  encode(utf8: Uint8Array): Uint8Array;
}

const NOTHING = new Uint8Array(0);
const same = (utf8: Uint8Array): Uint8Array => utf8;

/** The longest byte order mark. */
export const MARK_BYTES = 3;

/** Reads the encoding off the first bytes of a file; text without a mark is taken for UTF-8. */
export function readEncoding(start: Uint8Array): Encoding {
  const [a, b, c] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return { name: 'utf-8', mark: start.slice(0, 3), encode: same };
  }
  if (a === 0xff && b === 0xfe) {
    return { name: 'utf-16le', mark: start.slice(0, 2), encode: encodeLittleEndian };
  }
  if (a === 0xfe && b === 0xff) {
    return { name: 'utf-16be', mark: start.slice(0, 2), encode: encodeBigEndian };
  }
  return { name: 'utf-8', mark: NOTHING, encode: same };
}

function encodeLittleEndian(utf8: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(utf8).toString('utf8'), 'utf16le');
}

function encodeBigEndian(utf8: Uint8Array): Uint8Array {
  return Buffer.from(encodeLittleEndian(utf8)).swap16();
}

/**
 * UTF-16 without its mark, as UTF-8. What is not well formed comes out as bytes that are not UTF-8
 * (a lone surrogate in three bytes, half a unit as 0xFF), so that the reader of the format calls
 * the record broken instead of taking U+FFFD for text.
 */
export async function* transcode(
  chunks: AsyncIterable<Uint8Array>,
  name: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = NOTHING;
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    let length = bytes.length - (bytes.length % 2);
    // A surrogate pair that two chunks divide is read with the second one.
    if (length > 0 && isHighSurrogate(bytes, length - 2, name)) length -= 2;
    held = bytes.slice(length);
    if (length > 0) yield decode(bytes.subarray(0, length), name);
  }
  const whole = held.length - (held.length % 2);
  if (whole > 0) yield decode(held.subarray(0, whole), name);
  if (whole < held.length) yield Uint8Array.of(0xff);
}

function isHighSurrogate(bytes: Uint8Array, at: number, name: EncodingName): boolean {
  const high = bytes[name === 'utf-16le' ? at + 1 : at] as number;
  return high >= 0xd8 && high <= 0xdb;
}

function decode(bytes: Uint8Array, name: EncodingName): Uint8Array {
  const units = Buffer.from(bytes);
  const text = (name === 'utf-16le' ? units : units.swap16()).toString('utf16le');
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  const parts = text.split(
    /([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/,
  );
  return Buffer.concat(
    parts.map((part) => (part.isWellFormed() ? Buffer.from(part, 'utf8') : encodeLone(part))),
  );
}

/** The three bytes that a lone surrogate would have, which no reader takes for UTF-8. */
function encodeLone(unit: string): Buffer {
  const code = unit.charCodeAt(0);
  return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
}
