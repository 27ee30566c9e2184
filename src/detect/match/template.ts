/**
 * Sentences with gaps, one of which takes a listed word. That word is looked for first; what
 * stands to its left and right is then compared piece by piece, so that no gap is tried twice.
 */

/** A sentence in lower case, cut at its listed word and at its other gaps. */
export interface Template {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly nouns: ReadonlySet<string>;
}

/** What a template is compared with is a sentence, not a page. */
export const MAX_TEMPLATE_TEXT = 400;

export function compileTemplate(source: string, nouns: readonly string[]): Template {
  const [left = '', right = ''] = source.toLowerCase().split('{noun}');
  return { left: left.split('{}'), right: right.split('{}'), nouns: new Set(nouns) };
}

/** Whether a text, in lower case and without white space around it, is the template filled in. */
export function matchTemplate(text: string, { left, right, nouns }: Template): boolean {
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
