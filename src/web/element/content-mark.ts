/// <reference lib="dom" />
/**
 * `<content-mark>`: lets a reader check the mark of what the element holds, in their own browser,
 * and says that such a check is information only. What it holds stays in the page as it is, also
 * where no script runs. It writes no inline style or script and moves nothing.
 */

import type { Words } from '../../disclose/words/languages.ts';
import { languageFor, loadWords } from '../../disclose/words/load-words.ts';
import type { CompactVerdict } from '../../verify/compact/verifier.ts';

/** The `detail` of the `contentmark-verdict` event. */
export type ElementVerdict = CompactVerdict | { readonly status: 'failed' };

/** The label for each source type; others have none. */
const LABEL_OF: ReadonlyMap<string | undefined, keyof Words['long']> = new Map([
  ['trainedAlgorithmicMedia', 'ai-generated'],
  ['trainedAlgorithmicData', 'ai-generated'],
  ['compositeWithTrainedAlgorithmicMedia', 'ai-modified'],
  ['compositeSynthetic', 'synthetic'],
  ['virtualRecording', 'synthetic'],
]);

// System colours follow the page's `color-scheme`, and those of a reader who forces their own.
const CSS =
  ':host{display:block}:host([hidden]){display:none}' +
  'details{color:var(--contentmark-color,CanvasText);background:var(--contentmark-background,Canvas)}' +
  'summary,div{padding:.25em .75em}summary{width:fit-content;border:1px solid;cursor:pointer}' +
  'summary:focus-visible{outline:3px solid var(--contentmark-focus,CanvasText);outline-offset:2px}' +
  'div{line-height:1.5;white-space:pre-line;overflow-wrap:anywhere}';

let sheet: CSSStyleSheet | undefined;

// Where there is no document, as on a server, importing this must not fail.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** The element. */
export class ContentMarkElement extends Base {
  #root: ShadowRoot | undefined;
  #panel: HTMLElement | undefined;
  #words: Words | undefined;

  async connectedCallback(): Promise<void> {
    if (this.#root) return;
    const language = languageFor(this.closest<HTMLElement>('[lang]')?.lang ?? '');
    let root: ShadowRoot;
    try {
      // Empties one that stood in the markup. A closed one throws, and is not checked behind.
      root = this.attachShadow({ mode: 'open' });
    } catch {
      return;
    }
    this.#root = root;
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
    }
    root.adoptedStyleSheets = [sheet];
    root.append(document.createElement('slot'));
    this.#words = await loadWords(language);
    const details = document.createElement('details');
    details.lang = language;
    const summary = document.createElement('summary');
    summary.textContent = this.#words.name;
    this.#panel = document.createElement('div');
    this.#panel.role = 'status';
    details.append(summary, this.#panel);
    details.ontoggle = () => details.open && this.check();
    root.append(details);
  }

  /**
   * Checks what the element shows now, shows the verdict, and dispatches the event
   * `contentmark-verdict`. Never rejects.
   */
  async check(): Promise<ElementVerdict> {
    const { check, long } = this.#words ?? {};
    this.#say(check?.busy);
    // Few readers ask, and every page loads this file: what checks is one of its own.
    const verdict = await import('./check-element.ts')
      .then(({ checkElement }) => (this.#root ? checkElement(this) : Promise.reject()))
      .catch(() => ({ status: 'failed' }) as const);
    // What a mark states is shown where it holds, and nowhere else.
    const claims = verdict.status === 'verified' ? verdict.claims : undefined;
    const label = LABEL_OF.get(claims?.sourceType.split('/').at(-1));
    this.#say(check?.[verdict.status], claims?.issuer, label && long?.[label].content, check?.note);
    this.dispatchEvent(new CustomEvent('contentmark-verdict', { detail: verdict, bubbles: true }));
    return verdict;
  }

  #say(...said: readonly (string | undefined)[]): void {
    if (this.#panel) this.#panel.textContent = said.filter(Boolean).join('\n');
  }
}

/**
 * Makes `<content-mark>` known to the page. Doing it twice, or where there is no document, does nothing.
 * @example
 * ```ts
 * import { defineContentMark } from 'contentmark/element';
 *
 * // In a page this defines the element; without a document it does nothing.
 * defineContentMark();
 * console.log(typeof customElements); // undefined
 * ```
 */
export function defineContentMark(): void {
  const registry = globalThis.customElements;
  if (registry && !registry.get('content-mark'))
    registry.define('content-mark', ContentMarkElement);
}
