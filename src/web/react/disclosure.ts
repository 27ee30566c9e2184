/**
 * `<Disclosure>`: the label alone, for layouts that do not put it directly before the content. It
 * renders the same element as `renderLabel` writes. It uses no hook, state or clock, so it renders
 * the same on the server and in the browser.
 */

import { createElement, type ReactElement } from 'react';
import type { Provenance } from '../provenance-of.ts';

/** Properties of {@link Disclosure}. */
export interface DisclosureProps {
  /** Made on the server by `provenanceOf`. */
  readonly of: Provenance;
}

/**
 * The label, or nothing where none is called for or the item is hidden.
 * @example
 * ```ts
 * import type { Provenance } from 'contentmark/provenance';
 * import { Disclosure } from 'contentmark/react';
 * import { createElement } from 'react';
 * import { renderToStaticMarkup } from 'react-dom/server';
 *
 * export function renderLabelOf(provenance: Provenance): string {
 *   return renderToStaticMarkup(createElement(Disclosure, { of: provenance }));
 * }
 * ```
 */
export function Disclosure({ of: { isShown, label } }: DisclosureProps): ReactElement | null {
  if (!isShown || label === undefined) return null;
  return createElement(
    'div',
    {
      className: 'contentmark-label',
      id: label.id,
      role: 'note',
      lang: label.lang,
      dir: label.dir,
      'aria-label': label.name,
      'data-contentmark-label': label.label,
      'data-contentmark-basis': label.basis,
    },
    createElement('strong', null, label.short),
    ' ',
    createElement(
      'span',
      label.form === 'short' ? { className: 'contentmark-label-quiet' } : null,
      label.long,
    ),
  );
}
