/** Claims from bytes, by the closed schema: what is not listed here is refused. */
import { decodeHex } from '../bytes/bytes.ts';
import {
  BYTES,
  type CborReader,
  fail,
  peekMajor,
  readArray,
  readBoolean,
  readBytes,
  readInt,
  readIntMap,
  readText,
  readTextMap,
  readUint,
  SIMPLE,
  TEXT,
  UINT,
} from '../bytes/cbor-read.ts';
import { PROFILES } from '../content/content.ts';
import type { Claims, ExtensionValue, Generator, Review, SoftBinding } from './claims.ts';
import {
  CLAIM,
  DIGEST_BYTES,
  ID_BYTES,
  MARK,
  MAX_CODE,
  MAX_EXTENSION_BYTES,
  MAX_EXTENSIONS,
  MAX_INGREDIENTS,
  MAX_SECONDS,
  MAX_SOFT_BINDING_BYTES,
  MAX_SOFT_BINDINGS,
  MAX_TEXT_BYTES,
  MAX_TOPICS,
} from './limits.ts';
import { KINDS, PURPOSES, REVIEW_KINDS, SOURCE_TYPES, TOPICS } from './vocabulary.ts';

type Draft<T> = { -readonly [K in keyof T]?: T[K] };

/** The claims as read, and the profile of a single content, which stands among them. */
export interface DecodedClaims {
  readonly claims: Claims;
  readonly profile: number | undefined;
}

/** Reads the CWT claims map. Problems are left in the reader. */
export function readClaims(reader: CborReader): DecodedClaims {
  const claims: Draft<Claims> = {};
  let profile: number | undefined;
  let marked = false;
  readIntMap(reader, 9, (key) => {
    switch (key) {
      case CLAIM.issuer:
        claims.issuer = readText(reader, MAX_TEXT_BYTES);
        break;
      case CLAIM.subject:
        claims.subject = readText(reader, MAX_TEXT_BYTES);
        break;
      case CLAIM.audience:
        claims.audience = readText(reader, MAX_TEXT_BYTES);
        break;
      case CLAIM.expiresAt:
        claims.expiresAt = readUint(reader, MAX_SECONDS);
        break;
      case CLAIM.notBefore:
        claims.notBefore = readUint(reader, MAX_SECONDS);
        break;
      case CLAIM.issuedAt:
        claims.issuedAt = readUint(reader, MAX_SECONDS);
        break;
      case CLAIM.id:
        claims.id = formatUuid(readBytes(reader, ID_BYTES, ID_BYTES));
        break;
      case CLAIM.mark:
        marked = true;
        profile = readMark(reader, claims);
        break;
      case CLAIM.extensions:
        claims.extensions = readExtensions(reader);
        break;
      default:
        fail(reader, `unknown claim ${key}`);
    }
  });
  requireFields(reader, 'claims', claims, ['issuer', 'subject', 'issuedAt', 'id']);
  if (!marked) fail(reader, 'no mark');
  // Every required claim was seen, or the reader carries a problem and nobody reads this.
  // Frozen, because verdicts share them.
  return { claims: Object.freeze(claims) as Claims, profile };
}

function readMark(reader: CborReader, claims: Draft<Claims>): number | undefined {
  let profile: number | undefined;
  readIntMap(reader, 12, (key) => {
    switch (key) {
      case MARK.profile:
        profile = readUint(reader, PROFILES.length - 1);
        break;
      case MARK.sourceType:
        claims.sourceType = readSourceType(reader);
        break;
      case MARK.purpose:
        claims.purpose = PURPOSES[readUint(reader, PURPOSES.length - 1)] ?? 'content';
        break;
      case MARK.environment:
        claims.environment = readText(reader, MAX_TEXT_BYTES);
        break;
      case MARK.generator:
        claims.generator = readGenerator(reader);
        break;
      case MARK.ingredients:
        claims.ingredients = readList(reader, MAX_INGREDIENTS, () => readDigest(reader));
        break;
      case MARK.kind:
        claims.kind = readWord(reader, KINDS, 1);
        break;
      case MARK.review:
        claims.review = readReview(reader);
        break;
      case MARK.detectionUrl:
        claims.detectionUrl = readText(reader, MAX_TEXT_BYTES);
        break;
      case MARK.topics:
        claims.topics = readList(reader, MAX_TOPICS, () => readWord(reader, TOPICS, 0));
        break;
      case MARK.privateDigest:
        claims.privateDigest = readDigest(reader);
        break;
      case MARK.softBindings:
        claims.softBindings = readList(reader, MAX_SOFT_BINDINGS, () => readSoftBinding(reader));
        break;
      default:
        fail(reader, `unknown key ${key} in the mark`);
    }
  });
  requireFields(reader, 'mark', claims, ['sourceType', 'purpose', 'environment']);
  return profile;
}

