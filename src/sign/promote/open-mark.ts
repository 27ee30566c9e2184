/** A mark whose signature has held, taken apart: by `verify` a moment ago, or by `sign`. */
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { encodeStatement } from '../../format/bytes/cose.ts';
import { getSigningBackend } from '../../format/crypto/signing.ts';
import { type DecodedEnvelope, decodeEnvelope } from '../../format/envelope/decode.ts';
import { decodeMark, type MarkInput, readMark } from '../../verify/mark-input.ts';

/** A mark and its name in a lineage. */
export interface OpenedMark extends DecodedEnvelope {
  /** SHA-256 of its statement: 32 bytes. */
  readonly statementDigest: Uint8Array;
}

/** Decodes the one mark that was given, whose signature has held. */
export function openMark(mark: MarkInput): OpenedMark {
  const found = readMark(mark);
  const isOne = typeof found === 'string' || found instanceof Uint8Array;
  const bytes = isOne ? decodeMark(found, decodeBase64url) : found;
  const decoded = bytes instanceof Uint8Array ? decodeEnvelope(bytes) : undefined;
  // Not reachable: what `verify` accepted decodes, and what `sign` made does.
  if (decoded === undefined || decoded.reason !== undefined)
    throw new Error('a verified mark cannot be opened');
  return { ...decoded.envelope, statementDigest: digestStatement(decoded.envelope) };
}

/** SHA-256 of a statement: what was signed, without the signature or receipt. */
export function digestStatement({ sign1 }: DecodedEnvelope): Uint8Array {
  return getSigningBackend().sha256(encodeStatement(sign1.protectedHeader, sign1.payload));
}
