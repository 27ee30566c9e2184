/** What a sanitizer keeps of accepted content is text that the profile covers, whichever of the two comes first. */

import createDOMPurify from 'dompurify';
import fc from 'fast-check';
// @ts-expect-error: it brings no types.
import { JSDOM } from 'jsdom';
// @ts-expect-error: it brings no types.
import sanitizeHtml from 'sanitize-html';
import { describe, expect, it } from 'vitest';
import { fragment, wordsOf } from '../../../fixtures/html-fragments.ts';
import { runs } from '../../../fixtures/runs.ts';
import { readerTextOf, structureOf } from './canonical.ts';

const { window } = new JSDOM('');
const purify = createDOMPurify(window);

/** The words that are left between the tags. */
function shownWords(sanitized: string): readonly string[] {
  const body = window.document.createElement('div');
  body.innerHTML = sanitized;
  for (const element of body.querySelectorAll('script, style')) element.remove();
  return wordsOf(body.textContent);
}

describe.each([
  ['sanitize-html', (source: string) => sanitizeHtml(source)],
  ['DOMPurify', (source: string) => purify.sanitize(source)],
])('%s keeps no word that is not covered', (_name, sanitize) => {
  it.each([
    ['html-text-1', readerTextOf],
    ['html-1', structureOf],
  ])('by %s', (_profile, outcomeOf) => {
    let accepted = 0;
    fc.assert(
      fc.property(fragment, (source) => {
        const { text } = outcomeOf(source);
        if (text === undefined) return;
        accepted += 1;
        const covered = new Set(wordsOf(text));
        expect(shownWords(sanitize(source)).filter((word) => !covered.has(word))).toEqual([]);
      }),
      { numRuns: runs(600) },
    );
    expect(accepted).toBeGreaterThan(runs(50));
  });
});
