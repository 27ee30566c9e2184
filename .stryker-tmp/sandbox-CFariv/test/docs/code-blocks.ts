/** The code of a page. */
// @ts-nocheck


/** Every block of a language, in order. */
export function blocksOf(page: string, language: string): readonly string[] {
  return [...page.matchAll(blockOf(language, 'gm'))].map((match) => match[1] as string);
}

/**
 * The one block whose opening line reads so, such as `ts run=first`.
 * @param info a pattern: `\\w+ run=first` for whichever language.
 */
export function namedBlock(page: string, info: string): string {
  const found = blockOf(info, 'm').exec(page)?.[1];
  if (found === undefined) throw new Error(`the page has no example ${info}`);
  return found;
}

function blockOf(info: string, flags: string): RegExp {
  return new RegExp(`^\`\`\`${info}\n([\\s\\S]*?)^\`\`\``, flags);
}
