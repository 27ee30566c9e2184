/** A page as a shop has it, without any server: what is rendered on both sides in react.test.ts. */
import type { Provenance as Shown } from 'contentmark/provenance';
import { Disclosure, Provenance } from 'contentmark/react';
import { createElement, lazy, type ReactElement, Suspense } from 'react';

/** What a loader gives the page: plain data. */
export interface Item {
  readonly title: string;
  readonly description: string;
  readonly provenance: Shown;
}

/** A listing. */
export function Page({ items }: { readonly items: readonly Item[] }): ReactElement {
  return createElement(
    'main',
    null,
    items.map(({ title, description, provenance }) =>
      createElement(
        'article',
        { key: title },
        createElement('h2', null, title),
        createElement(
          Provenance,
          { of: provenance, fallback: createElement('p', null, 'Not on sale') },
          createElement('p', null, description),
        ),
        createElement('footer', null, createElement(Disclosure, { of: provenance })),
      ),
    ),
  );
}

/** The same, the item behind a boundary that is streamed when it is there. */
export function LatePage({ items }: { readonly items: readonly Item[] }): ReactElement {
  const Late = lazy(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { default: () => createElement(Page, { items }) };
  });
  const fallback = createElement('p', null, 'A moment');
  return createElement(Suspense, { fallback }, createElement(Late));
}
