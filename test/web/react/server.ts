/** The page on the server. Bundled once with each React. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createElement } from 'react';
import { renderToPipeableStream, renderToStaticMarkup, renderToString } from 'react-dom/server';
import { type Item, LatePage, Page } from './page.ts';

export { version } from 'react';

export function render(items: readonly Item[]): string {
  return renderToString(createElement(Page, { items }));
}

export function renderStatic(items: readonly Item[]): string {
  return renderToStaticMarkup(createElement(Page, { items }));
}

export async function stream(items: readonly Item[]): Promise<string> {
  const body = new PassThrough();
  const { pipe } = renderToPipeableStream(createElement(LatePage, { items }), {
    onShellReady: () => pipe(body),
    onError: (error) => {
      body.destroy(new Error(String(error)));
    },
  });
  return text(body);
}
