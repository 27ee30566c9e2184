/**
 * Claims to bytes. The bounds are those of decode-claims.ts: what is refused here
 * would be refused there, and the caller learns it while the mistake can be mended.
 */
import { encodeUtf8 } from '../bytes/bytes.ts';
import { type CborValue, encodeCbor } from '../bytes/cbor-write.ts';
import { ContentmarkError, describeType } from '../errors.ts';
import type { Claims, ExtensionValue } from './claims.ts';
import { isUri, parseUuid } from './decode-claims.ts';
import {
  CLAIM,
  DIGEST_BYTES,
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

type CborMap = Map<number, CborValue>;

/**
 * The CWT claims map. `profile` stands among them for a single content and is
 * `undefined` for a manifest.
 * @throws ContentmarkError `ERR_CLAIMS`, naming the claim.
 */
export function encodeClaims(given: Claims, profile: number | undefined): CborMap {
  // Own properties only: a polluted Object.prototype signs nothing.
  const claims = Object.assign(Object.create(null) as object, given);
  const id = typeof claims.id === 'string' ? parseUuid(claims.id) : undefined;
  if (id === undefined) throw wrongClaim('id', 'a UUID in lower case');
  const map: CborMap = new Map<number, CborValue>([
    [CLAIM.issuer, text('issuer', claims.issuer)],
    [CLAIM.subject, text('subject', claims.subject)],
    [CLAIM.issuedAt, seconds('issuedAt', claims.issuedAt)],
    [CLAIM.id, id],
    [CLAIM.mark, encodeMark(claims, profile)],
  ]);
  put(map, CLAIM.audience, claims.audience, (value) => text('audience', value));
  put(map, CLAIM.expiresAt, claims.expiresAt, (value) => seconds('expiresAt', value));
  put(map, CLAIM.notBefore, claims.notBefore, (value) => seconds('notBefore', value));
  put(map, CLAIM.extensions, claims.extensions, encodeExtensions);
  return map;
}

function encodeMark(claims: Claims, profile: number | undefined): CborMap {
  const mark: CborMap = new Map<number, CborValue>([
    [MARK.sourceType, encodeSourceType(claims.sourceType)],
    [MARK.purpose, wordCode('purpose', claims.purpose, PURPOSES, 0)],
    [MARK.environment, text('environment', claims.environment)],
  ]);
  put(mark, MARK.profile, profile, (value) => value);
  put(mark, MARK.generator, claims.generator, (value) => {
    const { name, version, model } = record('generator', value, ['name', 'version', 'model']);
    const generator: CborMap = new Map([[1, text('generator.name', name)]]);
    put(generator, 2, version, (value) => text('generator.version', value));
    put(generator, 3, model, (value) => text('generator.model', value));
    return generator;
  });
  put(mark, MARK.ingredients, claims.ingredients, (value) =>
    list('ingredients', value, MAX_INGREDIENTS, (item) => digest('ingredients', item)),
  );
  put(mark, MARK.kind, claims.kind, (value) => openWordCode('kind', value, KINDS, 1));
  put(mark, MARK.review, claims.review, (value) => {
    const review = record('review', value, ['kind', 'party', 'reviewedAt', 'digest']);
    return new Map<number, CborValue>([
      [1, wordCode('review.kind', review.kind, REVIEW_KINDS, 1)],
      [2, text('review.party', review.party)],
      [3, seconds('review.reviewedAt', review.reviewedAt)],
      [4, digest('review.digest', review.digest)],
    ]);
  });
  put(mark, MARK.detectionUrl, claims.detectionUrl, (value) => text('detectionUrl', value));
  put(mark, MARK.topics, claims.topics, (value) =>
    list('topics', value, MAX_TOPICS, (item) => openWordCode('topics', item, TOPICS, 0)),
  );
  put(mark, MARK.privateDigest, claims.privateDigest, (value) => digest('privateDigest', value));
  put(mark, MARK.softBindings, claims.softBindings, (value) =>
    list('softBindings', value, MAX_SOFT_BINDINGS, (item) => {
      const binding = record('softBindings', item, ['algorithm', 'value']);
      return [
        code('softBindings.algorithm', binding.algorithm),
        bytes('softBindings.value', binding.value, 1, MAX_SOFT_BINDING_BYTES),
      ];
    }),
  );
  return mark;
}

function put<T>(
  map: CborMap,
  key: number,
  value: T | undefined,
  encode: (value: T) => CborValue,
): void {
  if (value !== undefined) map.set(key, encode(value));
}

function wrongClaim(claim: string, expected: string): ContentmarkError {
  return new ContentmarkError('ERR_CLAIMS', `claim "${claim}" expected ${expected}`, claim);
}

function text(claim: string, value: unknown, max: number = MAX_TEXT_BYTES): string {
  if (typeof value !== 'string' || !value.isWellFormed()) {
    throw wrongClaim(claim, 'a string without lone surrogates');
  }
  const { length } = encodeUtf8(value);
  if (length === 0 || length > max) throw wrongClaim(claim, `1 to ${max} bytes of UTF-8`);
  return value;
}

function seconds(claim: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_SECONDS) {
    throw wrongClaim(claim, 'whole Unix seconds below 2^32 (divide milliseconds by 1000)');
  }
  return value;
}

