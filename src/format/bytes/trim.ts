/**
 * Trims given characters from a text, by index. An expression such as `/[ \t]+$/` starts anew at
 * each space of a run that is not the last one, so its work grows with the square of the run. The
 * linter refuses such expressions (eslint.config.js).
 */

/** A text without the given characters at its end. Each one is a single UTF-16 code unit. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text without the given characters at its start and its end. */
export function trim(text: string, characters: string): string {
  const rest = trimEnd(text, characters);
  let start = 0;
  while (start < rest.length && characters.includes(rest.charAt(start))) start += 1;
  return rest.slice(start);
}
