/**
 * Carries a mark in the attribute `data-contentmark` of the first element that can have it. The
 * mark moves with the element through templates. Sanitizers that drop data attributes drop it.
 */

import { ContentmarkError } from '../../errors.ts';
import { MARK_ATTRIBUTE } from '../../format/content/html/ignored.ts';
import { type Element, isHtml } from '../../format/content/html/tree.ts';
import type { Carrier } from '../carrier.ts';
import { type Host, readMarks, rewriteHost, type Splice } from './host.ts';

const HINT = /data-contentmark/i;

/**
 * Elements that get no mark: those of a page around the content, and those that templates and
 * sanitizers move or drop.
 */
const NO_CARRIERS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'html',
  'head',
  'body',
  'base',
  'link',
  'meta',
  'noscript',
  'script',
  'style',
  'template',
  'title',
]);

/**
 * Carries a mark in an attribute of an HTML fragment or page. Text without any element
 * cannot carry one this way: `scriptCarrier()` can.
 * @example
 * ```ts
 * import { generateKey, localSigner, signSync } from 'contentmark';
 * import { embed, extract } from 'contentmark/carrier';
 * import { attributeCarrier, html } from 'contentmark/html';
 *
 * const page = '<p>Light, waterproof, warm.</p>';
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(html(page), { signer: localSigner(generateKey()), claims });
 * const marked = embed(page, mark, attributeCarrier());
 * console.log(marked.includes('data-contentmark="0oRY')); // true
 * console.log(extract(marked, attributeCarrier()).length); // 1
 * ```
 */
export function attributeCarrier(): Carrier<string> {
  return Object.freeze({
    name: 'html-attribute',
    write: (host: string, textForm: string) =>
      rewriteHost(host, textForm, (parsed) => splicesFor(host, parsed, textForm), marksOf),
    read: (host: string) => readMarks(host, HINT, marksOf),
  });
}

/**
 * Finds the marks, one for each attribute in the source: where the parser repeats an element, the
 * copies share their list of attributes.
 */
function marksOf({ elements }: Host): readonly string[] {
  const marks = new Map<unknown, string>();
  for (const { attrs } of elements) {
    const mark = attrs.find(({ name }) => name === MARK_ATTRIBUTE);
    if (mark !== undefined) marks.set(attrs, mark.value);
  }
  return [...marks.values()];
}

function splicesFor(source: string, host: Host, textForm: string): readonly Splice[] {
  const bearer = findBearer(host);
  const tag = bearer?.sourceCodeLocation?.startTag;
  if (tag === undefined) {
    throw new ContentmarkError(
      'ERR_HOST',
      'has no element that can carry an attribute; use scriptCarrier()',
      'host',
    );
  }
  const behindName = tag.startOffset + 1 + nameLength(source.slice(tag.startOffset + 1));
  const text = ` ${MARK_ATTRIBUTE}="${textForm}"`;
  return [{ start: behindName, end: behindName, text }, ...removals(source, host)];
}

/**
 * Finds the element to mark: the first that stands once in the source and once in the tree, since
 * on any other the mark would be repeated.
 */
function findBearer({ elements }: Host): Element | undefined {
  const uses = new Map<unknown, number>();
  for (const { attrs } of elements) uses.set(attrs, (uses.get(attrs) ?? 0) + 1);
  const inHead = new Set<unknown>();
  return elements.find((element) => {
    if (element.tagName === 'head' || inHead.has(element.parentNode)) inHead.add(element);
    return (
      isHtml(element) &&
      !inHead.has(element) &&
      !NO_CARRIERS.has(element.tagName) &&
      element.sourceCodeLocation?.startTag !== undefined &&
      uses.get(element.attrs) === 1
    );
  });
}

function nameLength(tag: string): number {
  return /^[^\t\n\f\r />]*/.exec(tag)?.[0].length ?? 0;
}

/** Where old marks are cut out, each with the one space before it that writing it had added. */
function removals(source: string, { elements }: Host): readonly Splice[] {
  const spans = new Map<number, Splice>();
  for (const { sourceCodeLocation } of elements) {
    const at = sourceCodeLocation?.attrs?.[MARK_ATTRIBUTE];
    if (at === undefined) continue;
    const isSpaced = /[\t\n\f\r ]/.test(source.charAt(at.startOffset - 1));
    const start = at.startOffset - (isSpaced ? 1 : 0);
    spans.set(start, { start, end: at.endOffset, text: '' });
  }
  return [...spans.values()];
}
