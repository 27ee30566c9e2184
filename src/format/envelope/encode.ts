/**
 * Writes envelopes, deterministically. Only signing code imports this file, because it loads
 * cbor-x.
 */

import { ContentmarkError } from '../../errors.ts';
import { type CborValue, encodeCbor } from '../bytes/cbor-write.ts';
import {
  ALG_ED25519,
  ALG_SHA256,
  COSE_SIGN1_TAG,
  type CoseSign1,
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_PAYLOAD_HASH_ALG,
  LABEL_PREIMAGE_CONTENT_TYPE,
  LABEL_TYP,
} from '../bytes/cose.ts';
import type { Claims, Payload } from './claims.ts';
import { encodeClaims } from './encode-claims.ts';
import { ENVELOPE_TYPE, MANIFEST_CONTENT_FORMAT, MAX_ENVELOPE_BYTES } from './limits.ts';

/**
 * The protected header of a single envelope.
 * @param keyId 8 bytes.
 */
export function encodeProtectedHeader(
  keyId: Uint8Array,
  claims: Claims,
  payload: Payload,
): Uint8Array {
  return encodeHeader(claims, payload, [
    [LABEL_ALG, ALG_ED25519],
    [LABEL_KID, keyId],
  ]);
}

/** The protected header of a batch item, which names no key: its root does. */
export function encodeItemHeader(claims: Claims, payload: Payload): Uint8Array {
  return encodeHeader(claims, payload, []);
}

function encodeHeader(
  claims: Claims,
  payload: Payload,
  authority: readonly (readonly [number, CborValue])[],
): Uint8Array {
  const profile = payload.type === 'hash' ? payload.profile : undefined;
  const header = new Map<number, CborValue>([
    ...authority,
    [LABEL_CWT_CLAIMS, encodeClaims(claims, profile)],
    [LABEL_TYP, ENVELOPE_TYPE],
  ]);
  if (payload.type === 'manifest') {
    header.set(LABEL_CONTENT_TYPE, MANIFEST_CONTENT_FORMAT);
  } else {
    header.set(LABEL_PAYLOAD_HASH_ALG, ALG_SHA256);
    if (payload.mediaType !== undefined) {
      header.set(LABEL_PREIMAGE_CONTENT_TYPE, payload.mediaType);
    }
  }
  return encodeCbor(header);
}

/** The payload: one digest, or the manifest of named parts. */
export function encodePayload(payload: Payload): Uint8Array {
  if (payload.type === 'hash') return payload.digest;
  const manifest = new Map<string, CborValue>();
  for (const [name, { profile, digest }] of payload.parts) manifest.set(name, [profile, digest]);
  return encodeCbor(manifest);
}

/**
 * The whole envelope.
 * @throws ContentmarkError `ERR_CLAIMS` where it would exceed 8,192 bytes.
 */
export function encodeEnvelope({ protectedHeader, payload, signature }: CoseSign1): Uint8Array {
  const bytes = encodeCbor({
    tag: COSE_SIGN1_TAG,
    value: [protectedHeader, new Map<number, CborValue>(), payload, signature],
  });
  if (bytes.length > MAX_ENVELOPE_BYTES) {
    throw new ContentmarkError(
      'ERR_CLAIMS',
      `make an envelope of ${bytes.length} bytes, at most ${MAX_ENVELOPE_BYTES} fit; shorten claims or part names`,
      'claims',
    );
  }
  return bytes;
}
