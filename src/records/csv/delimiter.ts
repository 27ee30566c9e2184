/**
 * Finds the character that divides the cells of a CSV file. RFC 4180 knows the comma only;
 * spreadsheets write semicolons where the comma divides decimals, feeds use tabs, and databases
 * pipes.
 */

/** What divides cells. */
export type Delimiter = (typeof DELIMITERS)[number];

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What the first lines of a table say about it. */
export interface TableStart {
  /** `undefined` where two characters are equally frequent in the header. */
  readonly delimiter: Delimiter | undefined;
  /** Where the header begins, behind a line such as `sep=;` that only names the delimiter. */
  readonly header: number;
}

/** A line that spreadsheets put above the header. */
const STATEMENT = /^"?sep=([,;\t|])"?[\r\n]*/i;

/**
 * Finds the character that stands most often in the first line that is not blank, outside of
 * quotes; a comma where there is none.
 * @param start the beginning of a file, or its header.
 */
export function readTableStart(start: string): TableStart {
  const stated = STATEMENT.exec(start);
  // The expression lets nothing else through.
  if (stated !== null) return { delimiter: stated[1] as Delimiter, header: stated[0].length };
  const counts = countDelimiters(start);
  const most = Math.max(...counts.values());
  const found = DELIMITERS.filter((one) => counts.get(one) === most);
  const delimiter = most === 0 ? ',' : found.length === 1 ? found[0] : undefined;
  return { delimiter, header: 0 };
}

/** In the first line that is not blank. */
function countDelimiters(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(DELIMITERS.map((one) => [one, 0]));
  let isQuoted = false;
  let isBegun = false;
  let before = '';
  for (const character of text) {
    const isLineEnd = character === '\n' || character === '\r';
    if (isLineEnd && isBegun && !isQuoted) break;
    isBegun ||= !isLineEnd;
    if (character === '"') {
      // It opens a cell at its beginning only: `5" screen` has none.
      const mayOpen = '"\r\n'.includes(before) || counts.has(before);
      isQuoted = !isQuoted && mayOpen;
    } else if (!isQuoted) {
      const count = counts.get(character);
      if (count !== undefined) counts.set(character, count + 1);
    }
    before = character;
  }
  return counts;
}

/** Whether a record is a line that only names the delimiter. */
export function isStatement(record: string): boolean {
  return STATEMENT.exec(record)?.[0].length === record.length;
}
