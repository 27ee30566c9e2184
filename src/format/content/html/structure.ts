/**
 * Writes the canonical form of html-1: each tree has one text, and no two trees share one
 * (docs/profiles-html.md, "Canonical form"). HTML's own serialization is not used, because it
 * writes the text of scripts and styles unescaped, so different trees share a text.
 */
import { html } from 'parse5';
import { collapse, compose, escapeName, escapeText } from './characters.ts';
import { isIgnoredComment } from './comments.ts';
import { isCharsetMeta, isEditorAttribute, isMarkAttribute, isMarkScript } from './ignored.ts';
import {
  type Attribute,
  type ChildNode,
  childrenOf,
  type Element,
  HtmlProblem,
  isComment,
  isElement,
  isText,
  MAX_DEPTH,
} from './tree.ts';

/** Attributes are repeated where the parser repeats an element, so a form can outgrow its source. */
export const MAX_CANONICAL_BYTES = 8_388_608;

/** `flow`: white space collapsed, NFC. `kept`: NFC only. `code`: as parsed. */
type TextRule = 'flow' | 'kept' | 'code';

/** Elements by local name in any namespace: a line end in an SVG script ends a JavaScript comment, too. */
const TEXT_RULES: ReadonlyMap<string, TextRule> = /* @__PURE__ */ new Map<string, TextRule>([
  ['pre', 'kept'],
  ['textarea', 'kept'],
  ['listing', 'kept'],
  ['script', 'code'],
  ['style', 'code'],
  ['xmp', 'code'],
  ['iframe', 'code'],
  ['noembed', 'code'],
  ['noframes', 'code'],
  ['noscript', 'code'],
  ['plaintext', 'code'],
]);

const PREFIXES: Readonly<Record<string, string>> = {
  [html.NS.HTML]: '',
  [html.NS.SVG]: 'svg:',
  [html.NS.MATHML]: 'math:',
};

interface Frame {
  readonly children: readonly ChildNode[];
  next: number;
  readonly rule: TextRule;
  readonly endTag: string;
}

/** Where marks in scripts are left out beside a style sheet: behind all else, as `scriptCarrier` writes them, or anywhere. */
export type MarkPlace = 'last' | 'anywhere';

/**
 * Writes the canonical form of sibling nodes and all below them. `input` is the text
 * they were parsed from. A loop with its own stack: depth is in the hands of the source.
 */
export function writeStructure(
  nodes: readonly ChildNode[],
  input: string,
  marks: MarkPlace = 'last',
): string {
  // A style sheet of the content's own counts elements, looks for attributes, and says whether
  // white space is shown. Nothing is noise then.
  const isStyled = hasStyleSheet(nodes, input);
  const behind = isStyled && marks === 'last' ? marksBehind(nodes, input) : undefined;
  const open: Frame[] = [
    { children: nodes, next: 0, rule: isStyled ? 'kept' : 'flow', endTag: '' },
  ];
  const written: string[] = [];
  let length = 0;
  let text = '';
  const write = (piece: string): void => {
    written.push(piece);
    length += piece.length;
    if (length > MAX_CANONICAL_BYTES) throw new HtmlProblem('the canonical form is too long');
  };
  // Text is written only when something that is not text follows, so ignored nodes do not split it.
  const writeText = (rule: TextRule): void => {
    if (text !== '') write(escapeText(canonicalText(text, rule)));
    text = '';
  };
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const node = frame.children[frame.next++];
    if (node === undefined) {
      writeText(frame.rule);
      write(frame.endTag);
      open.pop();
    } else if (isElement(node)) {
      if (isMarkScript(node) && (behind?.has(node) ?? true)) continue;
      // In front of all else, where a clip begins: anywhere else it would count as a child of its own.
      if (!isStyled && length === 0 && isWhiteSpace(text) && isCharsetMeta(node)) continue;
      writeText(frame.rule);
      if (open.length > MAX_DEPTH) throw new HtmlProblem(`nested deeper than ${MAX_DEPTH}`);
      const name = `${PREFIXES[node.namespaceURI]}${escapeName(node.tagName)}`;
      write(`<${name}`);
      for (const attribute of canonicalAttributes(node, isStyled)) write(attribute);
      write('>');
      open.push({
        children: childrenOf(node),
        next: 0,
        rule: ruleOf(node, frame.rule),
        endTag: `</${name}>`,
      });
    } else if (isText(node)) {
      text += node.value;
    } else if (isComment(node)) {
      const comment = writtenComment(node.sourceCodeLocation, input);
      if (isIgnoredComment(comment)) continue;
      writeText(frame.rule);
      write(`<!${escapeText(comment.replace(/\r\n?/g, '\n'))}>`);
    }
  }
  return written.join('');
}

