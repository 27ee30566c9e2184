/** Marked HTML, compared in the browser: with its parser a chunk of its own, loaded where a mark asks for it. */
// @ts-nocheck

import type { CompactSingle } from 'contentmark/compact';
import { html, htmlText } from 'contentmark/html';

/** What a piece of HTML may have been signed as. */
export function htmlReadings(source: string): readonly CompactSingle[] {
  return [html(source), htmlText(source)];
}
