/**
 * Gives the files of a checkout UI extension that shows, under a line of the cart, that AI made its
 * content, wholly or in part, where the app decided to disclose it. It reads the verdict, which
 * Shopify passes to it without any network. It cannot verify marks itself, because a checkout does
 * not see descriptions. It blocks nothing: Shopify has deprecated that in UI extensions, and a
 * Function reads the same verdict.
 */

import type { ExtensionFiles } from './extension-files.ts';
import { extensionLocales } from './extension-locales.ts';
import { CHECKOUT_FILES } from './templates.ts';

/** The files of the checkout UI extension. */
export function checkoutExtension(): ExtensionFiles {
  return {
    ...CHECKOUT_FILES,
    // A sentence: "AI-generated" alone, under the name of a pair of boots, would be said of the boots.
    ...extensionLocales(
      (words, label) => words.long[label].content,
      (words) => words,
    ),
  };
}
