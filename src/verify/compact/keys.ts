/**
 * Reads trust entries as `createTrust` takes them, and refuses the same ones, with one message for
 * all. Private keys are refused too, because anybody can read a page.
 */

import { ContentmarkError } from '../../errors.ts';
import { concatBytes, encodeHex } from '../../format/bytes/bytes.ts';
import { digestSoon, isSoundPublicKey } from '../../format/crypto/awaited.ts';
import type { PublicJwk } from '../../format/crypto/public-key.ts';
import { KEY_ID_LENGTH, THUMBPRINT_PREFIX } from '../../format/crypto/thumbprint-form.ts';
import { isAlwaysProduction, PURPOSES } from '../../format/envelope/vocabulary.ts';
import { TRUST_ENTRY_MEMBERS, type TrustEntry } from '../../trust/trust.ts';
import type { KeyRules } from '../refusal.ts';
import { decodeText } from './decode-text.ts';

/** A key in trust. */
export interface CompactKey extends KeyRules {
  /** 32 bytes, vetted. */
  readonly publicKey: Uint8Array;
}

/** Keys in trust by their id, 16 hexadecimal digits. */
export type CompactKeys = ReadonlyMap<string, CompactKey>;

/**
 * Reads the keys.
 * @throws ContentmarkError `ERR_TRUST`, naming the entry that `createTrust` would refuse.
 */
export async function readKeys(entries: readonly TrustEntry[]): Promise<CompactKeys> {
  const keys = new Map<string, CompactKey>();
  for (const [index, entry] of [...entries].entries()) {
    const name = `keys[${index}]`;
    const key = readEntry(entry);
    const hash = key && (await digestSoon(concatBytes(THUMBPRINT_PREFIX, key.publicKey)));
    const id = hash && encodeHex(hash.subarray(0, KEY_ID_LENGTH));
    if (id === undefined || keys.has(id)) {
      throw new ContentmarkError('ERR_TRUST', 'is not as createTrust takes it', name);
    }
    keys.set(id, key as CompactKey);
  }
  return keys;
}

function readEntry(given: TrustEntry): CompactKey | undefined {
  // Own members only, so that a polluted Object.prototype binds no key.
  const entry = Object.assign(Object.create(null), given) as TrustEntry;
  const { purposes = ['content'] } = entry;
  const { notBefore = 0, notAfter = NEVER, revokedAt = NEVER } = entry;
  const publicKey = readPublicKey(entry.publicKey);
  const isFixtures = purposes.length !== 1 || purposes[0] !== 'content';
  const isGood =
    Object.keys(entry).every((member) =>
      (TRUST_ENTRY_MEMBERS as readonly string[]).includes(member),
    ) &&
    areTexts(entry.issuers) &&
    areTexts(entry.environments) &&
    purposes.length > 0 &&
    purposes.every((purpose) => PURPOSES.includes(purpose)) &&
    // One key may not sign fixtures and for production.
    !(isFixtures && entry.environments.some(isAlwaysProduction)) &&
    [entry.notBefore, entry.notAfter, entry.revokedAt].every(isTime) &&
    notBefore <= notAfter;
  if (!isGood || publicKey === undefined) return undefined;
  return {
    publicKey,
    issuers: new Set(entry.issuers),
    environments: new Set(entry.environments),
    purposes: new Set(purposes),
    notBefore,
    notAfter,
    revokedAt,
  };
}

const NEVER = Number.POSITIVE_INFINITY;

const isTime = (time: number | undefined): boolean => time === undefined || time >>> 0 === time;

const areTexts = (list: readonly string[]): boolean =>
  Array.isArray(list) && list.length > 0 && list.every((text) => text && typeof text === 'string');

function readPublicKey(given: Uint8Array | PublicJwk): Uint8Array | undefined {
  // A copy: the caller's bytes may change, the key that was vetted must not. A Buffer's slice() is a view.
  const bytes = given instanceof Uint8Array ? new Uint8Array(given) : readJwk(Object(given));
  return bytes && isSoundPublicKey(bytes) ? bytes : undefined;
}

function readJwk(jwk: PublicJwk): Uint8Array | undefined {
  const { kty, crv, x, alg = 'EdDSA', use = 'sig', key_ops: operations = ['verify'] } = jwk;
  const isUsable =
    kty === 'OKP' &&
    crv === 'Ed25519' &&
    (alg === 'EdDSA' || alg === 'Ed25519') &&
    use === 'sig' &&
    operations.includes('verify') &&
    !('d' in jwk);
  return isUsable ? decodeText(x) : undefined;
}
