/** Signs a statement that is no mark, with the header that format/envelope/statement-header.ts reads. */
import { concatBytes, decodeHex } from '../format/bytes/bytes.ts';
import { type CborValue, encodeCbor } from '../format/bytes/cbor-write.ts';
import {
  ALG_ED25519,
  COSE_SIGN1_TAG,
  encodeSigStructure,
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_TYP,
} from '../format/bytes/cose.ts';
import { keyIdOf } from '../format/crypto/public-key.ts';
import { requireOwnSignature, requireSigner, type Signer } from '../format/crypto/signer.ts';
import { MANIFEST_CONTENT_FORMAT } from '../format/envelope/limits.ts';

/** What is signed. */
export interface UnsignedStatement {
  /** `typ` (RFC 9596): every kind of statement has its own. */
  readonly type: string;
  /** The CWT claims. */
  readonly claims: Map<number, CborValue>;
  /** CBOR. */
  readonly payload: Uint8Array;
}

/**
 * Signs it.
 * @returns a tagged COSE_Sign1.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_SIGNER`
 */
export async function signStatement(
  { type, claims, payload }: UnsignedStatement,
  signer: Signer,
): Promise<Uint8Array> {
  requireSigner('options.signer', signer);
  const publicKey = new Uint8Array(signer.publicKey);
  const protectedHeader = encodeCbor(
    new Map<number, CborValue>([
      [LABEL_ALG, ALG_ED25519],
      [LABEL_CONTENT_TYPE, MANIFEST_CONTENT_FORMAT],
      // keyIdOf prints hexadecimal.
      [LABEL_KID, decodeHex(keyIdOf(publicKey)) as Uint8Array],
      [LABEL_CWT_CLAIMS, claims],
      [LABEL_TYP, type],
    ]),
  );
  const message = encodeSigStructure(protectedHeader, payload);
  // A copy: the signer may wipe what it was given.
  const signature: unknown = await signer.sign(concatBytes(message));
  requireOwnSignature(signer, publicKey, signature, message);
  return encodeCbor({
    tag: COSE_SIGN1_TAG,
    value: [protectedHeader, new Map<number, CborValue>(), payload, signature],
  });
}