function code(claim: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_CODE) {
    throw wrongClaim(claim, `a code of 0 to ${MAX_CODE}`);
  }
  return value;
}

function bytes(claim: string, value: unknown, min: number, max: number): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length < min || value.length > max) {
    throw wrongClaim(claim, min === max ? `${min} bytes` : `${min} to ${max} bytes`);
  }
  return value;
}

function digest(claim: string, value: unknown): Uint8Array {
  return bytes(claim, value, DIGEST_BYTES, DIGEST_BYTES);
}

function list<T>(
  claim: string,
  items: readonly T[],
  max: number,
  encode: (item: T) => CborValue,
): CborValue[] {
  if (!Array.isArray(items) || items.length === 0 || items.length > max) {
    throw wrongClaim(claim, `a list of 1 to ${max}`);
  }
  // Array.from visits holes too, where map would leave them for the encoder to write.
  return Array.from(items, (item) => encode(item));
}

/** A record with these members only: a misspelt one would silently not be signed. */
function record<T extends object>(
  claim: string,
  value: T,
  known: readonly (keyof T & string)[],
): T {
  if (describeType(value) !== 'object') throw wrongClaim(claim, 'an object');
  const unknown = Object.keys(value).find((key) => !(known as readonly string[]).includes(key));
  if (unknown !== undefined) throw wrongClaim(`${claim}.${unknown}`, 'to be absent');
  return Object.assign(Object.create(null) as object, value);
}

function wordCode<T extends string>(
  claim: string,
  word: T,
  words: readonly T[],
  first: number,
): number {
  const index = words.indexOf(word);
  if (index === -1) throw wrongClaim(claim, `one of ${words.join(', ')}`);
  return index + first;
}

/** A word, or a code that has no word here: a code that has one would be a second spelling. */
function openWordCode<T extends string>(
  claim: string,
  word: T | number,
  words: readonly T[],
  first: number,
): number {
  if (typeof word !== 'number') return wordCode(claim, word, words, first);
  if (code(claim, word) < words.length + first) {
    throw wrongClaim(claim, `the word for ${word}: ${words[word - first] ?? words.join(', ')}`);
  }
  return word;
}

function encodeSourceType(value: unknown): CborValue {
  const uri = text('sourceType', value);
  const index = SOURCE_TYPES.indexOf(uri);
  if (index !== -1) return index + 1;
  if (!isUri(uri)) throw wrongClaim('sourceType', 'a full URI, such as one of SOURCE_TYPES');
  return uri;
}

function encodeExtensions(extensions: ReadonlyMap<string, ExtensionValue>): CborValue {
  if (!(extensions instanceof Map) || extensions.size === 0 || extensions.size > MAX_EXTENSIONS) {
    throw wrongClaim('extensions', `a Map of 1 to ${MAX_EXTENSIONS} entries`);
  }
  const map = new Map<string, CborValue>();
  for (const [key, value] of extensions) map.set(text('extensions', key), extensionValue(value));
  if (encodeCbor(map).length > MAX_EXTENSION_BYTES) {
    throw wrongClaim('extensions', `at most ${MAX_EXTENSION_BYTES} bytes encoded`);
  }
  return map;
}

function extensionValue(value: unknown): CborValue {
  if (typeof value === 'string') return text('extensions', value, MAX_EXTENSION_BYTES);
  if (typeof value === 'boolean' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrongClaim(
    'extensions',
    'text, whole numbers from 0 to 2^53 - 1, booleans or bytes as values',
  );
}
