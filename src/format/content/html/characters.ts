/**
 * Normalizes the characters of text and attribute values in canonical HTML: white space, NFC,
 * escapes.
 */
import { findNfcProblem } from '../nfc.ts';
import { HtmlProblem } from './tree.ts';

/** ASCII white space, as HTML trims it from the value of an attribute. */
export const HTML_SPACES = '\t\n\f\r ';

const NO_BREAK = '\u00a0';

/** What HTML calls white space. */
const SPACES = /[\t\n\f\r ]+/g;

/** The same with the no-break space, of which editors write and remove single ones at will. */
const GAPS = /([\t\n\f\r \u00a0]+)/;

/**
 * The most no-break spaces in a row of words that count as spaces. More than an editor or a
 * typographer writes make a line that does not break.
 */
const MAX_JOINTS = 4;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '=': '&#61;',
  ':': '&#58;',
};

/**
 * Each run of white space as one space. A no-break space is white space where it stands alone or
 * beside white space, and is itself where there are two in a run or more than four of them
 * between two places where a line can break: with those, words are pushed out of sight.
 */
export function collapse(text: string): string {
  if (!text.includes(NO_BREAK)) return text.replace(SPACES, ' ');
  // Words and, at odd places, the gaps between them.
  const pieces = text.split(GAPS);
  let joints: number[] = [];
  const settle = (): void => {
    const written = joints.length > MAX_JOINTS ? NO_BREAK : ' ';
    for (const place of joints) pieces[place] = written;
    joints = [];
  };
  for (let i = 1; i < pieces.length; i += 2) {
    const gap = pieces[i] as string;
    if (gap === NO_BREAK) {
      joints.push(i);
      continue;
    }
    const first = gap.indexOf(NO_BREAK);
    const isRun = first !== -1 && gap.includes(NO_BREAK, first + 1);
    const collapsed = gap.replace(SPACES, ' ');
    if (collapsed.includes(' ')) settle();
    pieces[i] = isRun ? collapsed : ' ';
  }
  settle();
  return pieces.join('');
}

/** Normalization form C, of one text or one value: over markup, `>` and U+0338 would become one character. */
export function compose(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  const problem = findNfcProblem(text);
  if (problem !== undefined) throw new HtmlProblem(problem);
  return text.normalize('NFC');
}

/** Text and attribute values: nothing in them can look like markup. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] as string);
}

/** Names: HTML allows all but white space, `/` and `>` in them; the colon is ours to mark a namespace. */
export function escapeName(name: string): string {
  return name.replace(/[&<>"=:]/g, (character) => ESCAPES[character] as string);
}
