/** Writes the steps of JSON Pointers (RFC 6901 §4). */

/** One step: a member's name or an item's index, escaped, behind its slash. */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
