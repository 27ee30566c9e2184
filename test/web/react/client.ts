/** The page in the browser. Bundled once with each React. */
import { createElement, useEffect } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { type Item, Page } from './page.ts';

function Mounted({ items, done }: { readonly items: readonly Item[]; readonly done: () => void }) {
  useEffect(done);
  return createElement(Page, { items });
}

/** Takes over the server's HTML; gives what React had to mend. */
export async function hydrate(container: Element, items: readonly Item[]): Promise<unknown[]> {
  const errors: unknown[] = [];
  await new Promise<void>((done) => {
    hydrateRoot(container, createElement(Mounted, { items, done }), {
      onRecoverableError: (error) => errors.push(error),
    });
  });
  return errors;
}

/** Renders without any HTML of a server, as after a click on a link. */
export async function mount(container: Element, items: readonly Item[]): Promise<void> {
  await new Promise<void>((done) => {
    createRoot(container).render(createElement(Mounted, { items, done }));
  });
}
