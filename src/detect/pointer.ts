/** Writes JSON Pointers (RFC 6901) to what was found. */
import { pointerStep } from '../json-pointer.ts';

/** Member names that could be personal data themselves: a map by e-mail address, by number. */
const TELLING = /@|\d[\d -]{10,}\d|(?:^|[^a-z])[psr]k_(?:test|live|sbox)_/i;
const MAX_NAME = 64;

/** How keys of payment services are written, and how switches are: `stripe_test_mode_enabled`. */
const KEY_LIKE = /_(?:test|live|sbox)_([\w+/=-]{8,})/gi;
/** Words of one case: no key is made of letters alone, in words as short as these. */
const WORDS = /^(?:[a-z]{1,16}(?:_[a-z]{1,16})*|[A-Z]{1,16}(?:_[A-Z]{1,16})*)$/;

/** The pointer along these member names; a telling name stands as `*`. */
export function toPointer(names: readonly (string | number)[]): string {
  let pointer = '';
  for (const name of names) {
    pointer += typeof name === 'string' && isTelling(name) ? '/*' : pointerStep(name);
  }
  return pointer;
}

function isTelling(name: string): boolean {
  if (name.length > MAX_NAME || TELLING.test(name)) return true;
  for (const [, body = ''] of name.matchAll(KEY_LIKE)) if (!WORDS.test(body)) return true;
  return false;
}
