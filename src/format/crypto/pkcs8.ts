/**
 * Reads and writes PKCS#8 private keys for Ed25519 (RFC 8410 §7, RFC 5958), DER or PEM: what
 * `openssl genpkey -algorithm ed25519` and most key stores write.
 *
 * The two shapes that exist are fixed byte strings around the seed, so they are
 * matched whole; there is no ASN.1 parser to confuse.
 */

import { ContentmarkError, wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../bytes/base64url.ts';
import { concatBytes, equalBytes } from '../bytes/bytes.ts';
import { trimEnd } from '../bytes/trim.ts';
import { KEY_LENGTH } from './ed25519.ts';
import { importSeed, type SigningKey, unsafeExportSeed } from './keys.ts';
import { PKCS8_PREFIX } from './signing.ts';

/** Version 2 carries the public key behind the seed as `[1] BIT STRING`. */
const V2_PREFIX: Uint8Array = /* @__PURE__ */ (() => {
  const prefix = PKCS8_PREFIX.slice();
  prefix[1] = 0x51;
  prefix[4] = 0x01;
  return prefix;
})();
const V2_PUBLIC_KEY: Uint8Array = /* @__PURE__ */ Uint8Array.of(0x81, 0x21, 0x00);

const PEM = /^-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----\s*$/;

/**
 * Imports an Ed25519 private key from PKCS#8, as DER bytes or a PEM string.
 * @throws ContentmarkError `ERR_KEY`
 * @example
 * ```ts
 * import { generateKeyPairSync } from 'node:crypto';
 * import { importPkcs8, localSigner } from 'contentmark/keys';
 *
 * const { privateKey } = generateKeyPairSync('ed25519');
 * const key = importPkcs8(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
 * console.log(localSigner(key).publicKey.length); // 32
 * ```
 */
export function importPkcs8(pkcs8: Uint8Array | string): SigningKey {
  const der = typeof pkcs8 === 'string' ? readPem(pkcs8) : pkcs8;
  if (!(der instanceof Uint8Array)) throw wrongArgument('pkcs8', 'Uint8Array or PEM string', pkcs8);
  const start = PKCS8_PREFIX.length;
  const head = der.subarray(0, start);
  const seed = der.subarray(start, start + KEY_LENGTH);
  const rest = der.subarray(start + KEY_LENGTH);
  if (equalBytes(head, PKCS8_PREFIX) && seed.length === KEY_LENGTH && rest.length === 0) {
    return importSeed(seed);
  }
  if (
    equalBytes(head, V2_PREFIX) &&
    rest.length === V2_PUBLIC_KEY.length + KEY_LENGTH &&
    equalBytes(rest.subarray(0, V2_PUBLIC_KEY.length), V2_PUBLIC_KEY)
  ) {
    const key = importSeed(seed);
    if (equalBytes(rest.subarray(V2_PUBLIC_KEY.length), key.publicKey)) return key;
  }
  throw new ContentmarkError('ERR_KEY', 'is not an Ed25519 private key in PKCS#8 form', 'pkcs8');
}

function readPem(pem: string): Uint8Array {
  const body = PEM.exec(pem.trimStart())?.[1];
  if (body === undefined) {
    throw new ContentmarkError('ERR_KEY', 'is not a PEM "PRIVATE KEY" block', 'pkcs8');
  }
  const der = decodeBase64(body.replace(/\s/g, ''));
  if (der === undefined) {
    throw new ContentmarkError('ERR_KEY', 'has a PEM block that is not base64', 'pkcs8');
  }
  return der;
}

/** Padded base64 (RFC 4648 §4). `atob` is a browser's, and engines exist that have none. */
function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return decodeBase64url(trimEnd(text, '=').replaceAll('+', '-').replaceAll('/', '_'));
}

/** The private key as PKCS#8 DER (version 1, 48 bytes). Write it with mode 0600 and nowhere else. */
export function unsafeExportPkcs8(key: SigningKey): Uint8Array {
  return concatBytes(PKCS8_PREFIX, unsafeExportSeed(key));
}
