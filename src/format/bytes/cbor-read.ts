/**
 * Reads the part of CBOR that this package uses, and refuses all other CBOR (RFC 8949 §4.2.1).
 *
 * A reader walks the bytes once and accepts only what the writer would print:
 * shortest heads, definite lengths, map keys strictly ascending by their encoded
 * bytes, valid UTF-8. Floats, `undefined`, other simple values and tags that the
 * caller did not ask for are refused. It allocates only for text and byte strings
 * it accepts, which are bounded by the caller, so a length of 2^63 costs nothing.
 *
 * The first problem is remembered, and every later read gives a harmless value. So a schema can be
 * written like its CDDL and checks for a problem once, at the end.
 */
import type { TextMemo } from './text-memo.ts';
import { decodeUtf8 } from './utf8.ts';

/** A position in bytes from outside, and the first thing found wrong with them. */
export interface CborReader {
  readonly bytes: Uint8Array;
  at: number;
  problem: string | undefined;
  /** Texts read before, for those that recur from mark to mark. */
  readonly memo: TextMemo | undefined;
}

export const UINT = 0;
export const NEGATIVE = 1;
export const BYTES = 2;
export const TEXT = 3;
export const ARRAY = 4;
export const MAP = 5;
export const TAG = 6;
export const SIMPLE = 7;

const NOTHING: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

/** Starts reading. The bytes are not copied, so they must not change meanwhile. */
export function createCborReader(bytes: Uint8Array, memo?: TextMemo): CborReader {
  return { bytes, at: 0, problem: undefined, memo };
}

/** Records the first problem and moves to the end, so that nothing more is read. */
export function fail(reader: CborReader, problem: string): void {
  reader.problem ??= `${problem} at byte ${reader.at}`;
  reader.at = reader.bytes.length;
}

/** The major type of the next item, or -1 at the end. */
export function peekMajor(reader: CborReader): number {
  const initial = reader.bytes[reader.at];
  return initial === undefined ? -1 : initial >> 5;
}

/** The smallest argument that needs one, two, four and eight bytes after the head's first byte. */
const LEAST: readonly number[] = [24, 2 ** 8, 2 ** 16, 2 ** 32];

/** Reads a head of the wanted major type and gives its argument, at most 2^53 - 1. */
export function readHead(reader: CborReader, major: number): number {
  const { bytes } = reader;
  const initial = bytes[reader.at];
  if (initial === undefined) {
    fail(reader, 'unexpected end');
    return 0;
  }
  if (initial >> 5 !== major) {
    fail(reader, `expected major type ${major}, got ${initial >> 5}`);
    return 0;
  }
  const short = initial & 31;
  if (short < 24) {
    reader.at += 1;
    return short;
  }
  if (short > 27) {
    fail(reader, short === 31 ? 'indefinite length' : 'reserved head');
    return 0;
  }
  const size = 1 << (short - 24);
  const end = reader.at + size;
  if (end >= bytes.length) {
    fail(reader, 'unexpected end');
    return 0;
  }
  let argument = bytes[reader.at + 1] as number;
  for (let i = reader.at + 2; i <= end; i++) argument = argument * 256 + (bytes[i] as number);
  if (argument > Number.MAX_SAFE_INTEGER) {
    fail(reader, 'number above 2^53 - 1');
    return 0;
  }
  if (argument < (LEAST[short - 24] as number)) {
    fail(reader, 'number not in its shortest form');
    return 0;
  }
  reader.at = end + 1;
  return argument;
}

/** Reads an unsigned integer of at most `max`. */
export function readUint(reader: CborReader, max: number): number {
  const value = readHead(reader, UINT);
  if (value > max) fail(reader, `number above ${max}`);
  return value;
}

/** Reads a signed integer. */
export function readInt(reader: CborReader): number {
  return peekMajor(reader) === NEGATIVE ? -1 - readHead(reader, NEGATIVE) : readHead(reader, UINT);
}

/** Reads a byte string of `min` to `max` bytes, as a view of the input. */
export function readBytes(reader: CborReader, min: number, max: number): Uint8Array {
  const length = readLength(reader, BYTES, min, max);
  if (reader.problem !== undefined) return NOTHING;
  reader.at += length;
  return reader.bytes.subarray(reader.at - length, reader.at);
}

/**
 * Reads a text string of 1 to `max` bytes of valid UTF-8. Where it recurs, as issuers do and
 * subjects do not, `memo` spares decoding it again.
 */
