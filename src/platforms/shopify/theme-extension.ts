/**
 * Gives the files of a theme app extension: a snippet that puts a product's mark into the page and
 * shows its stored verdict, and an app block that a merchant places on product pages.
 *
 * Liquid cannot verify a signature, but it can compare digests. The stored verdict is
 * write-protected and holds the SHA-256 of the description that was checked, so a description that
 * has been edited since shows as `changed` without any script. A translation has another digest, or
 * none.
 */
import type { ExtensionFiles } from './extension-files.ts';
import { extensionLocales } from './extension-locales.ts';
import { THEME_FILES } from './templates.ts';

/** The files of the theme app extension. */
export function themeExtension(): ExtensionFiles {
  return {
    ...THEME_FILES,
    ...extensionLocales(
      (words, label) => words.short[label],
      (words) => ({ contentmark: words }),
    ),
  };
}
