/** The words of all languages at once, for servers. */

import { words as de } from './de.ts';
import { words as en } from './en.ts';
import { words as es } from './es.ts';
import { words as fr } from './fr.ts';
import { words as it } from './it.ts';
import type { Language, Words } from './languages.ts';
import { words as nl } from './nl.ts';
import { words as pl } from './pl.ts';
import { words as zhHans } from './zh-hans.ts';

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
