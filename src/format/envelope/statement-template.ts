/**
 * Writes the statement headers of a batch from a template. Items that share their claims differ in
 * subject and id only, so cbor-x encodes the header once, and it is cut where those two stand. Only
 * signing code imports this file.
 */

import { ContentmarkError } from '../../errors.ts';
import { concatBytes, equalBytes } from '../bytes/bytes.ts';
import { encodeHead } from '../bytes/cbor-head.ts';
import { TEXT } from '../bytes/cbor-read.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Claims, Payload } from './claims.ts';
import { encodeItemHeader } from './encode.ts';
import { ID_BYTES, MAX_TEXT_BYTES } from './limits.ts';

/** Writes the header of one item. `id` is 16 bytes. */
export type StatementTemplate = (subject: string, id: Uint8Array) => Uint8Array;

/** Two subjects and ids that differ in every byte, to find where they stand. */
const PROBES = [
  ['a', '00000000-0000-0000-0000-000000000000'],
  ['z', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
] as const;

/**
 * Makes the template of claims and a payload of that kind; `subject` and `id` in them
 * are placeholders, and so is the payload's digest.
 */
export function createStatementTemplate(claims: Claims, payload: Payload): StatementTemplate {
  const [first, second] = PROBES.map(([subject, id]) =>
    encodeItemHeader({ ...claims, subject, id }, payload),
  ) as [Uint8Array, Uint8Array];
  // The probes differ at the subject's one byte and at the id's sixteen, and nowhere else.
  const subjectAt = first.findIndex((byte, at) => byte !== second[at]);
  const idAt = first.findIndex((byte, at) => at > subjectAt && byte !== second[at]);
  const before = first.slice(0, subjectAt - 1);
  const between = first.slice(subjectAt + 1, idAt);
  const after = first.slice(idAt + ID_BYTES);
  if (!equalBytes(after, second.slice(idAt + ID_BYTES)))
    throw new Error('the probes differ elsewhere');
  return (subject, id) => {
    const text = encodeUtf8(subject);
    if (!subject.isWellFormed() || text.length === 0 || text.length > MAX_TEXT_BYTES) {
      throw new ContentmarkError(
        'ERR_CLAIMS',
        `expected 1 to ${MAX_TEXT_BYTES} bytes of UTF-8 without lone surrogates`,
        'claims.subject',
      );
    }
    return concatBytes(before, encodeHead(TEXT, text.length), text, between, id, after);
  };
}
