/** `statementDigest`: the digest by which one mark names another as its ingredient. */

import { wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { decodeMark } from '../../verify/mark-input.ts';
import { digestStatement } from './open-mark.ts';

/**
 * SHA-256 (32 bytes) of an envelope's statement (docs/format.md, "Batches"): what was signed,
 * without the signature or receipt. `ingredients` hold these. `undefined` for what is no
 * envelope. No signature is checked.
 * @param envelope bytes or text form.
 * @throws ContentmarkError `ERR_ARGUMENT` for neither.
 */
export function statementDigest(envelope: Uint8Array | string): Uint8Array | undefined {
  if (typeof envelope !== 'string' && !(envelope instanceof Uint8Array)) {
    throw wrongArgument('envelope', 'Uint8Array or its text form', envelope);
  }
  const mark = decodeMark(envelope, decodeBase64url);
  return mark.status === 'read' ? digestStatement(mark.envelope) : undefined;
}
