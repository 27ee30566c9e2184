/**
 * Unpadded base64url (RFC 4648 §5), strict: one text for one byte string.
 * Padding, foreign characters, an impossible length and non-zero spare bits are
 * refused. `Buffer.from` skips what it does not know and `Uint8Array.fromBase64`
 * wants padding when strict, so neither can tell two spellings apart.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const INVALID = 64;

/** Six bits for each ASCII code; {@link INVALID} elsewhere. */
const SIXES: Uint8Array = /* @__PURE__ */ (() => {
  const table = new Uint8Array(128).fill(INVALID);
  for (let i = 0; i < ALPHABET.length; i++) table[ALPHABET.charCodeAt(i)] = i;
  return table;
})();

/** Writes bytes as unpadded base64url. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] as number;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    text += ALPHABET.charAt(a >> 2);
    text += ALPHABET.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    if (b === undefined) break;
    text += ALPHABET.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    if (c === undefined) break;
    text += ALPHABET.charAt(c & 63);
  }
  return text;
}

/** Reads unpadded base64url, or gives `undefined` for anything `encodeBase64url` would not print. */
export function decodeBase64url(text: string): Uint8Array | undefined {
  const spare = text.length % 4;
  if (spare === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const six = code < 128 ? (SIXES[code] as number) : INVALID;
    if (six === INVALID) return undefined;
    held = ((held << 6) | six) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  // The spare bits of the last character must be zero, or several texts name one byte string.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
