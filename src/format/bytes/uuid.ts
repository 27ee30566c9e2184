/** Converts UUIDs (RFC 9562 §4) between 16 bytes and their text in lower case with hyphens. */
import { decodeHex } from './bytes.ts';
import { decodeUtf8 } from './utf8.ts';

const DIGITS = '0123456789abcdef';
/** `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in ASCII. Filled anew for every id, so it may be shared. */
const TEXT: Uint8Array = /* @__PURE__ */ new Uint8Array(36);

/**
 * The text of a UUID's 16 bytes. Decoded in one piece: put together piece by piece, an engine
 * keeps it as a tree, which takes more room in a cache than all other claims together.
 */
export function formatUuid(bytes: Uint8Array): string {
  let at = 0;
  for (const byte of bytes) {
    if (at === 8 || at === 13 || at === 18 || at === 23) TEXT[at++] = 0x2d;
    TEXT[at++] = DIGITS.charCodeAt(byte >> 4);
    TEXT[at++] = DIGITS.charCodeAt(byte & 15);
  }
  // ASCII, which always decodes.
  return decodeUtf8(TEXT.subarray(0, at)) as string;
}

/** The 16 bytes of a UUID's text, or `undefined`. */
export function parseUuid(id: string): Uint8Array | undefined {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? decodeHex(id.replaceAll('-', ''))
    : undefined;
}
