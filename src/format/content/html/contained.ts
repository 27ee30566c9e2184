/**
 * The parser of html-1. It parses a fragment inside a `<div>` of a page, where a shop puts it, and
 * refuses one that would not stay there or that holds a token which leaves no trace in the tree
 * (docs/profiles-html.md, "Refused").
 *
 * Content that does not stay is refused because an unclosed `<textarea>`, comment or quote swallows
 * the page behind it, an unclosed `<b>` or `<form>` changes it, and `<body onload>` adds to it. A
 * token without a trace is refused because it could be added to signed copy unnoticed, and another
 * parser, or the same one in another place, may act on it.
 *
 * parse5 marks `Parser` as internal. Its version is pinned exactly, and no other way in
 * tells which tokens a parser dropped.
 */
import { ErrorCodes, html, InsertionMode, Parser, Token } from 'parse5';
import {
  boundedAdapter,
  type ChildNode,
  CONTENT_LIMITS,
  type Element,
  HtmlProblem,
  isElement,
  isHtml,
  requireLength,
  type TreeMap,
} from './tree.ts';

const BEFORE = '<!DOCTYPE html><html><head></head><body><div>';
// Without a quote in it, an attribute value left open reaches the end and is never taken for closed.
const AFTER = '</div></body></html>';

/** The elements in `BEFORE`. */
const SCAFFOLD = 4;

/** Parse errors that stand for something dropped. */
const DROPPING: ReadonlyMap<string, string> = /* @__PURE__ */ new Map<string, string>([
  [ErrorCodes.duplicateAttribute, 'an attribute is given twice'],
  [ErrorCodes.endTagWithAttributes, 'an end tag has attributes'],
]);

/** Attributes that say nothing to a browser about what a template is for. */
const TEMPLATE_ATTRIBUTES = /^(?:id|class|data-.*)$/;

const HEADING = /^h[1-6]$/;

/** Names of the elements that the end tag of an outer element does not close, for the message. */
const UNCROSSED: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'applet caption table td th marquee object template select desc title foreignObject ' +
    'annotation-xml mi mn mo ms mtext'
  ).split(' '),
);

/** The nodes of contained content, and the text that their source locations point into. */
export interface Contained {
  readonly nodes: readonly ChildNode[];
  readonly input: string;
}

/** Parses content that stays where it is put. Throws `HtmlProblem` for any other. */
export function parseContained(source: string): Contained {
  requireLength(source, CONTENT_LIMITS);
  if (!source.isWellFormed()) throw new HtmlProblem('the HTML has a lone surrogate');
  if (source.includes('\0')) throw new HtmlProblem('the HTML has a NUL character');
  // The page's next character would decide whether this begins a tag.
  if (source.endsWith('<')) throw new HtmlProblem('the HTML ends with "<"');
  const input = `${BEFORE}${source}${AFTER}`;
  const parser = new WatchedParser(BEFORE.length, BEFORE.length + source.length);
  parser.tokenizer.write(input, true);
  return { nodes: parser.contained(), input };
}

/** A parser that refuses the tokens it would have dropped. */
class WatchedParser extends Parser<TreeMap> {
  readonly #start: number;
  readonly #end: number;
  /** The attribute lists of the elements made by the current token. Its own list tells its own element. */
  #made: unknown[] = [];
  #closed: string[] = [];
  #reachedEnd = false;
  /** The element that took our own end tags for its text. */
  #swallower: Element | undefined;

  constructor(start: number, end: number) {
    super({
      treeAdapter: boundedAdapter(CONTENT_LIMITS, SCAFFOLD, (attributes) => {
        this.#made.push(attributes);
      }),
      sourceCodeLocationInfo: true,
      onParseError: ({ code, startOffset }) => {
        const problem = DROPPING.get(code);
        if (problem !== undefined) throw new HtmlProblem(`${problem}${this.#at({ startOffset })}`);
      },
    });
    this.#start = start;
    this.#end = end;
  }

