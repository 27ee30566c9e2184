/**
 * Reads claims from bytes by the closed schema of schema.ts: what is not listed there is refused.
 */
import {
  BYTES,
  type CborReader,
  fail,
  peekMajor,
  readArray,
  readBoolean,
  readBytes,
  readInt,
  readIntKey,
  readMap,
  readText,
  readTextMap,
  readUint,
  SIMPLE,
  TEXT,
  UINT,
} from '../bytes/cbor-read.ts';
import { formatUuid } from '../bytes/uuid.ts';
import type { Claims, ExtensionValue } from './claims.ts';
import {
  DIGEST_BYTES,
  ID_BYTES,
  MAX_CODE,
  MAX_EXTENSION_BYTES,
  MAX_EXTENSIONS,
  MAX_SECONDS,
  MAX_SOFT_BINDING_BYTES,
  MAX_TEXT_BYTES,
} from './limits.ts';
import { PROFILES } from './profiles.ts';
import {
  CLAIM_FIELDS,
  CLAIM_MARK,
  type Field,
  MARK_FIELDS,
  MARK_PROFILE,
  type Shape,
} from './schema.ts';
import { isUri, SOURCE_TYPES } from './vocabulary.ts';

/** The claims as read, and the profile of a single content, which stands among them. */
export interface DecodedClaims {
  readonly claims: Claims;
  readonly profile: number | undefined;
}

type Draft = Record<string, unknown>;

/** Reads the CWT claims map. Problems are left in the reader. */
export function readClaims(reader: CborReader): DecodedClaims {
  const claims: Draft = {};
  let profile: number | undefined;
  let marked = false;
  readRecord(reader, CLAIM_FIELDS, claims, (key) => {
    if (key !== CLAIM_MARK) return false;
    marked = true;
    readRecord(reader, MARK_FIELDS, claims, (member) => {
      if (member !== MARK_PROFILE) return false;
      profile = readUint(reader, PROFILES.length - 1);
      return true;
    });
    return true;
  });
  if (!marked) fail(reader, 'no mark');
  // Every required claim was seen, or the reader carries a problem and nobody reads this.
  // Frozen, because verdicts share them.
  return { claims: Object.freeze(claims) as unknown as Claims, profile };
}

/** Reads a map by its fields into `draft`. `other` reads what is no field, and says whether it did. */
export function readRecord(
  reader: CborReader,
  fields: readonly Field[],
  draft: Draft,
  other?: (key: number) => boolean,
): void {
  // Every product of every page passes here, so: no callback for each key, no destructuring, which
  // would ask for an iterator, and each field looked at once, since keys ascend on both sides.
  let at = 0;
  let seen = 0;
  let key: number | undefined;
  for (let left = readMap(reader, fields.length + 1); left > 0; left--) {
    key = readIntKey(reader, key);
    if (reader.problem !== undefined) return;
    let place = at;
    while (place < fields.length && (fields[place] as Field)[0] !== key) place += 1;
    const field = fields[place];
    if (field !== undefined) {
      draft[field[1]] = readShape(reader, field[2]);
      if (field[3]) seen += 1;
      at = place + 1;
    } else if (other?.(key) !== true) fail(reader, `unknown key ${key}`);
  }
  for (let i = 0; i < fields.length; i++) if ((fields[i] as Field)[3]) seen -= 1;
  if (seen < 0) fail(reader, `no ${nameMissing(fields, draft)}`);
}

function nameMissing(fields: readonly Field[], draft: Draft): string | undefined {
  // Own: a polluted Object.prototype must not stand in for what was not read.
  return fields.find(([, name, , required]) => required && !Object.hasOwn(draft, name))?.[1];
}

function readShape(reader: CborReader, shape: Shape): unknown {
  switch (shape) {
    case 'text':
      return readText(reader, MAX_TEXT_BYTES, reader.memo);
    case 'subject':
      return readText(reader, MAX_TEXT_BYTES);
    case 'seconds':
      return readUint(reader, MAX_SECONDS);
    case 'count':
      return readUint(reader, Number.MAX_SAFE_INTEGER);
    case 'uuid':
      return formatUuid(readBytes(reader, ID_BYTES, ID_BYTES));
    case 'digest':
      return readBytes(reader, DIGEST_BYTES, DIGEST_BYTES);
    case 'source':
      return readSourceType(reader);
    case 'binding':
      if (readArray(reader, 2) !== 2) fail(reader, 'a soft binding is a pair');
      return {
        algorithm: readUint(reader, MAX_CODE),
        value: readBytes(reader, 1, MAX_SOFT_BINDING_BYTES),
      };
    case 'extensions':
      return readExtensions(reader);
  }
  if ('words' in shape) {
    const code = readUint(reader, MAX_CODE);
    const word = shape.words[code - shape.first];
    if (word === undefined && !(shape.isOpen && code >= shape.first))
      fail(reader, `unknown code ${code}`);
    return word ?? code;
  }
  if ('list' in shape) return readList(reader, shape.list, shape.max);
  const draft: Draft = {};
  readRecord(reader, shape.record, draft);
  return Object.freeze(draft);
}

/**
 * Reads a list of at least one value. An empty list is refused, because "none" is written by
 * leaving the member out.
 */
function readList(reader: CborReader, shape: Shape, max: number): readonly unknown[] {
  const list: unknown[] = [];
  const length = readArray(reader, max);
  if (length === 0) fail(reader, 'an empty list');
  for (let i = 0; i < length && reader.problem === undefined; i++)
    list.push(readShape(reader, shape));
  return Object.freeze(list);
}

function readSourceType(reader: CborReader): string {
  if (peekMajor(reader) === UINT) {
    const code = readUint(reader, SOURCE_TYPES.length);
    const uri = SOURCE_TYPES[code - 1];
    if (uri === undefined) fail(reader, `unknown source type ${code}`);
    return uri ?? '';
  }
  const uri = readText(reader, MAX_TEXT_BYTES);
  // One spelling for one meaning: what has a code is written as the code.
  if (SOURCE_TYPES.includes(uri)) fail(reader, 'a source type that has a code is spelled out');
  if (!isUri(uri)) fail(reader, 'a source type that is not a URI');
  return uri;
}

function readExtensions(reader: CborReader): ReadonlyMap<string, ExtensionValue> {
  const start = reader.at;
  const extensions = new Map<string, ExtensionValue>();
  readTextMap(reader, MAX_EXTENSIONS, MAX_TEXT_BYTES, (key) => {
    extensions.set(key, readExtensionValue(reader));
  });
  if (extensions.size === 0) fail(reader, 'empty extensions');
  if (reader.at - start > MAX_EXTENSION_BYTES) fail(reader, 'extensions over 1,024 bytes');
  return extensions;
}

function readExtensionValue(reader: CborReader): ExtensionValue {
  switch (peekMajor(reader)) {
    case UINT:
      return readInt(reader);
    case BYTES:
      return readBytes(reader, 0, MAX_EXTENSION_BYTES);
    case TEXT:
      return readText(reader, MAX_EXTENSION_BYTES);
    case SIMPLE:
      return readBoolean(reader);
    default:
      fail(reader, 'an extension value is text, a number, a boolean or bytes');
      return false;
  }
}
