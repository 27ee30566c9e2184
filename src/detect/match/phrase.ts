/**
 * Matches words in a given order. A phrase is found by its rarest word and then compared to both
 * sides. White space between words may be of any kind, so a line break or a non-breaking space in
 * HTML hides nothing.
 */

/** A phrase, cut at the word that it is found by. */
export interface Phrase {
  /** Lower case. */
  readonly anchor: string;
  readonly before: string;
  readonly after: string;
}

/** More white space than this between two words is no longer one phrase. */
const MAX_GAP = 64;

export function compilePhrase(source: string): Phrase {
  const text = source.toLowerCase();
  let anchor = '';
  let at = 0;
  for (const { 0: word, index } of text.matchAll(/[a-z0-9_]+/g)) {
    if (rarity(word) > rarity(anchor)) [anchor, at] = [word, index];
  }
  return { anchor, before: text.slice(0, at), after: text.slice(at + anchor.length) };
}

/** Long words of phrases that product copy is full of. */
const COMMON: readonly string[] = [
  'company',
  'compression',
  'connectivity',
  'description',
  'designed',
  'durability',
  'functionality',
  'graphics',
  'ingredients',
  'keeping',
  'keyboard',
  'beautiful',
  'material',
  'natural',
  'product',
  'recreational',
];

/** How seldom a word stands in other texts, roughly: long words do, and words with digits. */
function rarity(word: string): number {
  if (COMMON.includes(word)) return 1;
  return word.length + (/[a-z]\d|\d[a-z]/.test(word) ? 8 : 0);
}

/** Whether the phrase stands around an anchor at `start` to `end`, between word boundaries. */
export function matchPhrase(text: string, start: number, end: number, phrase: Phrase): boolean {
  const from = matchBackward(text, start, phrase.before);
  if (from === -1 || isWord(text.charCodeAt(from - 1))) return false;
  const to = matchForward(text, end, phrase.after);
  return to !== -1 && !isWord(text.charCodeAt(to));
}

/** Where the match ends, or -1. */
function matchForward(text: string, start: number, wanted: string): number {
  let at = start;
  for (let i = 0; i < wanted.length; i++) {
    const code = wanted.charCodeAt(i);
    if (code === SPACE) {
      const end = skipSpace(text, at, 1);
      if (end === at) return -1;
      at = end;
    } else if (code === lower(text.charCodeAt(at))) {
      at += 1;
      if (code === AMPERSAND && text.startsWith('amp;', at)) at += 4;
    } else return -1;
  }
  return at;
}

/** Where the match begins, or -1. */
function matchBackward(text: string, end: number, wanted: string): number {
  let at = end;
  for (let i = wanted.length - 1; i >= 0; i--) {
    const code = wanted.charCodeAt(i);
    if (code === SPACE) {
      const start = skipSpace(text, at, -1);
      if (start === at) return -1;
      at = start;
    } else if (code === AMPERSAND && text.startsWith('&amp;', at - 5)) at -= 5;
    else if (at > 0 && code === lower(text.charCodeAt(at - 1))) at -= 1;
    else return -1;
  }
  return at;
}

function skipSpace(text: string, from: number, step: 1 | -1): number {
  let at = from;
  for (let gap = 0; gap < MAX_GAP; gap++) {
    const code = text.charCodeAt(step === 1 ? at : at - 1);
    if (isSpace(code)) at += step;
    else if (step === 1 && text.startsWith('&nbsp;', at)) at += 6;
    else if (step === -1 && at >= 6 && text.startsWith('&nbsp;', at - 6)) at -= 6;
    else break;
  }
  return at;
}

const SPACE = 32;
const AMPERSAND = 38;

function isSpace(code: number): boolean {
  return code === SPACE || (code >= 9 && code <= 13) || code === 0xa0;
}

/** Lower case of ASCII; a typographic apostrophe counts as the plain one. */
function lower(code: number): number {
  if (code === 0x2019) return 39;
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** A letter, a digit, `_`, or anything beyond ASCII that is no space; not the end of the text. */
function isWord(code: number): boolean {
  if (code < 128) {
    const isDigit = code >= 48 && code <= 57;
    const letter = code | 32;
    return isDigit || code === 95 || (letter >= 97 && letter <= 122);
  }
  // NaN at both ends of the text compares false.
  return code > 0xbf && code < 0x2000;
}
