/**
 * Reads and removes the invisible carrier at the end of a text (docs/format.md, "Invisible text"):
 * U+FEFF, then a run of variation selectors that spells `magic ‖ 01 ‖ length ‖ bytes`. Signing and
 * checking look at the text without it, so that marking a text does not change what the mark says
 * about it.
 *
 * All constants of the run are defined here: text-1 strips it, and the carrier (carry/invisible.ts)
 * writes and reads it.
 */

/** `contmark`: eight bytes of our own, so that no other tool takes the run for its own. */
export const INVISIBLE_MAGIC: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0x63,
  0x6f,
  0x6e,
  0x74,
  0x6d,
  0x61,
  0x72,
  0x6b,
);

/** Format version, behind the magic. */
export const INVISIBLE_VERSION = 1;

/** Magic, version, length as 32 bits big-endian. */
export const INVISIBLE_HEADER_BYTES = 13;

/** The length of a pointer (carry/invisible-pointer.ts); no envelope is as short. */
export const POINTER_BYTES = 24;

/** The same 8,192 bytes that bound an envelope: a longer run is not ours. */
export const MAX_INVISIBLE_BYTES = 8192;

/** Stands before the run: a zero-width no-break space. */
export const RUN_MARK = '\ufeff';

/** The first of the 16 selectors of the basic plane, U+FE00 to U+FE0F. */
export const FIRST_SELECTOR = 0xfe00;

/** The first of the 240 selectors of plane 14, U+E0100 to U+E01EF. */
export const FIRST_SUPPLEMENT = 0xe0100;

/** The high surrogate that all 240 of them begin with in UTF-16. */
const SUPPLEMENT_LEAD = 0xdb40;

/** One carrier of ours at the end of a text. */
export interface TrailingCarrier {
  /** Index of its U+FEFF: the text without the carrier ends there. */
  readonly start: number;
  /** What it carries, 1 to 8,192 bytes. */
  readonly bytes: Uint8Array;
}

/**
 * The carrier of ours that ends the text. A run that is not exactly as long as it
 * declares is none: it stays in the text and so changes its digest.
 */
export function readTrailingCarrier(text: string): TrailingCarrier | undefined {
  const start = text.lastIndexOf(RUN_MARK);
  if (start === -1) return undefined;
  const run = readSelectors(text, start + 1);
  if (run === undefined || !isCarrier(run)) return undefined;
  return { start, bytes: run.subarray(INVISIBLE_HEADER_BYTES) };
}

/** Whether bytes decode as an envelope. Never throws. */
export type IsEnvelope = (bytes: Uint8Array) => boolean;

/**
 * The text without one trailing carrier of an envelope or a pointer. A carrier of anything
 * else stays: 8,192 bytes of somebody else's would ride along with a text that verifies.
 */
export function stripTrailingCarrier(text: string, isEnvelope: IsEnvelope): string {
  const carrier = readTrailingCarrier(text);
  if (carrier === undefined) return text;
  const { start, bytes } = carrier;
  return bytes.length === POINTER_BYTES || isEnvelope(bytes) ? text.slice(0, start) : text;
}

/**
 * The bytes that variation selectors spell from `start` to the end of the text, or
 * `undefined` where anything else stands there. One selector a byte (vs256), or
 * two of the basic plane a byte (vs16): the first byte of the magic tells them
 * apart, since vs256 writes it outside the basic plane.
 */
export function readSelectors(text: string, start: number): Uint8Array | undefined {
  const units: number[] = [];
  const isWide = text.charCodeAt(start) === SUPPLEMENT_LEAD;
  const limit = (MAX_INVISIBLE_BYTES + INVISIBLE_HEADER_BYTES) * 2;
  for (let i = start; i < text.length; i++) {
    const code = text.codePointAt(i) as number;
    if (code >= FIRST_SELECTOR && code < FIRST_SELECTOR + 16) units.push(code - FIRST_SELECTOR);
    else if (isWide && code >= FIRST_SUPPLEMENT && code < FIRST_SUPPLEMENT + 240) {
      units.push(code - FIRST_SUPPLEMENT + 16);
      i += 1;
    } else return undefined;
    if (units.length > limit) return undefined;
  }
  if (isWide) return Uint8Array.from(units);
  if (units.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(units.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = ((units[2 * i] as number) << 4) | (units[2 * i + 1] as number);
  }
  return bytes;
}

function isCarrier(bytes: Uint8Array): boolean {
  if (
    bytes.length < INVISIBLE_HEADER_BYTES ||
    bytes.length > INVISIBLE_HEADER_BYTES + MAX_INVISIBLE_BYTES
  ) {
    return false;
  }
  for (let i = 0; i < INVISIBLE_MAGIC.length; i++) {
    if (bytes[i] !== INVISIBLE_MAGIC[i]) return false;
  }
  if (bytes[8] !== INVISIBLE_VERSION) return false;
  const declared = new DataView(bytes.buffer, bytes.byteOffset).getUint32(9);
  return declared > 0 && bytes.length === INVISIBLE_HEADER_BYTES + declared;
}
