/**
 * Profile html-text-1: the text that a reader sees, without the markup (docs/profiles-html.md). It
 * is for content that a sanitizer or a template rewrites between signing and showing.
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
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, signSync, verifySync } from 'contentmark';
 * import { htmlText } from 'contentmark/html';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(htmlText('<p>Light &amp; <b>warm</b></p>'), { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const options = { trust, environment: 'production', subject: 'trail-boot' };
 * // The words that a reader reads, in other markup.
 * console.log(verifySync(htmlText('<div>Light & warm</div>'), mark, options).status); // verified
 * ```
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
