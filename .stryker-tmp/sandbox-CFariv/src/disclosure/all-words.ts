/** The words of all languages at once, for servers. */
// @ts-nocheck

import type { Language, Words } from './languages.ts';
import { words as de } from './words/de.ts';
import { words as en } from './words/en.ts';
import { words as es } from './words/es.ts';
import { words as fr } from './words/fr.ts';
import { words as it } from './words/it.ts';
import { words as nl } from './words/nl.ts';
import { words as pl } from './words/pl.ts';
import { words as zhHans } from './words/zh-hans.ts';

/** The words by language. */
export const WORDS: Readonly<Record<Language, Words>> = {
  en,
  de,
  fr,
  es,
  it,
  nl,
  pl,
  'zh-Hans': zhHans,
};
