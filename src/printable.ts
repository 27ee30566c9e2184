/** Makes text from outside safe to show on a terminal, on a page or in a log. */
import { encodeHex } from './hex.ts';

/**
 * Matches characters that are invisible or change how others are shown: controls (C0 and C1, also a
 * single U+009B, which terminals take for an escape sequence), format characters (bidi, zero-width,
 * soft hyphen, tags), line and paragraph separators, and all that Unicode says to show as nothing
 * (fillers, variation selectors).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text with each unseen character as `\u{…}`: an escape sequence in a product title must not clear the
 * screen, and an issuer must not look like another one. A lone surrogate becomes U+FFFD.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`);
}

/**
 * A value as one line of JSON: bytes as hexadecimal, a Map as an object. Unseen characters are escaped as
 * JSON escapes them, so whoever parses it reads the same value, and whoever looks at it sees them.
 * `fromEntries` defines properties, so that a name "__proto__" stays a member.
 */
export function toJson(value: unknown): string {
  const written = JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Uint8Array) return encodeHex(item);
    return item instanceof Map ? Object.fromEntries(item) : item;
  });
  // In what JSON.stringify prints on one line they stand inside of strings only.
  return written.replace(UNSEEN, escapeUnits);
}

/** A number with its thousands apart: 1,204,033. */
export function printableNumber(value: number): string {
  return value.toLocaleString('en-US');
}

/** Each UTF-16 unit, as JSON knows no other escape. */
function escapeUnits(character: string): string {
  let escaped = '';
  for (let i = 0; i < character.length; i++)
    escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return escaped;
}
