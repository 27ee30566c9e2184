/** Recognises every text of a record: what a scan and the command ask a registry. */
import { toPointer } from '../pointer.ts';
import { visitTexts } from '../texts.ts';
import type { Registry, RegistryMatch } from './entry.ts';
import { queryOf } from './fingerprint.ts';
import { wordsOf } from './words.ts';

/** Shorter texts stand in every catalogue: that "Dark blue" was signed once says nothing of the next one. */
const LEAST_WORDS = 3;

/** A text of the record that the registry knows. */
export interface Recognised {
  /** JSON Pointer; a member name that could be personal data stands as `*`. */
  readonly path: string;
  /** Exact ones first, then the nearest. */
  readonly matches: readonly RegistryMatch[];
}

/**
 * Looks up every text of three words and more in plain data.
 * @param now Unix seconds: entries that were to be kept until an earlier moment are passed over.
 * @returns `isComplete` is false where the data was too large or too deep, or could not be read.
 * @throws ContentmarkError what the store throws; never for the data.
 */
export async function recognize(
  data: unknown,
  registry: Pick<Registry, 'recognize'>,
  now: number,
): Promise<{ readonly recognised: readonly Recognised[]; readonly isComplete: boolean }> {
  const texts: { readonly path: string; readonly text: string }[] = [];
  const { isComplete } = visitTexts(data, (text, names) => {
    if (wordsOf(text).length >= LEAST_WORDS) texts.push({ path: toPointer(names), text });
  });
  const recognised: Recognised[] = [];
  for (const { path, text } of texts) {
    const matches = await registry.recognize(queryOf(text), now);
    if (matches.length > 0) recognised.push({ path, matches });
  }
  return { recognised, isComplete };
}
