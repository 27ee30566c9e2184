/**
 * Imports a package of this folder, as its users would. By a name that the compiler cannot
 * follow: on a fresh clone nothing is installed here, and there are no types to read. The
 * caller states the shape it uses.
 * @param {string} name
 * @returns {Promise<unknown>}
 */
export function load(name) {
  return import(name);
}
