/**
 * Reads the marks in one stored value. Every carrier that keeps the mark in a field shares this.
 */

/** Not base64url, so it extracts as an unreadable mark. */
const UNREADABLE_TEXT = '=';

/**
 * The marks in one field: none where it is empty (platforms store `''` and `null` for
 * "no value"), the text where it has one, and an unreadable mark where it holds
 * something other than text.
 */
export function readCell(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string') return [UNREADABLE_TEXT];
  const trimmed = value.trim();
  return trimmed.length === 0 ? [] : [trimmed];
}
