/**
 * Remembers long texts in which nothing was found, so that the same page is not read again. Equal
 * text has equal findings, so this changes no answer. A text is looked up by a few of its
 * characters and then compared whole, which takes a twentieth of the time of reading it.
 */

/** Remembers texts. */
export interface CleanTexts {
  has(text: string): boolean;
  add(text: string): void;
}

/** Characters that a text is looked up by. */
const SAMPLES = 16;
/** Shorter texts are read faster than they are looked up. */
const MIN_LENGTH = 128;

/** @param maxCharacters of all texts together; 0 for none. */
export function createCleanTexts(maxCharacters: number): CleanTexts {
  const texts = new Map<number, string>();
  let characters = 0;
  return {
    has(text) {
      return text.length >= MIN_LENGTH && texts.get(sampleOf(text)) === text;
    },
    add(text) {
      if (text.length < MIN_LENGTH || text.length > maxCharacters) return;
      const sample = sampleOf(text);
      characters += text.length - (texts.get(sample)?.length ?? 0);
      // Everything at once: which of a shop's texts are old, nobody knows.
      if (characters > maxCharacters) {
        texts.clear();
        characters = text.length;
      }
      texts.set(sample, text);
    },
  };
}

/** A number that differs for most texts. Two with the same one take turns in one place. */
function sampleOf(text: string): number {
  const step = text.length / SAMPLES;
  let hash = text.length;
  for (let at = 0; at < SAMPLES; at++) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(Math.floor(at * step))) | 0;
  }
  return hash;
}
