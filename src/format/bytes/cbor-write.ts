/**
 * Deterministic CBOR (RFC 8949 §4.2.1) written by cbor-x from values we built
 * ourselves. cbor-x keeps insertion order, writes numbers above 2^32 as floats
 * and lone surrogates as invalid UTF-8, so the values are put in order first and
 * anything it would write differently from the RFC is refused here.
 *
 * Only signing code may import this file: it never sees bytes from outside, and
 * a storefront that verifies never loads cbor-x.
 */
import { Encoder, Tag } from 'cbor-x/index-no-eval';
import { encodeUtf8 } from './utf8.ts';

/** A tagged value, written as `#6.tag(value)`. */
export interface CborTagged {
  readonly tag: number;
  readonly value: CborValue;
}

/** Everything this package writes. Maps have all integer or all text keys. */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>
  | CborTagged;

// Made on first use: importing this file does nothing.
let encoder: Encoder | undefined;

function getEncoder(): Encoder {
  encoder ??= new Encoder({
    mapsAsObjects: false,
    useRecords: false,
    tagUint8Array: false,
    variableMapSize: true,
  });
  return encoder;
}

/** Encodes a value; the result is the caller's own, never a view of a shared buffer. */
export function encodeCbor(value: CborValue): Uint8Array {
  return new Uint8Array(getEncoder().encode(toOrdered(value)));
}

function toOrdered(value: CborValue): unknown {
  switch (typeof value) {
    case 'number':
      return toInteger(value);
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('CBOR text cannot hold a lone surrogate');
      return value;
    case 'boolean':
      return value;
    case 'object':
      return toOrderedObject(value);
    default:
      throw new TypeError(`CBOR cannot hold ${typeof value}`);
  }
}

function toOrderedObject(value: Exclude<CborValue, number | string | boolean>): unknown {
  if (value === null || value instanceof Uint8Array) return value;
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<number | string, CborValue>)].sort(([a], [b]) =>
      compareKeys(a, b),
    );
    return new Map(entries.map(([key, item]) => [toOrdered(key), toOrdered(item)]));
  }
  // Array.from visits holes too; cbor-x would write them as `undefined`.
  if (Array.isArray(value)) return Array.from(value, (item) => toOrdered(item));
  const tagged = value as CborTagged;
  return new Tag(toOrdered(tagged.value), tagged.tag);
}

function toInteger(value: number): number | bigint {
  if (!Number.isSafeInteger(value)) throw new TypeError('CBOR numbers here are safe integers');
  // Up to 32 bits cbor-x writes integers; above, only a BigInt does not become a float.
  return value > 0xffffffff || value < -0x100000000 ? BigInt(value) : value;
}

/** The bytewise order of the encoded keys, without encoding them. */
function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < 0 !== b < 0) return a < 0 ? 1 : -1;
    return Math.abs(a) - Math.abs(b);
  }
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  return compareText(a, b);
}

/** Shorter UTF-8 first, then by bytes; comparing code points gives UTF-8's byte order. */
function compareText(a: string, b: string): number {
  const left = encodeUtf8(a);
  const right = encodeUtf8(b);
  if (left.length !== right.length) return left.length - right.length;
  for (let i = 0; i < left.length; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
