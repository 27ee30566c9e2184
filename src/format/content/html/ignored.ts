/**
 * The list of what html-1 leaves out of the canonical form (docs/profiles-html.md, "Ignored"),
 * without comments, which are in comments.ts. Each rule matches only what no browser, template
 * engine or server acts on. What deviates from its rule by one character is covered.
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

/**
 * Attributes that TinyMCE, Grammarly, ProseMirror, Word Online and Google Sheets write for
 * themselves.
 */
export const EDITOR_ATTRIBUTES: ReadonlySet<string> = /* @__PURE__ */ new Set([
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

export const EDITOR_PREFIX = 'data-mce-';

/** Whether an attribute is a mark as `attributeCarrier` writes it. */
export function isMarkAttribute({ name, value }: Attribute): boolean {
  return name === MARK_ATTRIBUTE && TEXT_FORM.test(value);
}

/** Whether an attribute is bookkeeping of an editor. */
export function isEditorAttribute({ name }: Attribute): boolean {
  return name.startsWith(EDITOR_PREFIX) || EDITOR_ATTRIBUTES.has(name);
}

/** Whether an element is a `meta charset` that says UTF-8, as a pasted clip has it. */
export function isCharsetMeta(element: Element): boolean {
  const { tagName, attrs } = element;
  const [only, second] = attrs;
  // Any other charset is covered: `meta charset=iso-2022-jp` in a page sent without one makes
  // the browser read the bytes of the whole page as different characters.
  return (
    tagName === 'meta' &&
    isHtml(element) &&
    second === undefined &&
    only?.name === 'charset' &&
    /^utf-?8$/i.test(only.value)
  );
}

/** Whether an element is a mark as `scriptCarrier` writes it. */
export function isMarkScript(element: Element): boolean {
  const { tagName, attrs } = element;
  const [only, second] = attrs;
  return (
    tagName === 'script' &&
    isHtml(element) &&
    second === undefined &&
    only?.name === 'type' &&
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
