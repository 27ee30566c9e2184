/**
 * Parses HTML5 with parse5, within bounds. A fragment is parsed as `innerHTML` of a `<div>` would
 * be, and a page as a browser would load it. html-1 has a stricter parser of its own in
 * `contained.ts`.
 *
 * The bounds are needed because a short source can make a huge tree: twenty unclosed `<b>` are
 * opened again in each of ten thousand `<p>`.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, Parser } from 'parse5';

export type Document = DefaultTreeAdapterTypes.Document;
export type Element = DefaultTreeAdapterTypes.Element;
export type ChildNode = DefaultTreeAdapterTypes.ChildNode;
export type TreeMap = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;
export type Attribute = Element['attrs'][number];

/** How much may be parsed. */
export interface Limits {
  /** UTF-16 code units of source. */
  readonly length: number;
  /** Elements, also those that the parser makes without a tag. */
  readonly elements: number;
}

/** Sixteen times the 64 KB that Shopify's product import and a Magento `text` column can hold. */
export const CONTENT_LIMITS: Limits = { length: 1_048_576, elements: 65_536 };

/**
 * Blink gives an element deeper than 512 to a parent further up, so a deeper tree is
 * not the one a browser builds. Half of that leaves the page as many levels of its own.
 */
export const MAX_DEPTH = 256;

/** Why a source has no canonical form. Thrown inside this folder only; the profiles turn it into a value. */
export class HtmlProblem extends Error {}

/** Whether an element is in the HTML namespace, not in SVG or MathML. */
export function isHtml(element: Element): boolean {
  return element.namespaceURI === html.NS.HTML;
}

/**
 * Whether a node is an element of SVG or MathML. parse5 makes a comment of a `<![CDATA[…]]>` in
 * those that take HTML (`<foreignObject>`, `<mi>`), the standard and browsers make text of it.
 */
function isForeign(parent: TreeMap['parentNode']): boolean {
  return 'namespaceURI' in parent && !isHtml(parent);
}

// parse5's own guards look at what it wrote, not at what a prototype may have.

/** Whether a node is an element. */
export function isElement(node: ChildNode): node is Element {
  return defaultTreeAdapter.isElementNode(node);
}

/** Whether a node is text. */
export function isText(node: ChildNode): node is DefaultTreeAdapterTypes.TextNode {
  return defaultTreeAdapter.isTextNode(node);
}

/** Whether a node is a comment. */
export function isComment(node: ChildNode): node is DefaultTreeAdapterTypes.CommentNode {
  return defaultTreeAdapter.isCommentNode(node);
}

/** The children of an element; of a `<template>` those of its contents. */
export function childrenOf(element: Element): readonly ChildNode[] {
  // parse5 keeps the contents of each HTML template, and of nothing else, in a fragment of its own.
  return isHtml(element) && element.tagName === 'template'
    ? (element as DefaultTreeAdapterTypes.Template).content.childNodes
    : element.childNodes;
}

/** Parses as `innerHTML` of a `<div>`: nothing in the source can leave it. */
export function parseFragment(source: string, limits: Limits): readonly ChildNode[] {
  requireLength(source, limits);
  const context = defaultTreeAdapter.createElement('div', html.NS.HTML, []);
  const parser = Parser.getFragmentParser<TreeMap>(context, {
    // parse5 makes a root and an element to hold it.
    treeAdapter: boundedAdapter(limits, 2),
    sourceCodeLocationInfo: true,
  });
  parser.tokenizer.write(source, true);
  return parser.getFragment().childNodes;
}

/** Parses a whole page. */
export function parsePage(source: string, limits: Limits): Document {
  requireLength(source, limits);
  return Parser.parse<TreeMap>(source, {
    treeAdapter: boundedAdapter(limits, 0),
    sourceCodeLocationInfo: true,
  });
}

/** Refuses a source too long to parse. */
export function requireLength(source: string, limits: Limits): void {
  if (source.length > limits.length) {
    throw new HtmlProblem(`the HTML is longer than ${limits.length} characters`);
  }
}

/**
 * parse5's tree adapter, which counts elements while the tree grows: a count afterwards would come
 * too late. The first `scaffold` elements stand around the source and do not count. `onElement` is
 * told the attributes that each element was made with.
 */
export function boundedAdapter(
  limits: Limits,
  scaffold: number,
  onElement?: (attributes: readonly Attribute[]) => void,
): typeof defaultTreeAdapter {
  let count = -scaffold;
  return {
    ...defaultTreeAdapter,
    createElement(name, namespace, attributes) {
      count += 1;
      if (count > limits.elements) {
        throw new HtmlProblem(`the HTML has more than ${limits.elements} elements`);
      }
      onElement?.(attributes);
      return defaultTreeAdapter.createElement(name, namespace, attributes);
    },
    appendChild(parent, child) {
      if (isComment(child) && child.data.startsWith('[CDATA[') && isForeign(parent)) {
        throw new HtmlProblem('the HTML has a "<![CDATA[" that parsers disagree on');
      }
      defaultTreeAdapter.appendChild(parent, child);
    },
  };
}
