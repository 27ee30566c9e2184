/**
 * Checks that a text can be normalized to Unicode's form C within bounds. Putting combining marks
 * in canonical order takes time that grows with the square of how many follow one another: 131,072
 * of them take ten seconds. No script stacks more than a dozen.
 */

/** Combining marks, variation selectors aside, that may follow one another. Part of the signed profiles: never changed. */
const MAX_COMBINING = 128;

// Variation selectors are marks without an order, so they cost nothing however many they are:
// invisible carriers, ours and other tools', are runs of thousands. A run is matched up to one more
// than may be: whole, one of millions would overflow the stack of the expression, and matched only
// from there on, the expression would start anew inside each shorter run.
const RUNS = /(?:(?!\p{VS})\p{M}){1,129}/gu;

/** What is wrong with a text that cannot be normalized within bounds, or `undefined`. */
export function findNfcProblem(text: string): string | undefined {
  for (const [run] of text.matchAll(RUNS)) {
    if (run.length > MAX_COMBINING && [...run].length > MAX_COMBINING) {
      return `more than ${MAX_COMBINING} combining marks follow one another`;
    }
  }
  return undefined;
}
