/**
 * `sign` and `signSync`: content and claims in, one envelope out.
 *
 * Both build the same message; they differ only in how they wait for the signature.
 */

import { systemClock } from '../clock.ts';
import { ContentmarkError, readOptions } from '../errors.ts';
import { decodeHex } from '../format/bytes/bytes.ts';
import { encodeSigStructure } from '../format/bytes/cose.ts';
import { type Content, requireContent } from '../format/content/content.ts';
import { requireBound } from '../format/crypto/key-bindings.ts';
import { keyIdOf } from '../format/crypto/public-key.ts';
import { requireOwnSignature, requireSigner, type Signer } from '../format/crypto/signer.ts';
import { encodeEnvelope, encodePayload, encodeProtectedHeader } from '../format/envelope/encode.ts';
import { type ClaimsInput, completeClaims } from './claims-input.ts';
import { digestPayload } from './digest-payload.ts';

/** Options of {@link sign} and {@link signSync}. */
export interface SignOptions {
  readonly signer: Signer;
  readonly claims: ClaimsInput;
}

interface Unsigned {
  readonly signer: Signer;
  /** The signer's own at this moment: the key id in the envelope was made from it. */
  readonly publicKey: Uint8Array;
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  /** What the signature is checked over. The signer gets a copy, which it may wipe. */
  readonly message: Uint8Array;
}

/**
 * Marks content: canonicalizes it, binds its digest to the claims and signs both.
 * @returns the envelope, at most 8,192 bytes (docs/format.md).
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS`, `ERR_CONTENT`, `ERR_SIGNER`; `ERR_KEY`
 * where the key is bound to another issuer, environment or purpose.
 * @example
 * ```ts
 * import { generateKey, inspect, localSigner, sign, text } from 'contentmark';
 *
 * const signer = localSigner(generateKey());
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = await sign(text('Light, waterproof, warm.'), { signer, claims });
 * const found = inspect(mark);
 * if (found.reason === undefined) console.log(found.claims.subject); // trail-boot
 * ```
 */
export async function sign(content: Content, options: SignOptions): Promise<Uint8Array> {
  const unsigned = prepareMessage(content, options);
  return finish(unsigned, await unsigned.signer.sign(unsigned.message.slice()));
}

/**
 * {@link sign} without waiting, for signers that have the key at hand.
 * @throws ContentmarkError also `ERR_SIGNER` where the signer has no `signSync`.
 * @example
 * ```ts
 * import { generateKey, localSigner, signSync, text } from 'contentmark';
 * import { encodeTextForm } from 'contentmark/carrier';
 *
 * const signer = localSigner(generateKey());
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light, waterproof, warm.'), { signer, claims });
 * console.log(encodeTextForm(mark).slice(0, 4)); // 0oRY
 * ```
 */
export function signSync(content: Content, options: SignOptions): Uint8Array {
  const unsigned = prepareMessage(content, options);
  const { signer, message } = unsigned;
  if (typeof signer.signSync !== 'function') {
    throw new ContentmarkError('ERR_SIGNER', 'has no signSync; use sign', 'signer');
  }
  return finish(unsigned, signer.signSync(message.slice()));
}

function prepareMessage(content: Content, options: SignOptions): Unsigned {
  requireContent('content', content);
  const { signer, claims: input } = readOptions('options', options, ['signer', 'claims']);
  requireSigner('options.signer', signer);
  const claims = completeClaims(input, systemClock());
  requireBound(signer.bindings, claims);
  const publicKey = new Uint8Array(signer.publicKey);
  const keyId = decodeHex(keyIdOf(publicKey)) as Uint8Array;
  const payload = digestPayload('content', content);
  const protectedHeader = encodeProtectedHeader(keyId, claims, payload);
  const payloadBytes = encodePayload(payload);
  return {
    signer,
    publicKey,
    protectedHeader,
    payload: payloadBytes,
    message: encodeSigStructure(protectedHeader, payloadBytes),
  };
}

function finish(unsigned: Unsigned, signature: unknown): Uint8Array {
  const { signer, publicKey, protectedHeader, payload, message } = unsigned;
  requireOwnSignature(signer, publicKey, signature, message);
  return encodeEnvelope({ protectedHeader, payload, signature });
}
