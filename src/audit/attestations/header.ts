/** Reads the protected header of an attestation, by the list of labels that seal.ts writes. */
import {
  type CborReader,
  createCborReader,
  fail,
  readBytes,
  readEnd,
  readInt,
  readIntMap,
  readText,
  readUint,
} from '../../format/bytes/cbor-read.ts';
import {
  ALG_ED25519,
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_TYP,
} from '../../format/bytes/cose.ts';
import { readRecord } from '../../format/envelope/decode-claims.ts';
import { MANIFEST_CONTENT_FORMAT, MAX_CODE, MAX_TEXT_BYTES } from '../../format/envelope/limits.ts';
import { ATTESTATION_CLAIMS, type AttestationClaims } from './kind.ts';

/** What the protected header says. Nothing is believed before the signature holds. */
export interface AttestationHeader {
  /** 8 bytes. */
  readonly keyId: Uint8Array;
  /** `typ`. */
  readonly type: string;
  /** With the time, in Unix seconds. */
  readonly claims: AttestationClaims & { readonly at: number };
}

/** Reads the protected header: all five labels, in one form. Gives the problem of any other. */
export function readAttestationHeader(bytes: Uint8Array): AttestationHeader | string {
  const reader = createCborReader(bytes);
  const claims: Record<string, unknown> = {};
  let keyId: Uint8Array | undefined;
  let type: string | undefined;
  let labels = 0;
  readIntMap(reader, 5, (label) => {
    labels += 1;
    if (label === LABEL_ALG) expectNumber(reader, readInt(reader), ALG_ED25519, 'alg');
    else if (label === LABEL_CONTENT_TYPE)
      expectNumber(reader, readUint(reader, MAX_CODE), MANIFEST_CONTENT_FORMAT, 'content type');
    else if (label === LABEL_KID) keyId = readBytes(reader, 8, 8);
    else if (label === LABEL_CWT_CLAIMS) readRecord(reader, ATTESTATION_CLAIMS, claims);
    else if (label === LABEL_TYP) type = readText(reader, MAX_TEXT_BYTES);
    else fail(reader, `unknown header ${label}`);
  });
  readEnd(reader);
  if (reader.problem === undefined && labels !== 5) fail(reader, 'incomplete header');
  // A mark has other labels, so what its header is said to be comes from where reading stopped.
  if (reader.problem !== undefined || keyId === undefined || type === undefined)
    return reader.problem ?? 'incomplete header';
  // Every claim is required, or there would be a problem.
  return { keyId, type, claims: claims as unknown as AttestationHeader['claims'] };
}

function expectNumber(reader: CborReader, value: number, expected: number, name: string): void {
  if (value !== expected) fail(reader, `"${name}" is ${value}`);
}
