/**
 * The invisible carrier of envelopes at the end of a text (docs/format.md,
 * "Invisible text"): U+FEFF, then a run of variation selectors that spells
 * `magic ‖ 01 ‖ length ‖ bytes`. Signing and checking look at the text without it,
 * so that marking a text does not change what the mark says about it.
 *
 * This file only finds where it begins. Reading it is the carrier's business.
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
const HEADER_LENGTH = 13;

/** The same 8,192 bytes that bound an envelope: a longer run is not ours. */
const MAX_CARRIED = 8192;

/**
 * The text without one trailing carrier of ours. A run that is not exactly as long
 * as it declares is not a carrier, stays in the text and so changes its digest.
 */
export function stripTrailingCarrier(text: string): string {
  const start = text.lastIndexOf('\ufeff');
  if (start === -1) return text;
  const bytes = readSelectors(text, start + 1);
  return bytes !== undefined && isCarrier(bytes) ? text.slice(0, start) : text;
}

/**
 * The bytes that variation selectors spell from `start` to the end of the text, or
 * `undefined` where anything else stands there. One selector a byte (vs256), or
 * two of the basic plane a byte (vs16): the first byte of the magic tells them
 * apart, since vs256 writes it outside the basic plane.
 */
export function readSelectors(text: string, start: number): Uint8Array | undefined {
  const units: number[] = [];
  const isWide = text.charCodeAt(start) === 0xdb40;
  const limit = (MAX_CARRIED + HEADER_LENGTH) * 2;
  for (let i = start; i < text.length; i++) {
    const code = text.codePointAt(i) as number;
    if (code >= 0xfe00 && code <= 0xfe0f) units.push(code - 0xfe00);
    else if (isWide && code >= 0xe0100 && code <= 0xe01ef) {
      units.push(code - 0xe0100 + 16);
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
  if (bytes.length < HEADER_LENGTH || bytes.length > HEADER_LENGTH + MAX_CARRIED) return false;
  for (let i = 0; i < INVISIBLE_MAGIC.length; i++) {
    if (bytes[i] !== INVISIBLE_MAGIC[i]) return false;
  }
  if (bytes[8] !== INVISIBLE_VERSION) return false;
  const declared = new DataView(bytes.buffer, bytes.byteOffset).getUint32(9);
  return declared > 0 && bytes.length === HEADER_LENGTH + declared;
}
