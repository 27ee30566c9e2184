/**
 * Writes the canonical form of html-text-1: lines of text, with links and alternative texts written
 * as tags that no text can imitate (docs/profiles-html.md, "html-text-1").
 */
import { html } from 'parse5';
import { trim } from '../../bytes/trim.ts';
import { collapse, compose, escapeText, HTML_SPACES } from './characters.ts';
import { isMarkScript } from './ignored.ts';
import { MAX_CANONICAL_BYTES } from './structure.ts';
import {
  type ChildNode,
  type Element,
  HtmlProblem,
  isElement,
  isHtml,
  isText,
  MAX_DEPTH,
} from './tree.ts';

/**
 * Elements whose text browsers do not show, or in which they read no markup. Sanitizers that remove
 * the tags leave the text behind, as words or as markup. Refused where they hold any. Everything
 * else is covered, also where it usually is not shown: `<object>`, for one, shows its text whenever
 * its data does not load, so anyone could add words to signed copy in it.
 */
const UNREAD: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'script style noscript iframe noembed noframes xmp plaintext textarea title'.split(' '),
);

/**
 * Elements that refuse the content: a template may be a shadow root in place of the words, a base
 * changes where links lead, and browsers of different age disagree on what a select holds.
 */
const REFUSED: ReadonlySet<string> = /* @__PURE__ */ new Set(['template', 'base', 'select']);

/** Attributes whose value is shown where the element stands, in the order in which they are written. */
const SHOWN: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['img', ['alt']],
  ['area', ['alt']],
  ['input', ['alt', 'placeholder', 'value']],
  ['textarea', ['placeholder']],
  ['option', ['label']],
  ['optgroup', ['label']],
]);

/** Elements before and after which a line ends. */
const BLOCKS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  (
    'address article aside blockquote br caption center col colgroup dd details dialog dir div dl ' +
    'dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li ' +
    'listing main menu nav ol optgroup option p plaintext pre search section summary table tbody ' +
    'td tfoot th thead tr ul xmp'
  ).split(' '),
);

interface Frame {
  readonly children: readonly ChildNode[];
  next: number;
  readonly isBlock: boolean;
  readonly endTag: string;
}

/** Writes what a reader reads. A loop with its own stack: depth is in the hands of the source. */
export function writeReaderText(nodes: readonly ChildNode[]): string {
  const lines = createLines();
  const open: Frame[] = [{ children: nodes, next: 0, isBlock: true, endTag: '' }];
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const node = frame.children[frame.next++];
    if (node === undefined) {
      lines.tag(frame.endTag);
      if (frame.isBlock) lines.end();
      open.pop();
    } else if (isElement(node)) {
      if (isEmpty(node)) continue;
      if (open.length > MAX_DEPTH) throw new HtmlProblem(`nested deeper than ${MAX_DEPTH}`);
      const isBlock = isHtml(node) && BLOCKS.has(node.tagName);
      if (isBlock) lines.end();
      const link = linkOf(node);
      if (link !== undefined) lines.tag(`<a href="${escapeText(link)}">`);
      for (const tag of shownTags(node)) lines.tag(tag);
      const endTag = link === undefined ? '' : '</a>';
      open.push({ children: node.childNodes, next: 0, isBlock, endTag });
    } else if (isText(node)) {
      lines.text(node.value);
    }
  }
  return lines.joined();
}

/** Where a click on the element leads, or `undefined` where it is no link. */
function linkOf(element: Element): string | undefined {
  const { tagName, namespaceURI } = element;
  const isLink =
    namespaceURI === html.NS.MATHML || tagName === 'a' || (tagName === 'area' && isHtml(element));
  if (!isLink) return undefined;
  const target =
    element.attrs.find(({ name, namespace }) => name === 'href' && namespace === undefined) ??
    element.attrs.find(({ name, namespace }) => name === 'href' && namespace === html.NS.XLINK);
  return target && trim(target.value, HTML_SPACES);
}

/** Whether an element has nothing to read. Refuses one that has, and should not. */
function isEmpty(element: Element): boolean {
  const { tagName, attrs, sourceCodeLocation } = element;
  if (attrs.some(({ name }) => name === 'is'))
    throw new HtmlProblem(`<${tagName}> has an attribute "is"`);
  if (!isHtml(element)) return false;
  const at = sourceCodeLocation ? ` at character ${sourceCodeLocation.startOffset + 1}` : '';
  if (REFUSED.has(tagName)) {
    throw new HtmlProblem(`<${tagName}>${at} is not for html-text-1: sanitize the HTML first`);
  }
  if (!UNREAD.has(tagName) || isMarkScript(element)) return UNREAD.has(tagName);
  for (const child of element.childNodes) {
    // An element is a formatting one that the parser opened again around the text of `<plaintext>`.
    if (isElement(child) || (isText(child) && /[^\t\n\f\r ]/.test(child.value))) {
      throw new HtmlProblem(
        `<${tagName}>${at} holds text that is not read: sanitize the HTML first`,
      );
    }
  }
  return tagName !== 'textarea';
}

/** What an element shows of its attributes, as tags. */
function shownTags(element: Element): readonly string[] {
  const { tagName, attrs } = element;
  const names = SHOWN.get(tagName);
  if (names === undefined || !isHtml(element)) return [];
  return names.flatMap((shown) => {
    const value = attrs.find(({ name }) => name === shown)?.value ?? '';
    const words = compose(collapse(value).replace(/^ | $/g, ''));
    return words === '' ? [] : [`<${tagName} ${shown}="${escapeText(words)}">`];
  });
}

interface Lines {
  text(value: string): void;
  tag(written: string): void;
  end(): void;
  joined(): string;
}

/** Collects text across inline elements, so that neither white space nor NFC depends on them. */
function createLines(): Lines {
  const lines: string[] = [];
  let length = 0;
  let line = '';
  let run = '';
  const endRun = (): void => {
    const text = collapse(run);
    line += escapeText(compose(line === '' ? text.replace(/^ /, '') : text));
    run = '';
  };
  const lengthen = (by: number): void => {
    length += by;
    if (length > MAX_CANONICAL_BYTES) throw new HtmlProblem('the canonical form is too long');
  };
  return {
    text(value) {
      run += value;
    },
    tag(written) {
      if (written === '') return;
      endRun();
      line += written;
      lengthen(written.length);
    },
    end() {
      endRun();
      // No tag ends in a space, so this one is text.
      const trimmed = line.replace(/ $/, '');
      if (trimmed !== '') lines.push(trimmed);
      lengthen(trimmed.length + 1);
      line = '';
    },
    joined: () => lines.join('\n'),
  };
}
