/**
 * jsdom and DOMPurify, as much of them as is used here. Their own types bring the browser's
 * globals into the program, which would then compile code for Node that only a browser runs.
 */
// @ts-nocheck

import { createRequire } from 'node:module';

/** An element, as much of it as is used here. */
export interface PageElement {
  innerHTML: string;
  textContent: string;
}

interface PageWindow {
  readonly document: { createElement(name: string): PageElement };
  readonly DOMParser: new () => {
    parseFromString(source: string, type: string): { readonly documentElement: PageElement };
  };
}

const require = createRequire(import.meta.url);

// What the two packages document, and the survey would fail at once if they did not hold.
const { JSDOM } = require('jsdom') as { readonly JSDOM: new () => { readonly window: PageWindow } };
const createDOMPurify = require('dompurify') as (window: PageWindow) => {
  sanitize(html: string): string;
};

/** One empty page. */
export const { window }: { readonly window: PageWindow } = new JSDOM();

/** DOMPurify with its default options, on that page. */
export const { sanitize: purify }: { sanitize(html: string): string } = createDOMPurify(window);

/** The text of markup, as an element of the page holds it. */
export function textOf(html: string): string {
  const element = window.document.createElement('div');
  element.innerHTML = html;
  return element.textContent;
}

/** The markup that shows a text, as the page writes it. */
export function htmlOf(text: string): string {
  const element = window.document.createElement('p');
  element.textContent = text;
  return element.innerHTML;
}
