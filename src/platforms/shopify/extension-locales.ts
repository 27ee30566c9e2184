/** The words of the labels as the locale files of an extension, one for each language that has some. */
import { WORDS } from '../../disclose/words/all-words.ts';
import { LANGUAGES, type Language, type Words } from '../../disclose/words/languages.ts';
import type { ExtensionFiles } from './extension-files.ts';

/** Shopify names a storefront's languages by region where script would do: `zh-CN`. */
const FILE_OF: Readonly<Record<Language, string>> = {
  en: 'en.default',
  de: 'de',
  fr: 'fr',
  es: 'es',
  it: 'it',
  nl: 'nl',
  pl: 'pl',
  'zh-Hans': 'zh-CN',
};

/** The words of a product: generated, and made in part, by AI. */
export interface LabelWords {
  readonly ai_generated: string;
  readonly ai_modified: string;
}

/** A file a language. `form` chooses among the words, `shape` is what the file holds. */
export function extensionLocales(
  form: (words: Words, label: 'ai-generated' | 'ai-modified') => string,
  shape: (words: LabelWords) => object,
): ExtensionFiles {
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const words = WORDS[language];
      const ai_generated = form(words, 'ai-generated');
      const ai_modified = form(words, 'ai-modified');
      const text = JSON.stringify(shape({ ai_generated, ai_modified }), null, 2);
      return [`locales/${FILE_OF[language]}.json`, `${text}\n`];
    }),
  );
}
