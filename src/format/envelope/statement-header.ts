/**
 * The protected header of a signed statement that is no mark: a recall list. Algorithm, content type, key
 * id, CWT claims and `typ`, all five and no other. Every kind of statement has a `typ` of its own
 * (RFC 9596), so that no signature over one passes for a signature over another.
 */
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
} from '../bytes/cbor-read.ts';
import {
  ALG_ED25519,
  LABEL_ALG,
  LABEL_CONTENT_TYPE,
  LABEL_CWT_CLAIMS,
  LABEL_KID,
  LABEL_TYP,
} from '../bytes/cose.ts';
import { readRecord } from './decode-claims.ts';
import { MANIFEST_CONTENT_FORMAT, MAX_CODE, MAX_TEXT_BYTES } from './limits.ts';
import type { Field } from './schema.ts';

/** What a protected header says. Nothing is believed before the signature holds. */
export interface StatementHeader {
  /** 8 bytes. */
  readonly keyId: Uint8Array;
  /** `typ`. */
  readonly type: string;
  /** The CWT claims by the names of their fields. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Reads a header whose claims are these fields, or gives its problem. */
export function readStatementHeader(
  bytes: Uint8Array,
  fields: readonly Field[],
): StatementHeader | string {
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
    else if (label === LABEL_CWT_CLAIMS) readRecord(reader, fields, claims);
    else if (label === LABEL_TYP) type = readText(reader, MAX_TEXT_BYTES);
    else fail(reader, `unknown header ${label}`);
  });
  readEnd(reader);
  if (reader.problem === undefined && labels !== 5) fail(reader, 'incomplete header');
  if (reader.problem !== undefined || keyId === undefined || type === undefined)
    return reader.problem ?? 'incomplete header';
  return { keyId, type, claims };
}

function expectNumber(reader: CborReader, value: number, expected: number, name: string): void {
  if (value !== expected) fail(reader, `"${name}" is ${value}`);
}
