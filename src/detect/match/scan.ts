/**
 * Matches everything that can be anywhere in a text, in one pass over its characters. A character
 * costs a table look-up and a multiplication; text is cut out and compared only where a word, a run
 * of digits or a host may be listed.
 */
import type { FieldKind } from '../markers/marker.ts';
import { matchHost } from './host.ts';
import { matchNumberRun, reportAddress } from './number-run.ts';
import { matchPhrase } from './phrase.ts';
import type { Row, Tables } from './tables.ts';

/** Takes a row that was found; `atMost` where what stands around it leaves a doubt. */
export type Report = (row: Row, field: FieldKind, atMost?: 'warn' | 'info') => void;

/**
 * Looks through part of a text. In the path and query of a URL, where `isUrlTail`, a host
 * counts only where it is marked as one: `/picsum.photos/1.jpg` is a file.
 */
export type Scan = (
  text: string,
  start: number,
  end: number,
  field: FieldKind,
  report: Report,
  isUrlTail?: boolean,
) => void;

/** Fields whose whole value is an address, so that a bare host there is meant as one. */
const ADDRESS_FIELDS: readonly FieldKind[] = ['email', 'url', 'image'];

// Classes of characters, as bits.
const LETTER = 1;
const DIGIT = 2;
const UNDERSCORE = 4;
const HYPHEN = 8;
const DOT = 16;
const WORD = LETTER | DIGIT | UNDERSCORE;
const HOST = WORD | HYPHEN | DOT;

const CLASS_OF: Uint8Array = /* @__PURE__ */ (() => {
  const classes = new Uint8Array(128);
  for (let code = 48; code <= 57; code++) classes[code] = DIGIT;
  for (let code = 97; code <= 122; code++) {
    classes[code] = LETTER;
    classes[code - 32] = LETTER;
  }
  classes[95] = UNDERSCORE;
  classes[45] = HYPHEN;
  classes[46] = DOT;
  return classes;
})();

/**
 * A text without any of these holds no host, number or key that is listed: a dot before a
 * letter, "://", three digits in a row, two in groups, an underscore, the start of 3fff::/20.
 */
const SIGNS =
  /[@_]|:\/\/|\.[a-z\u0080-\uffff]|\d{3}|\d[ .()/\u00a0\u2010\u2011\u2013-]{1,2}\d|\dfff:/i;

/** From here on two tests by the runtime's own matcher are faster than reading each character. */
const LONG_TEXT = 128;

/** Hashes that no listed word has are told apart by one look; a power of two. */
const FILTER_SIZE = 16_384;

/** No listed word is longer. */
const MAX_WORD = 32;

/** With which the documentation addresses of IPv6 begin. */
const IPV6_WORDS: readonly string[] = ['2001', '3fff'];

