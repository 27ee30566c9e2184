/** Step 1 of a check: finds the one mark among all that a host carries, and decodes it. */

import { isArray, isBytes, wrongArgument } from '../errors.ts';
import { encodeBase64url } from '../format/bytes/base64url.ts';
import { equalBytes } from '../format/bytes/bytes.ts';
import type { TextMemo } from '../format/bytes/text-memo.ts';
import { type DecodedEnvelope, decodeEnvelope } from '../format/envelope/decode.ts';
import { MAX_ENVELOPE_BYTES } from '../format/envelope/limits.ts';
import type { RootMemory } from './roots.ts';
import { ABSENT, type Absent, type Rejected, reject } from './verdict.ts';

/**
 * What stands on the host: an envelope's bytes, its text form, all that `extract`
 * found there, or nothing. An empty string is nothing: platforms store it for "no value".
 */
export type MarkInput = Uint8Array | string | readonly (Uint8Array | string)[] | null | undefined;

/** The longest text form that can hold an envelope; a longer one is not decoded. */
const MAX_TEXT_FORM = Math.ceil((MAX_ENVELOPE_BYTES * 4) / 3);

/** A mark that has been decoded. With a private name, so that nothing from outside can pass for one. */
export class ReadMark {
  readonly #isOwn = true;
  readonly status = 'read';
  /** What its bytes say. Nothing in it is believed before the signature holds. */
  readonly envelope: DecodedEnvelope;
  readonly sizeBytes: number;

  constructor(envelope: DecodedEnvelope, sizeBytes: number) {
    this.envelope = envelope;
    this.sizeBytes = sizeBytes;
  }

  /** Whether a value is a decoded mark. Not by `instanceof`, which throws for a revoked proxy. */
  static isOne(value: unknown): value is ReadMark {
    return typeof value === 'object' && value !== null && #isOwn in value;
  }
}

/** What a verifier remembers, so that it need not be read again. */
export interface Remembered {
  readonly roots?: Pick<RootMemory, 'findKnown'>;
  /** Texts read before. */
  readonly memo?: TextMemo;
}

/**
 * Reads the one mark that is given, or gives the verdict where there is none, where two differ, or
 * where it is no envelope.
 * @throws ContentmarkError `ERR_ARGUMENT` where it is neither bytes nor text.
 */
export function readMark(
  given: MarkInput | ReadMark,
  decode: Decode,
  remembered: Remembered = {},
): ReadMark | Rejected | Absent {
  if (ReadMark.isOne(given)) return given;
  const found = findMark(given);
  return typeof found === 'string' || found instanceof Uint8Array
    ? decodeMark(found, decode, remembered)
    : found;
}

/** Reads strict base64url: the runtime's own way, or bytes/base64url.ts. */
type Decode = (text: string) => Uint8Array | undefined;

/** Decodes one mark. Never throws. */
export function decodeMark(
  mark: string | Uint8Array,
  decode: Decode,
  { roots, memo }: Remembered = {},
): ReadMark | Rejected {
  const bytes = decodeForm(mark, decode);
  if (!(bytes instanceof Uint8Array)) return bytes;
  // What is decoded keeps views of its bytes, and the caller may reuse theirs.
  const decoded = decodeEnvelope(bytes === mark ? copyOf(bytes) : bytes, undefined, {
    findKnown: roots?.findKnown,
    memo,
  });
  return decoded.reason === undefined
    ? new ReadMark(decoded.envelope, bytes.length)
    : reject(decoded.reason, decoded.detail);
}

/**
 * The one mark that is given, as it came, or the verdict where there is none, or where two differ.
 * @throws ContentmarkError `ERR_ARGUMENT` where it is neither bytes nor text.
 */
export function findMark(given: MarkInput): string | Uint8Array | Rejected | Absent {
  if (typeof given === 'string') return given.length === 0 ? ABSENT : given;
  if (given === undefined || given === null) return ABSENT;
  if (isBytes(given)) return given;
  if (!isArray(given)) {
    throw wrongArgument('mark', 'Uint8Array, text form, an array of them, or undefined', given);
  }
  return readAll(given as readonly (Uint8Array | string)[]);
}

function readAll(found: readonly (Uint8Array | string)[]): string | Uint8Array | Rejected | Absent {
  const marks: (string | Uint8Array)[] = [];
  for (const item of found) {
    if (typeof item !== 'string' && !isBytes(item)) {
      throw wrongArgument('mark', 'an array of Uint8Array or text forms', item);
    }
    if (item !== '') marks.push(item);
  }
  const [first, ...others] = marks;
  if (first === undefined) return ABSENT;
  // The same mark found twice, as on a page that shows it twice, is one. Two that differ are
  // ambiguous whatever they hold: text forms are compared as they stand, and none is decoded.
  for (const other of others) {
    if (!isSame(first, other)) {
      return reject('ambiguous', 'two different marks stand on this host');
    }
  }
  return first;
}

function isSame(a: Uint8Array | string, b: Uint8Array | string): boolean {
  if (typeof a === 'string') return typeof b === 'string' ? a === b : isTextFormOf(a, b);
  return typeof b === 'string' ? isTextFormOf(b, a) : equalBytes(a, b);
}

/**
 * Whether a text is the text form of these bytes. Lengths are compared first, because bytes of any
 * size may stand beside a text.
 */
function isTextFormOf(text: string, bytes: Uint8Array): boolean {
  return text.length === Math.ceil((bytes.length * 4) / 3) && text === encodeBase64url(bytes);
}

/** The bytes of a mark or of a signed root, or the verdict where a text is no text form. */
export function decodeForm(form: string | Uint8Array, decode: Decode): Uint8Array | Rejected {
  if (typeof form !== 'string') return form;
  if (form.length > MAX_TEXT_FORM) {
    return reject(
      'too-large',
      `a text form of ${form.length} characters, at most ${MAX_TEXT_FORM}`,
    );
  }
  const bytes = decode(form);
  if (bytes !== undefined) return bytes;
  const isOther = /^[\w+/-]+={0,2}$/.test(form);
  const hint = isOther
    ? ': it looks like padded or plain base64, so take "=" off, and write - and _ for + and /'
    : '';
  return reject('malformed', `not unpadded base64url${hint}`);
}

/** A copy of what may be decoded; what is too large is refused by its length alone. Not slice(): a Buffer's is a view. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  return bytes.length > MAX_ENVELOPE_BYTES ? bytes : new Uint8Array(bytes);
}
