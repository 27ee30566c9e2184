/// <reference lib="dom" />
/** Finds a marked content on a page, with its marks, as the HTML carriers write them. */

const ATTRIBUTE = 'data-contentmark';
const SCRIPT = 'script[type="application/vnd.contentmark+cose" i]';

/** A content of a page. */
export interface Found {
  /** Text forms of every mark on it. */
  readonly marks: readonly string[];
  /** The content itself. The HTML has its marks in it, which html-1 and html-text-1 leave out. */
  readonly text: string;
  readonly html: string;
}

/**
 * The one element of the page with this id, and not in marked content: whoever writes a
 * description can give any id to an element of theirs, and must not choose by it which keys
 * count or what is compared.
 * @throws Error where there is none, or another beside it.
 */
export function findOnly(kind: string, id: string): Element {
  const [only, other] = [...document.querySelectorAll(`${kind}[id="${CSS.escape(id)}"]`)].filter(
    (one) => !one.parentElement?.closest(`content-mark,[${ATTRIBUTE}]`),
  );
  if (!only || other) throw Error();
  return only;
}

/**
 * Whether an element, or one in it, draws a shadow tree that is not ours. A closed root of
 * somebody else's no script can see; docs/element.md says so.
 */
export function hidesBehindShadow(scope: Element): boolean {
  return [scope, ...scope.querySelectorAll('*')].some(
    (one) => one.shadowRoot && one.localName !== 'content-mark',
  );
}

/** Finds the marks on an element and in it, and the content that they are for. */
export function findMark(host: Element, scope: Element): Found {
  const bearers = [host, scope, ...scope.querySelectorAll(`[${ATTRIBUTE}]`)];
  const marks = bearers.map((one) => one.getAttribute(ATTRIBUTE) ?? '');
  // Only what is checked as a mark is left out of the content. Whatever else calls itself a label
  // or an element of ours is content: whoever writes the content could say so of any words.
  const copy = scope.cloneNode(true) as Element;
  for (const script of copy.querySelectorAll(SCRIPT)) {
    marks.push(script.textContent.trim());
    if (!script.firstElementChild) script.remove();
  }
  return { marks, text: copy.textContent, html: scope.innerHTML };
}
