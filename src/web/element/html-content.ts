/**
 * Makes content of marked HTML in the browser. It is a chunk of its own with the parser, loaded
 * only where a mark needs it.
 */

import { html } from '../../format/content/html/html.ts';
import { htmlText } from '../../format/content/html/html-text.ts';
import type { CompactSingle } from '../../verify/compact/content.ts';

/** What a piece of HTML may have been signed as. */
export function htmlReadings(source: string): readonly CompactSingle[] {
  return [html(source), htmlText(source)];
}
