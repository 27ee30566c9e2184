/**
 * What html-1 leaves out of the canonical form: this list and nothing else
 * (docs/profiles-html.md, "Ignored"). Each rule lets in only what no browser, template
 * engine or server acts on; whatever deviates from its rule by one character is covered.
 */
import { trim } from '../../bytes/trim.ts';
import { HTML_SPACES } from './characters.ts';
import { type Attribute, type Element, isHtml, isText } from './tree.ts';

/** The attribute that carries a mark. */
export const MARK_ATTRIBUTE = 'data-contentmark';

/** The type of the script element that carries a mark. */
export const MARK_TYPE = 'application/vnd.contentmark+cose';

// docs/format.md, "Limits": 8,192 bytes are 10,923 characters of base64url. The bound keeps
// what is ignored too small and too odd to be of any use but carrying a mark.
const TEXT_FORM = /^[A-Za-z0-9_-]{1,10923}$/;

/** Written by TinyMCE, Grammarly, ProseMirror, Word Online and Google Sheets, read by nobody else. */
const EDITOR_ATTRIBUTES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'data-gramm',
  'data-gramm_editor',
  'data-gramm_id',
  'data-enable-grammarly',
  'data-pm-slice',
  'data-ccp-props',
  'data-sheets-value',
  'data-sheets-userformat',
  'data-sheets-formula',
]);

const EDITOR_PREFIX = 'data-mce-';

/**
 * Comments are for people as long as no software reads them. Markup characters and
 * template delimiters (conditional comments, SSI, PHP, Liquid, Magento's `{{…}}`) are
 * therefore out, and so are words that software is known to look for: ESI, Knockout,
 * AngularJS, WordPress and its caches, Shopify themes that split a text at a comment.
 */
const ACTIVE_COMMENT =
  /[<>{}[\]#$%`]|^[\t\n\f\r /]*(?:esi|ko|directive|wp|more|nextpage|noteaser|mfunc|mclude|dynamic-cached-content|split)(?![A-Za-z0-9])/i;

/** Whether html-1 leaves an attribute out. */
export function isIgnoredAttribute({ name, value }: Attribute): boolean {
  if (name === MARK_ATTRIBUTE) return TEXT_FORM.test(value);
  return name.startsWith(EDITOR_PREFIX) || EDITOR_ATTRIBUTES.has(name);
}

/** Whether html-1 leaves an element out: a `meta charset` that says UTF-8, or a script that is a mark. */
export function isIgnoredElement(element: Element): boolean {
  const [only, second] = element.attrs;
  if (only === undefined || second !== undefined || !isHtml(element)) return false;
  if (element.tagName === 'meta') {
    // Any other charset is covered: `meta charset=iso-2022-jp` in a page sent without one makes
    // the browser read the bytes of the whole page as different characters.
    return only.name === 'charset' && /^utf-?8$/i.test(only.value);
  }
  return (
    element.tagName === 'script' &&
    only.name === 'type' &&
    only.value === MARK_TYPE &&
    TEXT_FORM.test(markText(element))
  );
}

/** The text of a script element, without white space around it. */
export function markText(script: Element): string {
  let text = '';
  for (const child of script.childNodes) if (isText(child)) text += child.value;
  return trim(text, HTML_SPACES);
}

/** Whether html-1 leaves a comment out, given as it stands in the source. */
export function isIgnoredComment(written: string): boolean {
  // Seven characters: `<!-->` and `<!--->` are empty comments to HTML5 and open ones to older readers.
  if (written.length < 7 || !written.startsWith('<!--') || !written.endsWith('-->')) return false;
  return !ACTIVE_COMMENT.test(written.slice(4, -3));
}
