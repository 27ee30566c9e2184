/**
 * Matches sentences with gaps, one of which takes a listed word. That word is looked for first; the
 * text to its left and right is then compared piece by piece, so that no gap is tried twice.
 */
import type { Row, Tables, Template } from './tables.ts';

/** What a template is compared with is a sentence, not a page. */
const MAX_TEXT = 400;

/** One template and what it is a sign of. */
interface Entry {
  readonly template: Template;
  readonly row: Row;
  /** A piece that stands unchanged in every text made of the template. */
  readonly piece: string;
}

/**
 * Prepares comparing a text with all templates. Each is known by its last word, or where it
 * ends with a gap by its longest piece; a text without is not compared.
 */
export function createMatchTemplates(
  tables: Tables,
): (text: string, report: (row: Row) => void) => void {
  const byEnd = new Map<string, Entry[]>();
  for (const { template, row } of tables.templates) {
    const pieces = [...template.left, ...template.right];
    const piece = pieces.reduce((a, b) => (b.length > a.length ? b : a));
    const end = lastWord(template.right.at(-1) as string);
    byEnd.set(end, [...(byEnd.get(end) ?? []), { template, row, piece }]);
  }
  const open = byEnd.get('') ?? [];
  byEnd.delete('');
  return (text, report) => {
    if (text.length > MAX_TEXT) return;
    const closed = byEnd.get(lastWord(text.trimEnd()));
    if (closed !== undefined) compare(text, closed, report);
    // The pieces begin within a sentence, so their case is fixed.
    if (open.some(({ piece }) => text.includes(piece))) compare(text, open, report);
  };
}

function compare(text: string, entries: readonly Entry[], report: (row: Row) => void): void {
  const plain = text.trim().toLowerCase();
  for (const { template, row } of entries) if (matchTemplate(plain, template)) report(row);
}

/** The letters at the end of a text, in lower case. */
function lastWord(text: string): string {
  let at = text.length;
  while (at > 0 && ((text.charCodeAt(at - 1) | 32) - 97) >>> 0 < 26) at -= 1;
  return text.slice(at).toLowerCase();
}

export function compileTemplate(source: string, nouns: readonly string[]): Template {
  const [left = '', right = ''] = source.toLowerCase().split('{noun}');
  return { left: left.split('{}'), right: right.split('{}'), nouns: new Set(nouns) };
}

/** Whether a text, in lower case and without white space around it, is the template filled in. */
function matchTemplate(text: string, { left, right, nouns }: Template): boolean {
  // Cheap, and enough to rule out nearly every text.
  if (!text.startsWith(left[0] as string) || !text.endsWith(right.at(-1) as string)) return false;
  for (const { 0: word, index } of text.matchAll(/[a-z]+/g)) {
    if (!nouns.has(word)) continue;
    const isLeft = fits(text.slice(0, index), left);
    if (isLeft && fits(text.slice(index + word.length), right)) return true;
  }
  return false;
}

/** Whether the pieces stand in this order, first at the start, last at the end, gaps not empty. */
function fits(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] as string;
  if (pieces.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at + 1);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) as string;
  return text.length - last.length > at && text.endsWith(last);
}
