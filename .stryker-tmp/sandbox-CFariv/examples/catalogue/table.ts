/** Prints rows under a header, columns as wide as what they hold, colours left out of the count. */
// @ts-nocheck

import { stripVTControlCharacters } from 'node:util';
import colors from 'picocolors';

const widthOf = (cell: string) => stripVTControlCharacters(cell).length;

export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  console.log(colors.dim(line(header)));
  console.log(colors.dim(line(widths.map((width) => '─'.repeat(width)))));
  for (const row of rows) console.log(line(row));
}
