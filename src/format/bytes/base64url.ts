/**
 * Reads and writes unpadded base64url (RFC 4648 §5), strictly: each byte string has exactly one
 * text. Padding, foreign characters, an impossible length and non-zero spare bits are refused.
 * `Buffer.from` skips what it does not know and `Uint8Array.fromBase64` wants padding when strict,
 * so neither can tell two spellings apart.
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
  // Every mark on a page passes here, so the loop decides nothing: all it has seen is gathered in
  // two numbers, looked at once. What is not ASCII shows in `codes`, a foreign character in `sixes`.
  let codes = 0;
  let sixes = 0;
  let at = 0;
  let i = 0;
  for (; i < text.length - spare; i += 4) {
    const w = text.charCodeAt(i);
    const x = text.charCodeAt(i + 1);
    const y = text.charCodeAt(i + 2);
    const z = text.charCodeAt(i + 3);
    codes |= w | x | y | z;
    const a = SIXES[w & 127] as number;
    const b = SIXES[x & 127] as number;
    const c = SIXES[y & 127] as number;
    const d = SIXES[z & 127] as number;
    sixes |= a | b | c | d;
    bytes[at] = (a << 2) | (b >> 4);
    bytes[at + 1] = (b << 4) | (c >> 2);
    bytes[at + 2] = (c << 6) | d;
    at += 3;
  }
  // The last two or three characters carry four or two bits more than fill a byte. They must be
  // zero, or several texts name one byte string.
  if (spare > 0) {
    let rest = 0;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const six = SIXES[code & 127] as number;
      codes |= code;
      sixes |= six;
      rest = (rest << 6) | six;
    }
    const excess = spare === 2 ? 4 : 2;
    if ((rest & ((1 << excess) - 1)) !== 0) return undefined;
    if (spare === 3) bytes[at++] = rest >> (8 + excess);
    bytes[at] = rest >> excess;
  }
  return codes < 128 && sixes < INVALID ? bytes : undefined;
}
