/** Decodes a mark that `verify` has just accepted or `sign` has just made. */
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { encodeStatement } from '../../format/bytes/cose.ts';
import { getSigningBackend } from '../../format/crypto/signing.ts';
import type { DecodedEnvelope } from '../../format/envelope/decode.ts';
import { type MarkInput, readMark } from '../../verify/mark-input.ts';

/** A mark and its name in a lineage. */
export interface OpenedMark extends DecodedEnvelope {
  /** SHA-256 of its statement: 32 bytes. */
  readonly statementDigest: Uint8Array;
}

/** Decodes the one mark that was given, whose signature has held. */
export function openMark(given: MarkInput): OpenedMark {
  const mark = readMark(given, decodeBase64url);
  // Not reachable: what `verify` accepted decodes, and what `sign` made does.
  if (mark.status !== 'read') throw new Error('a verified mark cannot be opened');
  return { ...mark.envelope, statementDigest: digestStatement(mark.envelope) };
}

/** SHA-256 of a statement: what was signed, without the signature or receipt. */
export function digestStatement({ sign1 }: DecodedEnvelope): Uint8Array {
  return getSigningBackend().sha256(encodeStatement(sign1.protectedHeader, sign1.payload));
}
