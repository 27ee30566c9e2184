/**
 * Profile html-text-1: what a reader reads, without the markup (docs/profiles-html.md).
 * For content that a sanitizer or a template rewrites between signing and showing.
 */
import { wrongArgument } from '../../../errors.ts';
import { createContent, HTML_TEXT_1, type SingleContent } from '../content.ts';
import { canonicalizeHtml } from './canonicalize.ts';
import { writeReaderText } from './reader-text.ts';
import { CONTENT_LIMITS, HtmlProblem, parseFragment } from './tree.ts';

/**
 * The reader-visible text of an HTML fragment, with image alt texts and link targets.
 * The markup is not covered, and the verdict says so (`coverage: 'text'`): sanitize
 * before showing, or signed words may stand hidden, crossed out or beside a foreign script.
 */
export function htmlText(source: string): SingleContent {
  if (typeof source !== 'string') throw wrongArgument('source', 'a string', source);
  return createContent(HTML_TEXT_1, source, () =>
    canonicalizeHtml(() => {
      if (!source.isWellFormed()) throw new HtmlProblem('the HTML has a lone surrogate');
      if (source.includes('\0')) throw new HtmlProblem('the HTML has a NUL character');
      return writeReaderText(parseFragment(source, CONTENT_LIMITS));
    }),
  );
}
