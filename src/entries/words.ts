/** `contentmark/words`: the words of one language, loaded when they are needed. Re-exports only. */
export type { CheckWord, Language, Words } from '../disclose/words/languages.ts';
export { languageFor, loadWords } from '../disclose/words/load-words.ts';
