/** The part of a page that a script writes, between two comments of its own. */
// @ts-nocheck


const END = '<!-- end of tables -->';

/**
 * The page with that part written anew.
 * @param script file under scripts/ that its first comment names.
 */
export function withTables(page: string, script: string, tables: string): string {
  const begin = `<!-- tables: written by scripts/${script} -->`;
  const [before, rest] = page.split(begin);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('the page has lost its markers');
  return `${before}${begin}\n\n${tables}\n${END}${after}`;
}