/** Own fields: a polluted Object.prototype must not stand in for what was not read. */
function requireFields<T extends object>(
  reader: CborReader,
  where: string,
  draft: T,
  fields: readonly (keyof T & string)[],
): void {
  for (const field of fields) {
    if (!Object.hasOwn(draft, field)) fail(reader, `no ${field} in the ${where}`);
  }
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

function readGenerator(reader: CborReader): Generator {
  const generator: Draft<Generator> = {};
  readIntMap(reader, 3, (key) => {
    if (key === 1) generator.name = readText(reader, MAX_TEXT_BYTES);
    else if (key === 2) generator.version = readText(reader, MAX_TEXT_BYTES);
    else if (key === 3) generator.model = readText(reader, MAX_TEXT_BYTES);
    else fail(reader, `unknown key ${key} in the generator`);
  });
  requireFields(reader, 'generator', generator, ['name']);
  return Object.freeze(generator) as Generator;
}

function readReview(reader: CborReader): Review {
  const review: Draft<Review> = {};
  readIntMap(reader, 4, (key) => {
    if (key === 1) {
      const code = readUint(reader, REVIEW_KINDS.length);
      const kind = REVIEW_KINDS[code - 1];
      if (kind === undefined) fail(reader, `unknown review kind ${code}`);
      else review.kind = kind;
    } else if (key === 2) review.party = readText(reader, MAX_TEXT_BYTES);
    else if (key === 3) review.reviewedAt = readUint(reader, MAX_SECONDS);
    else if (key === 4) review.digest = readDigest(reader);
    else fail(reader, `unknown key ${key} in the review`);
  });
  requireFields(reader, 'review', review, ['kind', 'party', 'reviewedAt', 'digest']);
  return review as Review;
}

function readSoftBinding(reader: CborReader): SoftBinding {
  if (readArray(reader, 2) !== 2) fail(reader, 'a soft binding is a pair');
  const algorithm = readUint(reader, MAX_CODE);
  return { algorithm, value: readBytes(reader, 1, MAX_SOFT_BINDING_BYTES) };
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

/** A word of an open vocabulary, or its number where this version does not know it. */
function readWord<T extends string>(
  reader: CborReader,
  words: readonly T[],
  first: number,
): T | number {
  const code = readUint(reader, MAX_CODE);
  if (code < first) fail(reader, `unknown code ${code}`);
  return words[code - first] ?? code;
}

/** A list of at least one item: an empty one would be a second spelling of none. */
function readList<T>(reader: CborReader, max: number, item: () => T): T[] {
  const list: T[] = [];
  const length = readArray(reader, max);
  if (length === 0) fail(reader, 'an empty list');
  for (let i = 0; i < length && reader.problem === undefined; i++) list.push(item());
  return Object.freeze(list) as T[];
}

function readDigest(reader: CborReader): Uint8Array {
  return readBytes(reader, DIGEST_BYTES, DIGEST_BYTES);
}

/** Two hexadecimal digits for each byte. An id is made for every mark, whether it is read or not. */
const HEX: readonly string[] = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

/** The text of a UUID's 16 bytes: lower case, with hyphens. */
export function formatUuid(bytes: Uint8Array): string {
  let id = '';
  for (let i = 0; i < bytes.length; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) id += '-';
    id += HEX[bytes[i] as number] as string;
  }
  return id;
}

/** Whether text begins like a full URI (RFC 3986 §3.1); what follows the scheme is not looked at. */
export function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/.test(text);
}

/** The 16 bytes of a UUID in lower case with hyphens, or `undefined`. */
export function parseUuid(id: string): Uint8Array | undefined {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? decodeHex(id.replaceAll('-', ''))
    : undefined;
}