/** Whether a style sheet comes with the content. Names of tags are what they are, so the source tells first. */
function hasStyleSheet(nodes: readonly ChildNode[], input: string): boolean {
  if (!/<(?:style|link)/i.test(input)) return false;
  const pending = [...nodes];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!isElement(node)) continue;
    if (node.tagName === 'style' || node.tagName === 'link') return true;
    for (const child of childrenOf(node)) pending.push(child);
  }
  return false;
}

/** The marks in scripts behind which nothing stands, in document order, but white space and what is left out. */
function marksBehind(nodes: readonly ChildNode[], input: string): ReadonlySet<ChildNode> {
  const marks = new Set<ChildNode>();
  let siblings = nodes;
  for (let i = siblings.length - 1; i >= 0; i--) {
    const node = siblings[i] as ChildNode;
    if (isElement(node) && isMarkScript(node)) marks.add(node);
    else if (isElement(node)) {
      // An element that is not closed holds what was added behind it.
      siblings = childrenOf(node);
      i = siblings.length;
    } else if (isText(node) ? !isWhiteSpace(node.value) : !isNoise(node, input)) break;
  }
  return marks;
}

/** Whether a node is a comment that is left out. */
function isNoise(node: ChildNode, input: string): boolean {
  return isComment(node) && isIgnoredComment(writtenComment(node.sourceCodeLocation, input));
}

function isWhiteSpace(text: string): boolean {
  return !/[^\t\n\f\r ]/.test(text);
}

function canonicalText(text: string, rule: TextRule): string {
  switch (rule) {
    case 'flow':
      return compose(collapse(text));
    case 'kept':
      return compose(text);
    case 'code':
      return text;
  }
}

function ruleOf(element: Element, outer: TextRule): TextRule {
  if (outer === 'code') return outer;
  return TEXT_RULES.get(element.tagName) ?? (keepsSpace(element) ? 'kept' : outer);
}

/** Whether an attribute may have white space shown: `white-space` in a style, however it is escaped there. */
function keepsSpace({ attrs }: Element): boolean {
  for (const { name, value, prefix } of attrs) {
    if (name === 'style' && /white-space|\\/i.test(value)) return true;
    if (name === 'space' && prefix === 'xml') return true;
  }
  return false;
}

function canonicalAttributes(element: Element, isStyled: boolean): readonly string[] {
  const covered = element.attrs.filter(
    (attribute) => !isMarkAttribute(attribute) && (isStyled || !isEditorAttribute(attribute)),
  );
  // Code units, as `<` compares strings. Names never repeat: a second one is refused.
  covered.sort((a, b) => (qualifiedName(a) < qualifiedName(b) ? -1 : 1));
  return covered.map(({ prefix, name, value }) => {
    const qualified = prefix ? `${prefix}:${escapeName(name)}` : escapeName(name);
    return ` ${qualified}="${escapeText(value)}"`;
  });
}

function qualifiedName({ prefix, name }: Attribute): string {
  return prefix ? `${prefix}:${name}` : name;
}

/**
 * A comment as it stands in the source. Its data would not do: `<?php …?>`, `</ x>` and
 * `<!x>` are all comments to a browser, and only the source tells which software runs them.
 */
function writtenComment(
  location: { readonly startOffset: number; readonly endOffset: number } | null | undefined,
  input: string,
): string {
  if (!location) throw new HtmlProblem('a comment has no place in the source');
  return input.slice(location.startOffset, location.endOffset);
}
