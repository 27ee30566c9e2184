/**
 * The canonical form of html-text-1: lines of text, with links and alternative texts
 * written as tags that no text can imitate (docs/profiles-html.md, "html-text-1").
 */
import { html } from 'parse5';
import { trim } from '../../bytes/trim.ts';
import { collapse, compose, escapeText, HTML_SPACES } from './characters.ts';
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
 * Their text is not shown. Everything else is covered, also where it usually is not
 * shown: `<object>`, for one, shows its text whenever its data does not load, so anyone
 * could add words to signed copy in it.
 */
const UNSEEN: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'noembed',
  'noframes',
  'title',
]);

/** A line ends before and after these. */
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
      if (UNSEEN.has(node.tagName)) continue;
      if (open.length > MAX_DEPTH) throw new HtmlProblem(`nested deeper than ${MAX_DEPTH}`);
      const isBlock = isHtml(node) && BLOCKS.has(node.tagName);
      if (isBlock) lines.end();
      const link = linkOf(node);
      const alt = altOf(node);
      if (link !== undefined) lines.tag(`<a href="${escapeText(compose(link))}">`);
      if (alt !== '') lines.tag(`<img alt="${escapeText(alt)}">`);
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

function altOf(element: Element): string {
  if (element.tagName !== 'img' || !isHtml(element)) return '';
  const alt = element.attrs.find(({ name }) => name === 'alt')?.value ?? '';
  return compose(collapse(alt).replace(/^ | $/g, ''));
}

interface Lines {
  text(value: string): void;
  tag(written: string): void;
  end(): void;
  joined(): string;
}

/** Gathers text across inline elements, so that neither white space nor NFC depends on them. */
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
