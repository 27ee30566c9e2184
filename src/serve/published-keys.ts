/**
 * Publishes public keys as a JWK Set (RFC 7517). A revoked key stays listed as revoked, as in
 * OpenID Federation's historical keys, because those who already have it must learn of it.
 */

import { isContentmarkError, readOptions } from '../errors.ts';
import { exportPublicJwk } from '../format/crypto/keys.ts';
import { importPublicKey, type PublicJwk } from '../format/crypto/public-key.ts';
import { wrongOption } from '../options.ts';

/** A key that others may know. */
export interface PublishedKey {
  /** 32 bytes. Import a JWK with `importPublicKey`. */
  readonly publicKey: Uint8Array;
  /** Unix seconds. Default: not revoked. */
  readonly revokedAt?: number;
}

/** The document, as JSON can print it. */
export interface JwkSet {
  readonly keys: readonly (PublicJwk & { readonly revoked?: { readonly revoked_at: number } })[];
}

/**
 * Reads the keys to publish, and refuses other members of the caller's records.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY`
 */
export function readPublishedKeys(keys: unknown): readonly PublishedKey[] {
  if (keys === undefined) return [];
  const name = 'options.publishedKeys';
  if (!Array.isArray(keys)) throw wrongOption(name, 'an array of keys');
  return Array.from(keys as readonly PublishedKey[], (given, index) => {
    const at = `${name}[${index}]`;
    const { publicKey, revokedAt } = readOptions(at, given, ['publicKey', 'revokedAt']);
    if (!(publicKey instanceof Uint8Array)) throw wrongOption(`${at}.publicKey`, 'Uint8Array');
    const isTime =
      Number.isInteger(revokedAt) && (revokedAt as number) >= 0 && (revokedAt as number) < 2 ** 32;
    if (revokedAt !== undefined && !isTime)
      throw wrongOption(`${at}.revokedAt`, 'whole Unix seconds below 2^32');
    try {
      const key = importPublicKey(publicKey);
      return { publicKey: key, ...(revokedAt !== undefined && { revokedAt }) };
    } catch (error) {
      throw isContentmarkError(error)
        ? wrongOption(`${at}.publicKey`, 'a sound Ed25519 key')
        : error;
    }
  });
}

/** The document of these keys: public members only, written one by one. */
export function toJwkSet(keys: readonly PublishedKey[]): JwkSet {
  return {
    keys: keys.map(({ publicKey, revokedAt }) => ({
      ...exportPublicJwk(publicKey),
      use: 'sig',
      ...(revokedAt !== undefined && { revoked: { revoked_at: revokedAt } }),
    })),
  };
}
