/**
 * Trusted keys, each bound to the issuers, environments and purposes that it may sign for. A
 * staging key can never make production content, whatever the envelope claims.
 */

import { systemClock } from '../clock.ts';
import {
  ContentmarkError,
  isContentmarkError,
  readOptions,
  requireSeconds,
  requireText,
  wrongArgument,
} from '../errors.ts';
import { decodeHex } from '../format/bytes/bytes.ts';
import { type Backend, createVettedCheck, type SignatureCheck } from '../format/crypto/backend.ts';
import { importPublicKey, keyIdOf, type PublicJwk } from '../format/crypto/public-key.ts';
import { KEY_ID_LENGTH } from '../format/crypto/thumbprint-form.ts';
import { isAlwaysProduction, PURPOSES, type Purpose } from '../format/envelope/vocabulary.ts';

/** One key and what it may speak for. Lists are exact: there are no wildcards or patterns. */
export interface TrustEntry {
  /** 32 bytes or a JWK. */
  readonly publicKey: Uint8Array | PublicJwk;
  /** Issuer URIs, compared whole. At least one. */
  readonly issuers: readonly string[];
  /** At least one. */
  readonly environments: readonly string[];
  /** Default `['content']`. */
  readonly purposes?: readonly Purpose[];
  /** Marks dated earlier (Unix seconds) are refused. Default: none are. */
  readonly notBefore?: number;
  /** Marks dated later (Unix seconds) are refused; earlier ones stay good. Default: none are. */
  readonly notAfter?: number;
  /**
   * From this time (Unix seconds) every mark of the key is refused, also older ones:
   * the date inside a mark is the signer's own word, and a stolen key can lie. Default: not revoked.
   */
  readonly revokedAt?: number;
  /**
   * Whether the key signs recall lists for these issuers and environments, and no marks: then
   * `purposes` is left out. Default `false`: it signs marks, and no recall lists.
   */
  readonly recall?: boolean;
}

/** A key in trust, as the checks use it. */
export interface TrustedKey {
  readonly keyId: string;
  readonly issuers: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;
  readonly purposes: ReadonlySet<Purpose>;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Unix seconds; infinity while the key is not revoked. */
  readonly revokedAt: number;
  /** Whether it signs recall lists, and no marks. */
  readonly mayRecall: boolean;
  /** Why it counts as revoked where nobody revoked it: for people, as in "is no longer listed". */
  readonly revokedBecause: string | undefined;
  /** The signature check under this key, imported once for each backend. */
  check(backend: Backend): SignatureCheck;
}

/** A set of keys to trust. Made by {@link createTrust}. */
export interface Trust {
  /** The ids of all keys, 16 hexadecimal digits each. */
  readonly keyIds: readonly string[];
  /** Every environment that one of its keys may sign marks for, each once. */
  readonly environments: readonly string[];
  /**
   * Revokes a key from now on, or from `revokedAt` (Unix seconds), for every verifier
   * that uses this trust, cached marks included. A revocation is never moved later.
   * @throws ContentmarkError `ERR_ARGUMENT` where no key has this id.
   */
  revoke(keyId: string, revokedAt?: number): void;
  /** @internal The key with these 8 bytes of id. */
  find(keyId: Uint8Array): TrustedKey | undefined;
}

/**
 * Members of an entry. Others are refused, because a misspelt `revokedAt` would leave a revoked key
 * valid.
 */
export const TRUST_ENTRY_MEMBERS: readonly (keyof TrustEntry)[] = [
  'publicKey',
  'issuers',
  'environments',
  'purposes',
  'notBefore',
  'notAfter',
  'revokedAt',
  'recall',
];

/**
 * Checks the keys and binds them. Refuses an empty list, one key listed twice, and
 * a key that may sign fixtures for production.
 * @throws ContentmarkError `ERR_TRUST`, `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createTrust, exportPublicJwk, generateKey, localSigner, signSync, text, verifySync } from 'contentmark';
 *
 * const key = generateKey();
 * const trust = createTrust([
 *   { publicKey: exportPublicJwk(key), issuers: ['https://shop.example/ai'], environments: ['production'] },
 * ]);
 * const claims = { issuer: 'https://other.example/', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(key), claims });
 * const options = { trust, environment: 'production', subject: 'trail-boot' };
 * const verdict = verifySync(text('Light.'), mark, options);
 * if (verdict.status === 'rejected') console.log(verdict.reason); // issuer-not-allowed
 * ```
 */
export function createTrust(entries: readonly TrustEntry[]): Trust {
  if (!Array.isArray(entries)) throw wrongArgument('entries', 'an array of trust entries', entries);
  if (entries.length === 0) {
    throw new ContentmarkError(
      'ERR_TRUST',
      'is empty: an empty trust would refuse every mark',
      'entries',
    );
  }
  const keys = new Map<string, MutableKey>();
  // Not forEach, which would pass over the holes of a sparse array.
  for (const [index, entry] of entries.entries()) {
    const key = createTrustedKey(entry, `entries[${index}]`);
    if (keys.has(key.lookup)) {
      throw new ContentmarkError(
        'ERR_TRUST',
        `repeats key ${key.keyId}; merge the two entries`,
        `entries[${index}].publicKey`,
      );
    }
    keys.set(key.lookup, key);
  }
  return Object.freeze({
    keyIds: Object.freeze([...keys.values()].map((key) => key.keyId)),
    environments: Object.freeze([
      ...new Set([...keys.values()].flatMap((key) => (key.mayRecall ? [] : [...key.environments]))),
    ]),
    revoke(keyId: string, revokedAt: number = systemClock()): void {
      requireText('keyId', keyId);
      requireSeconds('revokedAt', revokedAt);
      const bytes = keyId.length === 2 * KEY_ID_LENGTH ? decodeHex(keyId) : undefined;
      // Not echoed before it looks like an id: it could be a secret in the wrong place.
      if (bytes === undefined) {
        throw new ContentmarkError('ERR_ARGUMENT', 'expected 16 hexadecimal digits', 'keyId');
      }
      const key = keys.get(lookupOf(bytes));
      if (key === undefined) {
        throw new ContentmarkError(
          'ERR_ARGUMENT',
          `is ${keyId}, and no key in trust has that id`,
          'keyId',
        );
      }
      key.revokedAt = Math.min(key.revokedAt, revokedAt);
    },
    find: (keyId: Uint8Array) => keys.get(lookupOf(keyId)),
  });
}

