/**
 * `<Provenance>`: renders an item with its label before it and its machine-readable node behind it,
 * or a fallback where the decision hides it. It needs no verifier: `provenanceOf` made its input on
 * the server.
 */

import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import type { Provenance as Shown } from '../provenance-of.ts';
import { Disclosure } from './disclosure.ts';

/** Properties of {@link Provenance}. */
export interface ProvenanceProps {
  /** Made on the server by `provenanceOf`. */
  readonly of: Shown;
  /** The item: text, image, product. */
  readonly children?: ReactNode;
  /** What stands in the place of an item that is not shown. Default nothing. */
  readonly fallback?: ReactNode;
}

/**
 * The item as it may be shown. It leaves out what is hidden; a loader should not send that to the
 * browser in the first place, for whoever reads the page's data can read it there.
 * @example
 * ```ts
 * import type { Provenance as Made } from 'contentmark/provenance';
 * import { Provenance } from 'contentmark/react';
 * import { createElement } from 'react';
 * import { renderToStaticMarkup } from 'react-dom/server';
 *
 * // What `provenanceOf` made on the server of a product that is not to be shown.
 * const made: Made = { isShown: false };
 * const item = createElement('p', null, 'Light, waterproof, warm.');
 * const fallback = createElement('p', null, 'Not on sale.');
 * console.log(renderToStaticMarkup(createElement(Provenance, { of: made, fallback }, item))); // <p>Not on sale.</p>
 * ```
 */
export function Provenance({
  of: provenance,
  children,
  fallback = null,
}: ProvenanceProps): ReactElement {
  const { isShown, jsonLd } = provenance;
  if (!isShown) return createElement(Fragment, null, fallback);
  return createElement(
    Fragment,
    null,
    createElement(Disclosure, { of: provenance }),
    children,
    jsonLd === undefined
      ? null
      : createElement('script', {
          type: 'application/ld+json',
          // biome-ignore lint/security/noDangerouslySetInnerHtml: text in <script> is not unescaped; serialize() leaves nothing to escape
          dangerouslySetInnerHTML: { __html: serialize(jsonLd) },
        }),
  );
}

/**
 * Serializes as `serializeJsonLd` does, whose module would load more: no value can end the element.
 */
function serialize(node: object): string {
  return JSON.stringify(node).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
