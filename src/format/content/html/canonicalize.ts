/**
 * Runs a writer of canonical HTML, and gives the text or why the content has no canonical form. It
 * never throws.
 */
import { encodeUtf8 } from '../../bytes/utf8.ts';
import type { Canonical } from '../content.ts';
import { MAX_CANONICAL_BYTES } from './structure.ts';
import { HtmlProblem } from './tree.ts';

/** Runs a writer. Never throws. */
export function canonicalizeHtml(write: () => string): Canonical {
  try {
    const bytes = encodeUtf8(write());
    if (bytes.length > MAX_CANONICAL_BYTES) return { problem: 'the canonical form is too long' };
    return { form: bytes };
  } catch (error) {
    if (error instanceof HtmlProblem) return { problem: error.message };
    // Whatever a parser does on hostile input, the page that asked must go on, without a match.
    return { problem: `the HTML parser failed: ${String(error)}` };
  }
}
