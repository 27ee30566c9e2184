/**
 * Pointers name an envelope in 24 bytes, for text that should grow by little: an envelope has about
 * 300. The envelope itself is kept elsewhere, in the record's metafield or in a table of the shop,
 * and only the envelope is ever verified.
 */

import { ContentmarkError, wrongArgument } from '../errors.ts';
import { decodeBase64url } from '../format/bytes/base64url.ts';
import { concatBytes, equalBytes } from '../format/bytes/bytes.ts';
import { encodeStatement } from '../format/bytes/cose.ts';
import { sha256 } from '../format/crypto/sha256.ts';
import { type Authority, decodeEnvelope } from '../format/envelope/decode.ts';
import { MAX_ENVELOPE_BYTES } from '../format/envelope/limits.ts';

const KEY_ID_BYTES = 8;

/**
 * Bytes of the statement's digest in a pointer. With 128 bits two envelopes do not share a pointer
 * by chance, and if they did, only one would verify for the content.
 */
const STATEMENT_BYTES = 16;

/** Bytes of a pointer. No envelope is as short, so the length alone tells the two apart. */
const POINTER_BYTES: number = KEY_ID_BYTES + STATEMENT_BYTES;

/** A longer text form holds no envelope and is not decoded. */
const MAX_TEXT_FORM = Math.ceil((MAX_ENVELOPE_BYTES * 4) / 3);

/** Stands for the key id of a thin item, which names no key. */
const NO_KEY_ID: Uint8Array = /* @__PURE__ */ new Uint8Array(KEY_ID_BYTES);

/**
 * The pointer to an envelope, to be embedded in its place: 8 bytes of key id (of the
 * signed root for a batch item, zeros for a thin one), then the first 16 bytes of the
 * SHA-256 of its statement (docs/format.md, "Batches").
 * @param envelope bytes or text form.
 * @throws ContentmarkError `ERR_ARGUMENT` for what is no envelope.
 * @example
 * ```ts
 * import { generateKey, localSigner, signSync, text } from 'contentmark';
 * import { pointerTo, resolvePointers } from 'contentmark/invisible';
 *
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(generateKey()), claims });
 * const pointer = pointerTo(mark);
 * console.log(pointer.length, resolvePointers([pointer], [mark])[0] === mark); // 24 true
 * ```
 */
export function pointerTo(envelope: Uint8Array | string): Uint8Array {
  if (typeof envelope !== 'string' && !(envelope instanceof Uint8Array)) {
    throw wrongArgument('envelope', 'Uint8Array or its text form', envelope);
  }
  const pointer = readPointer(envelope);
  if (pointer === undefined) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'is no envelope; give what sign returned',
      'envelope',
    );
  }
  return pointer;
}

/** Whether what `extract` found is a pointer: it is 24 bytes long. */
export function isPointer(found: Uint8Array): boolean {
  return found instanceof Uint8Array && found.length === POINTER_BYTES;
}

/**
 * What `extract` found, with each pointer replaced by the envelope that it points to. Give
 * the outcome to `verify`. A pointer whose envelope is not among them stays as it is, and
 * `verify` calls it malformed: a mark that was lost is not a text without a mark.
 * @param found what `extract` gave for the text.
 * @param envelopes bytes or text forms from wherever the caller keeps them; what is no
 * envelope is passed over.
 * @throws ContentmarkError `ERR_ARGUMENT` where one of the two is not an array.
 */
export function resolvePointers(
  found: readonly Uint8Array[],
  envelopes: readonly (Uint8Array | string)[],
): readonly Uint8Array[] {
  if (!Array.isArray(found)) throw wrongArgument('found', 'an array, as extract gives it', found);
  if (!Array.isArray(envelopes))
    throw wrongArgument('envelopes', 'an array of envelopes', envelopes);
  return (found as readonly Uint8Array[]).map((mark) =>
    isPointer(mark) ? (findEnvelope(mark, envelopes) ?? mark) : mark,
  );
}

function findEnvelope(
  pointer: Uint8Array,
  envelopes: readonly (Uint8Array | string)[],
): Uint8Array | undefined {
  for (const envelope of envelopes) {
    const named = readPointer(envelope);
    if (named !== undefined && equalBytes(named, pointer)) return toBytes(envelope);
  }
  return undefined;
}

function readPointer(envelope: unknown): Uint8Array | undefined {
  const bytes = toBytes(envelope);
  const decoded = bytes === undefined ? undefined : decodeEnvelope(bytes);
  if (decoded === undefined || decoded.reason !== undefined) return undefined;
  const { authority, sign1 } = decoded.envelope;
  const statement = sha256(encodeStatement(sign1.protectedHeader, sign1.payload));
  return concatBytes(readKeyId(authority), statement.subarray(0, STATEMENT_BYTES));
}

function toBytes(envelope: unknown): Uint8Array | undefined {
  if (envelope instanceof Uint8Array) return envelope;
  const isText = typeof envelope === 'string' && envelope.length <= MAX_TEXT_FORM;
  return isText ? decodeBase64url(envelope) : undefined;
}

function readKeyId(authority: Authority): Uint8Array {
  switch (authority.mode) {
    case 'single':
      return authority.keyId;
    case 'batch':
      return authority.receipt.statement.keyId;
    case 'thin':
      return NO_KEY_ID;
  }
}
