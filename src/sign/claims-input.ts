/** The claims that a caller gives to `sign`, and their defaults. */

import { ContentmarkError, describeType, readOptions } from '../errors.ts';
import { formatUuid } from '../format/bytes/uuid.ts';
import { randomBytes } from '../format/crypto/random.ts';
import type { Claims, ExtensionValue } from '../format/envelope/claims.ts';
import { ID_BYTES } from '../format/envelope/limits.ts';
import { isAlwaysProduction, SOURCE_TYPES } from '../format/envelope/vocabulary.ts';

/** The claims to sign; those without a default are required. All times are Unix seconds. */
export interface ClaimsInput
  extends Omit<Partial<Claims>, 'issuer' | 'subject' | 'environment' | 'extensions'> {
  /** A URI of yours. It must be among the issuers that the checking side trusts for this key. */
  readonly issuer: string;
  /** What is marked, by a name that survives a restore: a handle or SKU. */
  readonly subject: string;
  /** `production`, `staging`, `test`, `development` or your own name. There is no default. */
  readonly environment: string;
  /** Your own claims, at most 1,024 bytes encoded. */
  readonly extensions?:
    | ReadonlyMap<string, ExtensionValue>
    | Readonly<Record<string, ExtensionValue>>;
}

const KNOWN = [
  'issuer',
  'subject',
  'audience',
  'issuedAt',
  'notBefore',
  'expiresAt',
  'id',
  'sourceType',
  'purpose',
  'environment',
  'generator',
  'ingredients',
  'kind',
  'review',
  'detectionUrl',
  'topics',
  'privateDigest',
  'softBindings',
  'extensions',
] as const satisfies readonly (keyof ClaimsInput)[];

const TRAINED_ALGORITHMIC_MEDIA = SOURCE_TYPES[0] as string;
const ALGORITHMIC_MEDIA = SOURCE_TYPES[4] as string;

/**
 * Completes the claims: `issuedAt` now, `id` a random UUID, `purpose` content, and
 * `sourceType` trainedAlgorithmicMedia for content, algorithmicMedia for fixtures
 * and their like (a rule-based faker is not AI; say so if yours is).
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS`
 */
export function completeClaims(given: ClaimsInput, now: number): Claims {
  const input = readOptions('claims', given, KNOWN);
  const {
    purpose = 'content',
    sourceType = purpose === 'content' ? TRAINED_ALGORITHMIC_MEDIA : ALGORITHMIC_MEDIA,
    issuedAt = now,
    id = formatUuid(randomUuids(1)),
    extensions,
    ...rest
  } = input;
  const { environment } = input;
  if (purpose !== 'content' && typeof environment === 'string' && isAlwaysProduction(environment)) {
    throw new ContentmarkError(
      'ERR_CLAIMS',
      'must be "content" for production: nothing else may be there',
      'claims.purpose',
    );
  }
  if (isUntil(input.expiresAt, issuedAt) || isUntil(input.expiresAt, input.notBefore)) {
    throw new ContentmarkError(
      'ERR_CLAIMS',
      'must be later than issuedAt and notBefore; times are Unix seconds',
      'claims.expiresAt',
    );
  }
  return {
    ...rest,
    ...(extensions !== undefined && { extensions: readExtensions(extensions) }),
    purpose,
    sourceType,
    issuedAt,
    id,
  };
}

/** Whether one time is no later than another. What is not a number is refused when it is encoded. */
function isUntil(end: unknown, begin: unknown): boolean {
  return typeof end === 'number' && typeof begin === 'number' && end <= begin;
}

function readExtensions(
  extensions: NonNullable<ClaimsInput['extensions']>,
): ReadonlyMap<string, ExtensionValue> {
  if (extensions instanceof Map) return extensions;
  if (!isPlainObject(extensions)) {
    throw new ContentmarkError(
      'ERR_CLAIMS',
      `expected a Map or an object, got ${describeType(extensions)}`,
      'claims.extensions',
    );
  }
  return new Map(Object.entries(extensions));
}

/**
 * Whether a value is a plain object. The members of a list, bytes, a boxed string or a Date would
 * become claims that nobody meant.
 */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The bytes of version 4 UUIDs (RFC 9562), one behind the other. `crypto.randomUUID`
 * needs a secure context in browsers.
 */
export function randomUuids(count: number): Uint8Array {
  const bytes = randomBytes(count * ID_BYTES);
  for (let at = 0; at < bytes.length; at += ID_BYTES) {
    bytes[at + 6] = ((bytes[at + 6] as number) & 0x0f) | 0x40;
    bytes[at + 8] = ((bytes[at + 8] as number) & 0x3f) | 0x80;
  }
  return bytes;
}
