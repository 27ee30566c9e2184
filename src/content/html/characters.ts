/** The characters of text and attribute values in canonical HTML: white space, NFC, escapes. */
import { findNfcProblem } from '../nfc.ts';
import { HtmlProblem } from './tree.ts';

/** ASCII white space, as HTML trims it from the value of an attribute. */
export const HTML_SPACES = '\t\n\f\r ';

/** What HTML calls white space, and the no-break space, which editors write and remove at will. */
const SPACES = /[\t\n\f\r \u00a0]+/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '=': '&#61;',
  ':': '&#58;',
};

/** Each run of white space as one space. */
export function collapse(text: string): string {
  return text.replace(SPACES, ' ');
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
