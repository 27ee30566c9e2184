/** `contentmark/words`: the words of one language, loaded when they are needed. Re-exports only. */
// @ts-nocheck

export type { CheckWord, Language, Words } from '../disclosure/languages.ts';
export { languageFor, loadWords } from '../disclosure/load-words.ts';