interface MutableKey extends TrustedKey {
  readonly lookup: string;
  revokedAt: number;
}

/**
 * The key of the look-up table: eight bytes as eight characters, which is cheaper than hexadecimal.
 */
function lookupOf(keyId: Uint8Array): string {
  let lookup = '';
  for (let i = 0; i < keyId.length; i++) lookup += String.fromCharCode(keyId[i] as number);
  return lookup;
}

/** A key of recall lists signs no marks: one that leaks can then take back and not put out. */
const NO_PURPOSES: ReadonlySet<Purpose> = /* @__PURE__ */ new Set();

function readMayRecall({ recall = false, purposes }: TrustEntry, name: string): boolean {
  if (typeof recall !== 'boolean') throw wrongArgument(`${name}.recall`, 'true or false', recall);
  if (recall && purposes !== undefined) {
    throw new ContentmarkError(
      'ERR_TRUST',
      'is given for a key of recall lists, which signs no marks; use a key of its own for each',
      `${name}.purposes`,
    );
  }
  return recall;
}

function createTrustedKey(given: TrustEntry, name: string): MutableKey {
  const entry = readOptions(name, given, TRUST_ENTRY_MEMBERS);
  const publicKey = readPublicKey(entry.publicKey, name);
  const environments = readTexts(entry.environments, `${name}.environments`);
  const mayRecall = readMayRecall(entry, name);
  const purposes = mayRecall ? NO_PURPOSES : readPurposes(entry.purposes, `${name}.purposes`);
  const production = [...environments].find(isAlwaysProduction);
  if (production !== undefined && !mayRecall && (purposes.size > 1 || !purposes.has('content'))) {
    throw new ContentmarkError(
      'ERR_TRUST',
      `let one key sign fixtures and for ${production}, which is production; use a key of its own for each`,
      `${name}.purposes`,
    );
  }
  const { notBefore = 0, notAfter = Number.POSITIVE_INFINITY } = entry;
  if (entry.notBefore !== undefined) requireSeconds(`${name}.notBefore`, notBefore);
  if (entry.notAfter !== undefined) requireSeconds(`${name}.notAfter`, notAfter);
  if (entry.revokedAt !== undefined) requireSeconds(`${name}.revokedAt`, entry.revokedAt);
  if (notAfter < notBefore) {
    throw new ContentmarkError(
      'ERR_TRUST',
      'is before notBefore: the entry ends before it begins',
      `${name}.notAfter`,
    );
  }
  const keyId = keyIdOf(publicKey);
  const checks = new Map<Backend, SignatureCheck>();
  return {
    keyId,
    lookup: lookupOf(decodeHex(keyId) as Uint8Array),
    issuers: readTexts(entry.issuers, `${name}.issuers`),
    environments,
    purposes,
    notBefore,
    notAfter,
    revokedAt: entry.revokedAt ?? Number.POSITIVE_INFINITY,
    mayRecall,
    revokedBecause: undefined,
    check(backend) {
      let check = checks.get(backend);
      if (check === undefined) {
        check = createVettedCheck(backend, publicKey);
        checks.set(backend, check);
      }
      return check;
    },
  };
}

function readPublicKey(key: unknown, name: string): Uint8Array {
  if (typeof key === 'object' && key !== null && Object.hasOwn(key, 'd')) {
    throw new ContentmarkError(
      'ERR_TRUST',
      'holds a private key ("d"): give exportPublicJwk(key), and treat the key as leaked if this list was shared',
      `${name}.publicKey`,
    );
  }
  try {
    return importPublicKey(key as Uint8Array);
  } catch (error) {
    const why = isContentmarkError(error) ? error.problem : `cannot be read: ${String(error)}`;
    throw new ContentmarkError('ERR_TRUST', why, `${name}.publicKey`);
  }
}

function readTexts(list: unknown, name: string): ReadonlySet<string> {
  if (!Array.isArray(list)) throw wrongArgument(name, 'an array of strings', list);
  if (list.length === 0) {
    throw new ContentmarkError('ERR_TRUST', 'is empty: name at least one', name);
  }
  for (const [index, item] of list.entries()) requireText(`${name}[${index}]`, item);
  return new Set(list as string[]);
}

function readPurposes(list: unknown, name: string): ReadonlySet<Purpose> {
  if (list === undefined) return new Set(['content']);
  const purposes = readTexts(list, name) as ReadonlySet<Purpose>;
  for (const purpose of purposes) {
    if (!PURPOSES.includes(purpose)) {
      throw new ContentmarkError('ERR_TRUST', `expected some of ${PURPOSES.join(', ')}`, name);
    }
  }
  return purposes;
}
