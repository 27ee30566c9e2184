/**
 * Carries a mark in a `<script>` of its own type, at the end of the content. Browsers do not run a
 * script of an unknown type (HTML, "data block"). Sanitizers drop it.
 */
import { MARK_TYPE, markText } from '../../format/content/html/ignored.ts';
import { type Element, isHtml } from '../../format/content/html/tree.ts';
import type { Carrier } from '../carrier.ts';
import { type Host, readMarks, rewriteHost, type Splice } from './host.ts';

const HINT = /<script/i;

/** Carries a mark in a script element: at the end of a fragment, before `</body>` in a page. */
export function scriptCarrier(): Carrier<string> {
  return Object.freeze({
    name: 'html-script',
    write: (host: string, textForm: string) =>
      rewriteHost(host, textForm, (parsed) => splicesFor(parsed, textForm), marksOf),
    read: (host: string) => readMarks(host, HINT, marksOf),
  });
}

function marksOf({ elements }: Host): readonly string[] {
  return elements.filter(isMark).map(markText);
}

/**
 * Whether an element is a mark, also one with other attributes or damaged text. html-1 covers such
 * an element, so the mark is refused and not taken for absent.
 */
function isMark(element: Element): boolean {
  if (!isHtml(element) || element.tagName !== 'script') return false;
  const type = element.attrs.find(({ name }) => name === 'type')?.value;
  return type !== undefined && type.trim().toLowerCase() === MARK_TYPE;
}

function splicesFor({ elements, end }: Host, textForm: string): readonly Splice[] {
  const splices: Splice[] = [];
  for (const element of elements) {
    const at = element.sourceCodeLocation;
    if (at && isMark(element)) splices.push({ start: at.startOffset, end: at.endOffset, text: '' });
  }
  const text = `<script type="${MARK_TYPE}">${textForm}</script>`;
  return [...splices, { start: end, end, text }];
}
