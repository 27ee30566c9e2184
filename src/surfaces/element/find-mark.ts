/// <reference lib="dom" />
/** What a page has of a marked content: its marks, as the HTML carriers write them, and itself. */

const ATTRIBUTE = 'data-contentmark';
const SCRIPT = 'script[type="application/vnd.contentmark+cose" i]';

/** A content of a page. */
export interface Found {
  /** Text forms of every mark on it. */
  readonly evidence: readonly string[];
  /** The content itself, without marks of a label and without scripts. */
  readonly text: string;
  readonly html: string;
}

/** Finds the marks on an element and in it, and the content that they are for. */
export function findMark(host: Element, scope: Element): Found {
  const bearers = [host, scope, ...scope.querySelectorAll(`[${ATTRIBUTE}]`)];
  const evidence = bearers.map((one) => one.getAttribute(ATTRIBUTE) ?? '');
  for (const script of scope.querySelectorAll(SCRIPT)) evidence.push(script.textContent.trim());
  // A label of ours beside the content is none of it, nor is a mark.
  const copy = scope.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll(`[${ATTRIBUTE}-label],content-mark,${SCRIPT}`)) {
    part.remove();
  }
  return { evidence, text: copy.textContent, html: copy.innerHTML };
}
