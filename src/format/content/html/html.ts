/**
 * Profile html-1: the structure a browser builds from a fragment that stands inside a
 * `<div>` (docs/profiles-html.md). Scripts, handlers, styles, classes, links and image
 * sources are covered: nobody may add one to signed copy and still pass.
 */
import { wrongArgument } from '../../../errors.ts';
import { createContent, HTML_1, type SingleContent } from '../content.ts';
import { canonicalizeHtml } from './canonicalize.ts';
import { parseContained } from './contained.ts';
import { writeStructure } from './structure.ts';

/**
 * An HTML fragment with all its markup: a description as the shop stores it. Refused
 * where it would not stay inside the element around it (an unclosed `<b>`, a stray
 * `</div>`), because then it has no structure of its own.
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, signSync, verifySync } from 'contentmark';
 * import { html } from 'contentmark/html';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(html('<p>Light &amp; warm</p>'), { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const options = { trust, environment: 'production', subject: 'trail-boot' };
 * // The same elements and words, written differently.
 * console.log(verifySync(html('<P>Light & warm</p>'), mark, options).status); // verified
 * console.log(verifySync(html('<p onclick="x()">Light &amp; warm</p>'), mark, options).status); // rejected
 * ```
 */
export function html(source: string): SingleContent {
  if (typeof source !== 'string') throw wrongArgument('source', 'a string', source);
  return createContent(HTML_1, source, () =>
    canonicalizeHtml(() => {
      const { nodes, input } = parseContained(source);
      return writeStructure(nodes, input);
    }),
  );
}
