/** Marked HTML, compared in the browser: with its parser a chunk of its own, loaded where a mark asks for it. */

import { html } from '../../format/content/html/html.ts';
import { htmlText } from '../../format/content/html/html-text.ts';
import type { CompactSingle } from '../../verify/compact/content.ts';

/** What a piece of HTML may have been signed as. */
export function htmlReadings(source: string): readonly CompactSingle[] {
  return [html(source), htmlText(source)];
}
