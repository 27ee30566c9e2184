/** JSON Pointers (RFC 6901) to what was found. */

/** Member names that could be personal data themselves: a map by e-mail address, by number. */
const TELLING = /@|\d[\d -]{10,}\d|_(?:test|live|sbox)_/;
const MAX_NAME = 64;

/** The pointer along these member names; a telling name stands as `*`. */
export function toPointer(names: readonly (string | number)[]): string {
  let pointer = '';
  for (const name of names) {
    if (typeof name === 'number') pointer += `/${name}`;
    else if (name.length > MAX_NAME || TELLING.test(name)) pointer += '/*';
    else pointer += `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}