export function readText(reader: CborReader, max: number, memo?: TextMemo): string {
  const length = readLength(reader, TEXT, 1, max);
  if (reader.problem !== undefined) return '';
  const { bytes, at } = reader;
  reader.at += length;
  const text =
    memo === undefined
      ? decodeUtf8(bytes.subarray(at, reader.at))
      : memo.read(bytes, at, reader.at);
  if (text === undefined) fail(reader, 'text is not UTF-8');
  return text ?? '';
}

/** Reads the head of a string that lies whole in the bytes, and gives its length. */
function readLength(reader: CborReader, major: number, min: number, max: number): number {
  const length = readHead(reader, major);
  if (reader.problem !== undefined) return 0;
  if (length < min || length > max) {
    fail(reader, `string of ${length} bytes, expected ${min} to ${max}`);
    return 0;
  }
  if (length > reader.bytes.length - reader.at) {
    fail(reader, 'unexpected end');
    return 0;
  }
  return length;
}

/** Reads an array head and gives its number of items, at most `max`. */
export function readArray(reader: CborReader, max: number): number {
  return readCount(reader, ARRAY, max);
}

function readCount(reader: CborReader, major: number, max: number): number {
  const count = readHead(reader, major);
  if (count <= max) return count;
  fail(reader, `${count} items, at most ${max} allowed`);
  return 0;
}

/** Reads exactly the tag `tag`. */
export function readTag(reader: CborReader, tag: number): void {
  if (readHead(reader, TAG) !== tag) fail(reader, `expected tag ${tag}`);
}

/** Reads `true` or `false`. */
export function readBoolean(reader: CborReader): boolean {
  const initial = reader.bytes[reader.at];
  if (initial === 0xf4 || initial === 0xf5) reader.at += 1;
  else fail(reader, 'expected a boolean');
  return initial === 0xf5;
}

/** Reads `null`. */
export function readNull(reader: CborReader): void {
  if (reader.bytes[reader.at] === 0xf6) reader.at += 1;
  else fail(reader, 'expected null');
}

/**
 * Reads a map with integer keys, calling `field` with each key. `field` reads the
 * value, and fails on a key it does not know.
 */
export function readIntMap(reader: CborReader, max: number, field: (key: number) => void): void {
  let previous: number | undefined;
  for (let left = readMap(reader, max); left > 0; left--) {
    const key = readIntKey(reader, previous);
    if (reader.problem !== undefined) return;
    previous = key;
    field(key);
  }
}

/** Reads a map head and gives its number of members, at most `max`. */
export function readMap(reader: CborReader, max: number): number {
  return readCount(reader, MAP, max);
}

/** Reads an integer key of a map, which must come after the one before it. */
export function readIntKey(reader: CborReader, previous: number | undefined): number {
  const key = readInt(reader);
  // Encoded order: 0, 1, 2, … then -1, -2, …: major type 0 sorts before major type 1.
  const isAfter =
    previous === undefined || (previous < 0 ? key < previous : key < 0 || key > previous);
  if (!isAfter) fail(reader, 'map keys not in ascending order');
  return key;
}

/** Reads a map with text keys of 1 to `maxKey` bytes, calling `field` with each key. */
export function readTextMap(
  reader: CborReader,
  max: number,
  maxKey: number,
  field: (key: string) => void,
): void {
  let previous = NOTHING;
  for (let left = readMap(reader, max); left > 0; left--) {
    const start = reader.at;
    const key = readText(reader, maxKey);
    const encoded = reader.bytes.subarray(start, reader.at);
    if (!isAfter(encoded, previous)) fail(reader, 'map keys not in ascending order');
    if (reader.problem !== undefined) return;
    previous = encoded;
    field(key);
  }
}

/** Bytewise order of encoded keys; the head comes first, so a shorter key sorts before a longer one. */
function isAfter(key: Uint8Array, previous: Uint8Array): boolean {
  for (let i = 0; i < previous.length; i++) {
    const difference = (key[i] ?? -1) - (previous[i] as number);
    if (difference !== 0) return difference > 0;
  }
  return key.length > previous.length;
}

/** Ends the reading: nothing may follow. */
export function readEnd(reader: CborReader): void {
  if (reader.problem === undefined && reader.at !== reader.bytes.length)
    fail(reader, 'trailing bytes');
}