  override onDoctype(token: Token.DoctypeToken): void {
    super.onDoctype(token);
    if (this.#isInside(token)) throw new HtmlProblem('the HTML has a doctype: it is a whole page');
  }

  override onStartTag(token: Token.TagToken): void {
    const { tagName } = token;
    this.#made = [];
    if (this.#isInside(token)) this.#requireAgreement(token);
    super.onStartTag(token);
    if (!this.#isInside(token)) return;
    if (this.#made.includes(token.attrs)) return;
    throw new HtmlProblem(`<${tagName}>${this.#at(token)} has no place where it stands`);
  }

  override onEndTag(token: Token.TagToken): void {
    if (token.location?.startOffset === this.#end) this.#requireClosed();
    const { tagName } = token;
    const entry = this.activeFormattingElements.getElementEntryInScopeWithTagName(tagName);
    const form = this.formElement;
    this.#closed = [];
    if (tagName === 'form') this.#requireAgreement(token);
    super.onEndTag(token);
    if (!this.#isInside(token)) return;
    // Also `</p>` and `</br>` without one to close: they make it first.
    if (this.#closed.includes(tagName)) return;
    // `</h2>` closes any heading.
    if (HEADING.test(tagName) && this.#closed.some((name) => HEADING.test(name))) return;
    // `</b>` behind the `</p>` that already closed `<b>`: it ends what would be opened again.
    const entryNow = this.activeFormattingElements.getElementEntryInScopeWithTagName(tagName);
    if (entry !== null && entry !== entryNow) return;
    // `<form>` in a table is empty and closed at once; its end tag ends its reach.
    if (tagName === 'form' && form !== null && this.formElement === null) return;
    throw new HtmlProblem(`</${tagName}>${this.#at(token)} closes nothing`);
  }

  override onItemPop(node: TreeMap['parentNode'], isTop: boolean): void {
    super.onItemPop(node, isTop);
    if (!('tagName' in node)) return;
    const { tagName } = node;
    const by = this.currentToken;
    const isByOurs = by !== null && !this.#isInside(by);
    this.#closed.push(tagName.toLowerCase());
    if (tagName === 'div' && this.#isScaffold(node) && !isByOurs) {
      throw new HtmlProblem(`</div>${this.#at(by)} closes the element around the HTML`);
    }
    // Browsers disagree, by age, on what a `<select>` may hold and on what else ends it.
    const byEndTag = by?.type === Token.TokenType.END_TAG && by.tagName === 'select';
    if (tagName === 'select' && isHtml(node) && !byEndTag) throw this.#notClosed(node);
  }

  override onEof(token: Token.EOFToken): void {
    const { current } = this.openElements;
    if (current !== undefined && 'tagName' in current) {
      const isText = this.insertionMode === InsertionMode.TEXT || current.tagName === 'plaintext';
      if (isText) this.#swallower ??= current;
    }
    super.onEof(token);
  }

  /** What stands in the `<div>`, once all has been parsed. */
  contained(): readonly ChildNode[] {
    if (!this.#reachedEnd) {
      throw this.#swallower !== undefined
        ? this.#notClosed(this.#swallower)
        : new HtmlProblem('a tag, a quote or a comment is not closed and swallows what follows');
    }
    const [, root, ...beside] = this.document.childNodes;
    const [head, body, ...behind] = plainChildren(root);
    const [div, ...leaked] = plainChildren(body);
    if (
      div === undefined ||
      beside.length + behind.length + leaked.length + plainChildren(head).length > 0 ||
      div.sourceCodeLocation?.endTag?.startOffset !== this.#end
    ) {
      throw changesPage();
    }
    return div.childNodes;
  }

  /** Refuses what browsers build otherwise than the standard says, or build for some pages only. */
  #requireAgreement(token: Token.TagToken): void {
    const { tagName, attrs } = token;
    // Blink takes formatting elements of a type of their own out of the list that closes them.
    if (attrs.some(({ name }) => name === 'is')) {
      throw new HtmlProblem(`<${tagName}>${this.#at(token)} has an attribute "is"`);
    }
    // A shadow root, or whatever a template will be told to do next, takes the place of what is shown.
    const odd = attrs.find(({ name }) => !TEMPLATE_ATTRIBUTES.test(name));
    if (tagName === 'template' && odd !== undefined) {
      throw new HtmlProblem(`<template>${this.#at(token)} has an attribute "${odd.name}"`);
    }
    if (tagName === 'form' && this.openElements.tmplCount > 0) {
      throw new HtmlProblem(`<form>${this.#at(token)} stands in a <template>`);
    }
  }

  /** At our own `</div>`: it has to close our `<div>`, and nothing of the content may outlive it. */
  #requireClosed(): void {
    this.#reachedEnd = true;
    const { openElements, activeFormattingElements, formElement } = this;
    const div = openElements.items[openElements.indexOfTopmost(html.TAG_ID.DIV)];
    const isOurs = div !== undefined && this.#isScaffold(div);
    const isInBody = this.insertionMode === InsertionMode.IN_BODY;
    if (!isOurs || !isInBody || !openElements.hasInScope(html.TAG_ID.DIV)) {
      throw this.#notClosed(this.#barrier());
    }
    const { newest } = activeFormattingElements;
    // Without an element it is a marker: one of `<object>` stays behind where a cell closes it.
    if (newest !== null) throw this.#notClosed('element' in newest ? newest.element : undefined);
    if (formElement !== null) throw this.#notClosed(formElement);
  }

  /** The innermost open element that keeps our `</div>` from closing our `<div>`. */
  #barrier(): Element | undefined {
    const { openElements } = this;
    for (let i = openElements.stackTop; i >= 0; i = openElements.slotBelow(i)) {
      const node = openElements.items[i];
      if (node === undefined || !('tagName' in node) || this.#isScaffold(node)) continue;
      if (node.tagName === 'div' || UNCROSSED.has(node.tagName)) return node;
    }
    return undefined;
  }

  #isScaffold(node: TreeMap['parentNode']): boolean {
    const start = node.sourceCodeLocation?.startOffset;
    return start !== undefined && start < this.#start;
  }

  #notClosed(element: Element | undefined): HtmlProblem {
    if (element === undefined) return new HtmlProblem('an element of the HTML is not closed');
    const { tagName, sourceCodeLocation } = element;
    return new HtmlProblem(`<${tagName}>${this.#at(sourceCodeLocation)} is not closed`);
  }

  #isInside(token: Token.Token): boolean {
    const start = token.location?.startOffset ?? 0;
    return start >= this.#start && start < this.#end;
  }

  /** Where in the caller's own text something stands, counted from 1. */
  #at(place: Place | null | undefined): string {
    const location = place && 'location' in place ? place.location : place;
    if (!location || location.startOffset >= this.#end) return '';
    return ` at character ${location.startOffset - this.#start + 1}`;
  }
}

type Located = { readonly startOffset: number };
type Place = Located | { readonly location: Located | null };

/** The children of an element, where it has no attributes and they are all elements. */
function plainChildren(parent: ChildNode | undefined): readonly Element[] {
  if (parent === undefined || !isElement(parent) || parent.attrs.length > 0) throw changesPage();
  const elements = parent.childNodes.filter(isElement);
  if (elements.length < parent.childNodes.length) throw changesPage();
  return elements;
}

function changesPage(): HtmlProblem {
  return new HtmlProblem('the HTML changes the page around it');
}
