/**
 * Reads claims from CBOR values by the closed schema of envelope/schema.ts: what is not listed
 * there is refused.
 */
import { encodeHex } from '../../format/bytes/bytes.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import {
  DIGEST_BYTES,
  ID_BYTES,
  MAX_CODE,
  MAX_EXTENSION_BYTES,
  MAX_EXTENSIONS,
  MAX_SECONDS,
  MAX_SOFT_BINDING_BYTES,
  MAX_TEXT_BYTES,
} from '../../format/envelope/limits.ts';
import { HTML_TEXT_1 } from '../../format/envelope/profiles.ts';
import {
  CLAIM_FIELDS,
  CLAIM_MARK,
  type Field,
  MARK_FIELDS,
  MARK_PROFILE,
  type Shape,
} from '../../format/envelope/schema.ts';
import { isUri, SOURCE_TYPES } from '../../format/envelope/vocabulary.ts';
import { CborMap, type Item, need } from './read-cbor.ts';

/** Text of 1 to so many bytes of UTF-8. */
export function readText(item: Item | undefined, max: number = MAX_TEXT_BYTES): string {
  need(typeof item === 'string' && item !== '' && new TextEncoder().encode(item).length <= max);
  return item;
}

/** A whole number from 0. */
export function readUint(item: Item | undefined, max: number = MAX_CODE): number {
  need(typeof item === 'number' && item >= 0 && item <= max);
  return item;
}

/** Bytes, as a view of those that were read. */
export function readBytes(item: Item | undefined, min: number, max: number = min): Uint8Array {
  need(item instanceof Uint8Array && item.length >= min && item.length <= max);
  return item;
}

/** A list of up to so many items. */
export function readList(item: Item | undefined, max: number, min: number = 1): readonly Item[] {
  need(Array.isArray(item) && item.length >= min && item.length <= max);
  return item;
}

/** A map. */
export function readMap(item: Item | undefined): CborMap {
  need(item instanceof CborMap);
  return item;
}

/** The number of a profile. */
export function readProfile(item: Item | undefined): number {
  // The last of PROFILES.
  return readUint(item, HTML_TEXT_1);
}

/** The claims as read, and the profile of a single content, which stands among them. */
export interface ReadClaims {
  readonly claims: Claims;
  readonly profile: number | undefined;
}

/** Reads the CWT claims map. */
export function readClaims(item: Item | undefined): ReadClaims {
  const map = readMap(item);
  const mark = readMap(map.get(CLAIM_MARK));
  const claims = {
    ...readRecord(map, CLAIM_FIELDS, CLAIM_MARK),
    ...readRecord(mark, MARK_FIELDS, MARK_PROFILE),
  };
  const profile = mark.get(MARK_PROFILE);
  return {
    // Every required claim was there, and each is of the type that its shape gives.
    claims: claims as unknown as Claims,
    profile: profile === undefined ? undefined : readProfile(profile),
  };
}

/** Reads a map by its fields; `other` is a key that the caller reads. */
export function readRecord(
  map: CborMap,
  fields: readonly Field[],
  other?: number,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  let known = map.has(other as number) ? 1 : 0;
  for (const [key, name, shape, isRequired] of fields) {
    const item = map.get(key);
    if (item !== undefined) {
      record[name] = readShape(item, shape);
      known += 1;
    } else need(!isRequired);
  }
  need(known === map.size);
  return record;
}

function readShape(item: Item, shape: Shape): unknown {
  switch (shape) {
    case 'text':
    case 'subject':
      return readText(item);
    case 'seconds':
      return readUint(item, MAX_SECONDS);
    case 'count':
      return readUint(item, Number.MAX_SAFE_INTEGER);
    case 'uuid':
      return formatUuid(readBytes(item, ID_BYTES));
    case 'digest':
      return readBytes(item, DIGEST_BYTES);
    case 'source':
      return readSourceType(item);
    case 'binding': {
      const [algorithm, value] = readList(item, 2, 2);
      return { algorithm: readUint(algorithm), value: readBytes(value, 1, MAX_SOFT_BINDING_BYTES) };
    }
    case 'extensions':
      return readExtensions(readMap(item));
  }
  if ('words' in shape) {
    const code = readUint(item);
    const word = shape.words[code - shape.first];
    need(word !== undefined || (shape.isOpen && code >= shape.first));
    return word ?? code;
  }
  if ('list' in shape) return readList(item, shape.max).map((one) => readShape(one, shape.list));
  return readRecord(readMap(item), shape.record);
}

function formatUuid(bytes: Uint8Array): string {
  return encodeHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function readSourceType(item: Item): string {
  if (typeof item === 'number') {
    const uri = SOURCE_TYPES[item - 1];
    need(uri);
    return uri;
  }
  // One spelling for one meaning: what has a code is written as the code.
  const uri = readText(item);
  need(isUri(uri) && !SOURCE_TYPES.includes(uri));
  return uri;
}

function readExtensions(map: CborMap): ReadonlyMap<Item, Item> {
  need(map.size > 0 && map.size <= MAX_EXTENSIONS && map.length <= MAX_EXTENSION_BYTES);
  for (const [key, value] of map) {
    readText(key);
    if (typeof value === 'string') readText(value, MAX_EXTENSION_BYTES);
    else if (typeof value === 'number') readUint(value, Number.MAX_SAFE_INTEGER);
    else need(typeof value === 'boolean' || value instanceof Uint8Array);
  }
  return new Map(map);
}
