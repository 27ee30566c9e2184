/** Loads the words of one language, for pages, which use only one. */
import type { Language, Words } from './languages.ts';

const LOAD: Readonly<Record<Language, () => Promise<{ readonly words: Words }>>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  it: () => import('./it.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  'zh-Hans': () => import('./zh-hans.ts'),
};

/** The language for a BCP 47 tag, by its first subtag; `en` where there are no words for it. */
export function languageFor(tag: string): Language {
  const [primary = ''] = tag.toLowerCase().split('-');
  // Traditional Chinese has no words here, and simplified ones would be the wrong script.
  if (primary === 'zh') return /hant|tw|hk|mo/i.test(tag) ? 'en' : 'zh-Hans';
  return Object.hasOwn(LOAD, primary) ? (primary as Language) : 'en';
}

/** Loads the words of a language. */
export async function loadWords(language: Language): Promise<Words> {
  return (await LOAD[language]()).words;
}