/** Prepares the pass. */
export function createScan(tables: Tables): Scan {
  const filter = new Uint8Array(FILTER_SIZE);
  const thirds = new Set(tables.triples.flatMap(({ third }) => [...third]));
  const seconds = new Set(tables.triples.flatMap(({ second }) => [...second]));
  const words = createWordTest(tables);
  for (const word of [...tables.phrases.keys(), ...thirds, ...IPV6_WORDS]) {
    let hash = 0;
    for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
    filter[hash & (FILTER_SIZE - 1)] = 1;
  }

  function checkWord(
    text: string,
    start: number,
    end: number,
    field: FieldKind,
    report: Report,
  ): void {
    if (end - start > MAX_WORD) return;
    const word = text.slice(start, end).toLowerCase();
    for (const { phrase, row } of tables.phrases.get(word) ?? []) {
      if (matchPhrase(text, start, end, phrase)) report(row, field);
    }
    if (field === 'name' && thirds.has(word)) checkTriple(text, start, word, field, report);
    if (text[end] === ':' && IPV6_WORDS.includes(word)) {
      const address = /^[0-9a-f:.]{2,45}/i.exec(text.slice(start, start + 45))?.[0] ?? '';
      reportAddress(address, tables, (row) => report(row, field));
    }
  }

  function checkTriple(
    text: string,
    start: number,
    word: string,
    field: FieldKind,
    report: Report,
  ): void {
    const second = wordBefore(text, start);
    if (second === '' || !seconds.has(second)) return;
    const first = wordBefore(text, start - second.length - 1);
    for (const triple of tables.triples) {
      const isFound =
        triple.third.has(word) && triple.second.has(second) && triple.first.has(first);
      if (isFound) report(triple.row, field);
    }
  }

  function checkHost(
    text: string,
    start: number,
    end: number,
    field: FieldKind,
    report: Report,
    isUrlTail: boolean,
  ): void {
    // "first.last@": the local part of an e-mail address, or who a URL logs in as.
    if (text[end] === '@') return;
    const isMarked = isBehindAddressSign(text, start);
    if (isUrlTail && !isMarked && text[start - 1] !== '=') return;
    const isAddress = isMarked || ADDRESS_FIELDS.includes(field) || isWww(text, start);
    const context = isAddress ? 'address' : 'bare';
    matchHost(text, start, end, context, tables, (row) => report(row, field));
  }

  function checkPrefix(
    text: string,
    start: number,
    end: number,
    field: FieldKind,
    report: Report,
  ): void {
    for (const { prefix, more, row } of tables.prefixes) {
      if (end - start >= prefix.length + more && text.startsWith(prefix, start)) {
        report(row, field);
      }
    }
  }

  return (text, start, end, field, report, isUrlTail = false) => {
    const isAddressField = ADDRESS_FIELDS.includes(field);
    const isLong = end - start >= LONG_TEXT && field === 'text';
    if (isLong && !SIGNS.test(text) && !words.test(text)) return;
    let hostStart = -1;
    let isBehindDot = false;
    let hasDot = false;
    /** Digits before this have been read as part of a run. */
    let numbersUntil = start;
    let at = start;
    while (at < end) {
      let code = text.charCodeAt(at);
      let kind = classOf(code);
      if ((kind & WORD) !== 0) {
        const wordStart = at;
        if (hostStart === -1) {
          hostStart = at;
          hasDot = false;
        } else if (isBehindDot) hasDot = true;
        isBehindDot = false;
        if (kind === DIGIT && at >= numbersUntil) {
          numbersUntil = matchNumberRun(text, at, end, tables, (row) => report(row, field));
        }
        let classes = 0;
        let hash = 0;
        do {
          classes |= kind;
          // LETTER is 1, and 1 << 5 is the bit that tells lower case.
          hash = step(hash, code | ((kind & LETTER) << 5));
          at += 1;
          if (at === end) {
            kind = 0;
            break;
          }
          code = text.charCodeAt(at);
          kind = classOf(code);
        } while ((kind & WORD) !== 0);
        if (filter[hash & (FILTER_SIZE - 1)] === 1) checkWord(text, wordStart, at, field, report);
        if ((classes & UNDERSCORE) !== 0) checkPrefix(text, wordStart, at, field, report);
        if (at === end) break;
      }
      // What stands at `at` belongs to no word.
      if ((kind & HOST) !== 0) {
        isBehindDot = kind === DOT;
      } else if (hostStart !== -1) {
        if (hasDot || isHostWithoutDot(text, hostStart, at, start, isAddressField)) {
          checkHost(text, hostStart, at, field, report, isUrlTail);
        }
        hostStart = -1;
      }
      at += 1;
    }
    if (hostStart === -1) return;
    if (hasDot || isHostWithoutDot(text, hostStart, end, start, isAddressField)) {
      checkHost(text, hostStart, end, field, report, isUrlTail);
    }
  };
}

/** "http://test/", and in a field of addresses "jo@test" and "localhost:80": no dot, still a host. */
function isHostWithoutDot(
  text: string,
  hostStart: number,
  hostEnd: number,
  start: number,
  isAddressField: boolean,
): boolean {
  // Never asked for what is before the text: an index out of range makes every look-up slower.
  const before = hostStart === 0 ? 0 : text.charCodeAt(hostStart - 1);
  if (before === SLASH && text.startsWith('://', hostStart - 3)) return true;
  if (!isAddressField) return false;
  if (before === SLASH || before === AT) return isBehindAddressSign(text, hostStart);
  return hostStart === start && /^:\d/.test(text.slice(hostEnd, hostEnd + 2));
}

const SLASH = 47;
const AT = 64;

/** Whether a text may hold a word that a phrase is found by. */
function createWordTest(tables: Tables): RegExp {
  // Letters, digits and "_" only (compilePhrase): nothing in a word is syntax.
  const words = [...tables.phrases.keys()];
  return words.length === 0 ? /(?!)/ : new RegExp(`\\b(?:${words.join('|')})\\b`, 'i');
}

/** The word before a single space, in lower case; empty where there is none. */
function wordBefore(text: string, start: number): string {
  const end = start - 1;
  if (end < 1) return '';
  const space = text.charCodeAt(end);
  if (space !== 32 && space !== 0xa0) return '';
  const first = Math.max(0, end - MAX_WORD);
  let at = end;
  while (at > first && (classOf(text.charCodeAt(at - 1)) & LETTER) !== 0) at -= 1;
  return text.slice(at, end).toLowerCase();
}

function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** Whether `//` or `@` stands right before. */
function isBehindAddressSign(text: string, start: number): boolean {
  if (start === 0) return false;
  const before = text.charCodeAt(start - 1);
  if (before !== SLASH || start === 1) return before === AT;
  return text.charCodeAt(start - 2) === SLASH;
}

function isWww(text: string, start: number): boolean {
  return text.slice(start, start + 4).toLowerCase() === 'www.';
}

/** Letters beyond ASCII belong to words and hosts, and no listed word has one; the rest divides. */
function classOf(code: number): number {
  if (code < 128) return CLASS_OF[code] as number;
  const isLetter =
    code > 0xbf && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x303f);
  return isLetter ? LETTER : 0;
}
