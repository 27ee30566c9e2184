/**
 * Writes claims by the schema that decode-claims.ts reads by. It refuses what the reader would
 * refuse, so the caller learns of a mistake before signing.
 */

import { ContentmarkError, describeType } from '../../errors.ts';
import { type CborValue, encodeCbor } from '../bytes/cbor-write.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { parseUuid } from '../bytes/uuid.ts';
import type { Claims } from './claims.ts';
import {
  DIGEST_BYTES,
  MAX_CODE,
  MAX_EXTENSION_BYTES,
  MAX_EXTENSIONS,
  MAX_SECONDS,
  MAX_SOFT_BINDING_BYTES,
  MAX_TEXT_BYTES,
} from './limits.ts';
import {
  CLAIM_FIELDS,
  CLAIM_MARK,
  type Field,
  MARK_FIELDS,
  MARK_PROFILE,
  type Shape,
} from './schema.ts';
import { isUri, SOURCE_TYPES } from './vocabulary.ts';

type CborMap = Map<number, CborValue>;

/** Some shape with words. */
type Words = Extract<Shape, { readonly words: readonly string[] }>;

/**
 * The CWT claims map. `profile` stands in its mark for a single content and is
 * `undefined` for a manifest.
 * @throws ContentmarkError `ERR_CLAIMS`, naming the claim.
 */
export function encodeClaims(claims: Claims, profile: number | undefined): CborMap {
  const map = encodeRecord('claims.', CLAIM_FIELDS, claims);
  const mark = encodeRecord('claims.', MARK_FIELDS, claims);
  if (profile !== undefined) mark.set(MARK_PROFILE, profile);
  return map.set(CLAIM_MARK, mark);
}

/** Writes the members that are there; own properties only: a polluted Object.prototype signs nothing. */
export function encodeRecord(path: string, fields: readonly Field[], value: object): CborMap {
  const map: CborMap = new Map();
  for (const [key, name, shape, required] of fields) {
    const member = Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined;
    if (member !== undefined || required) map.set(key, encodeShape(path + name, shape, member));
  }
  return map;
}

function encodeShape(claim: string, shape: Shape, value: unknown): CborValue {
  switch (shape) {
    case 'text':
    case 'subject':
      return text(claim, value);
    case 'seconds':
      if (!isWhole(value, MAX_SECONDS)) {
        throw wrongClaim(claim, 'whole Unix seconds below 2^32 (divide milliseconds by 1000)');
      }
      return value;
    case 'count':
      if (!isWhole(value, Number.MAX_SAFE_INTEGER)) {
        throw wrongClaim(claim, 'a whole number from 0');
      }
      return value;
    case 'uuid': {
      const id = typeof value === 'string' ? parseUuid(value) : undefined;
      if (id === undefined) throw wrongClaim(claim, 'a UUID in lower case');
      return id;
    }
    case 'digest':
      return bytes(claim, value, DIGEST_BYTES, DIGEST_BYTES);
    case 'source':
      return encodeSourceType(claim, value);
    case 'binding': {
      const { algorithm, value: bound } = record(claim, value, ['algorithm', 'value']);
      return [
        code(`${claim}.algorithm`, algorithm),
        bytes(`${claim}.value`, bound, 1, MAX_SOFT_BINDING_BYTES),
      ];
    }
    case 'extensions':
      return encodeExtensions(claim, value);
  }
  if ('words' in shape) return encodeWord(claim, shape, value);
  if ('list' in shape) {
    if (!Array.isArray(value) || value.length === 0 || value.length > shape.max) {
      throw wrongClaim(claim, `a list of 1 to ${shape.max}`);
    }
    // Array.from visits holes too, where map would leave them for the encoder to write.
    return Array.from(value, (item: unknown) => encodeShape(claim, shape.list, item));
  }
  const names = shape.record.map(([, name]) => name);
  return encodeRecord(`${claim}.`, shape.record, record(claim, value, names));
}

function wrongClaim(claim: string, expected: string): ContentmarkError {
  return new ContentmarkError('ERR_CLAIMS', `expected ${expected}`, claim);
}

function text(claim: string, value: unknown, max: number = MAX_TEXT_BYTES): string {
  if (typeof value !== 'string' || !value.isWellFormed()) {
    throw value === undefined
      ? wrongClaim(claim, 'a string, and it is missing')
      : wrongClaim(claim, 'a string without lone surrogates');
  }
  const { length } = encodeUtf8(value);
  if (length === 0 || length > max) throw wrongClaim(claim, `1 to ${max} bytes of UTF-8`);
  return value;
}

function isWhole(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}

function code(claim: string, value: unknown): number {
  if (!isWhole(value, MAX_CODE)) throw wrongClaim(claim, `a code of 0 to ${MAX_CODE}`);
  return value;
}

function bytes(claim: string, value: unknown, min: number, max: number): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length < min || value.length > max) {
    throw wrongClaim(claim, min === max ? `${min} bytes` : `${min} to ${max} bytes`);
  }
  return value;
}

/** Refuses a record with other members than these: a misspelt one would silently not be signed. */
function record(claim: string, value: unknown, known: readonly string[]): Record<string, unknown> {
  if (describeType(value) !== 'object') throw wrongClaim(claim, 'an object');
  const own = Object.assign(Object.create(null) as Record<string, unknown>, value);
  const unknown = Object.keys(own).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrongClaim(`${claim}.${unknown}`, 'to be absent');
  return own;
}

/**
 * The code of a word, or a code that has no word here. A code that has one is refused, because it
 * would be a second spelling.
 */
function encodeWord(claim: string, { words, first, isOpen }: Words, value: unknown): number {
  if (isOpen && typeof value === 'number') {
    const word = words[code(claim, value) - first];
    if (word !== undefined || value < first)
      throw wrongClaim(claim, `the word for ${value}: ${word ?? words.join(', ')}`);
    return value;
  }
  const index = words.indexOf(value as string);
  if (index === -1) throw wrongClaim(claim, `one of ${words.join(', ')}`);
  return index + first;
}

function encodeSourceType(claim: string, value: unknown): CborValue {
  const uri = text(claim, value);
  const index = SOURCE_TYPES.indexOf(uri);
  if (index !== -1) return index + 1;
  if (!isUri(uri)) throw wrongClaim(claim, 'a full URI, such as one of SOURCE_TYPES');
  return uri;
}

function encodeExtensions(claim: string, extensions: unknown): CborValue {
  if (!(extensions instanceof Map) || extensions.size === 0 || extensions.size > MAX_EXTENSIONS) {
    throw wrongClaim(claim, `a Map of 1 to ${MAX_EXTENSIONS} entries`);
  }
  const map = new Map<string, CborValue>();
  for (const [key, value] of extensions as ReadonlyMap<unknown, unknown>)
    map.set(text(claim, key), encodeExtensionValue(claim, value));
  if (encodeCbor(map).length > MAX_EXTENSION_BYTES) {
    throw wrongClaim(claim, `at most ${MAX_EXTENSION_BYTES} bytes encoded`);
  }
  return map;
}

function encodeExtensionValue(claim: string, value: unknown): CborValue {
  if (typeof value === 'string') return text(claim, value, MAX_EXTENSION_BYTES);
  if (typeof value === 'boolean' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrongClaim(claim, 'text, whole numbers from 0 to 2^53 - 1, booleans or bytes as values');
}
