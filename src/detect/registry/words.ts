/**
 * Splits a text into the words that fingerprints are made of, without mark-up, case, punctuation
 * and white space, so that a description and the same one without its HTML have the same words.
 */

/** Longer texts are looked at up to here: a fingerprint of so many words changes little by what follows. */
const MAX_CHARACTERS = 262_144;

/** Tags and comments; `[^<>]` keeps the work linear in texts of open brackets. */
const TAG = /<[^<>]*>/g;
const ENTITY = /&(?:#\d{1,10}|#x[0-9a-f]{1,8}|[a-z][a-z0-9]{1,31});/gi;
const MARKS = /\p{M}{32}/u;
const ALL_MARKS = /\p{M}{32,256}/gu;
const WORD = /[\p{L}\p{N}]+/gu;

const NAMED: Readonly<Record<string, string>> = {
  __proto__: null as never,
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The words in order, in lower case, in compatibility form (NFKC): `ﬁt` and `fit` are one word. */
export function wordsOf(value: string): readonly string[] {
  let text = value.length > MAX_CHARACTERS ? value.slice(0, MAX_CHARACTERS) : value;
  if (text.includes('<')) text = text.replace(TAG, ' ');
  if (text.includes('&')) text = text.replace(ENTITY, decodeEntity);
  // Composition takes the square of the length of such a run, which no language writes.
  if (MARKS.test(text)) text = text.replaceAll(ALL_MARKS, ' ');
  return text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
}

/** A character by its number, or one of the few that texts have by name; anything else parts two words. */
function decodeEntity(entity: string): string {
  const name = entity.slice(1, -1);
  if (name[0] !== '#') return NAMED[name.toLowerCase()] ?? ' ';
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
