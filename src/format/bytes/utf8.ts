/**
 * Encodes and decodes UTF-8 (RFC 3629), strictly. The runtime's own codec is used where there is
 * one. Bare JavaScript engines have none, and a mark must read the same there.
 */

/** UTF-8 of a string. The caller has made sure that it is well formed. */
export const encodeUtf8: (text: string) => Uint8Array = /* @__PURE__ */ (() => {
  if (typeof TextEncoder === 'undefined') return encodeByHand;
  const encoder = new TextEncoder();
  return (text: string) => encoder.encode(text);
})();

/** Text of UTF-8 bytes, or `undefined` where they are not UTF-8. */
export const decodeUtf8: (bytes: Uint8Array) => string | undefined = /* @__PURE__ */ (() => {
  if (typeof TextDecoder === 'undefined') return decodeByHand;
  // `ignoreBOM` keeps a leading U+FEFF: dropping it would let two byte strings
  // decode to one text. `fatal` refuses what would become U+FFFD for the same reason.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (bytes: Uint8Array) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };
})();

/** {@link encodeUtf8} without a codec of the runtime's. */
export function encodeByHand(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    bytes.push(more === 0 ? code : ((0xff00 >> (more + 1)) & 0xff) | (code >> (6 * more)));
    for (let i = more - 1; i >= 0; i--) bytes.push(0x80 | ((code >> (6 * i)) & 0x3f));
  }
  return Uint8Array.from(bytes);
}

/** The least code point of a sequence with so many continuation bytes: less is overlong (§3). */
const LEAST = [0, 0x80, 0x800, 0x10000];

/** {@link decodeUtf8} without a codec of the runtime's. */
export function decodeByHand(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at++] as number;
    const more = first < 0x80 ? 0 : first < 0xc0 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (more < 0 || first > 0xf4) return undefined;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let i = 0; i < more; i++) {
      const next = bytes[at++] as number;
      // Nor does one continue that is cut off: `undefined >> 6` is 0.
      if (next >> 6 !== 2) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < (LEAST[more] as number) || code > 0x10ffff || isSurrogate) return undefined;
    text += String.fromCodePoint(code);
  }
  return text;
}
