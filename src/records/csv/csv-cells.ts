/**
 * Finds where the cells of one CSV record are (RFC 4180), so that one can be replaced without
 * touching the others. It refuses what readers understand differently (a quote inside an unquoted
 * cell, text behind a closing quote, a bare carriage return), because a mark on it would hold for
 * one reader and not for another.
 */

/** Where a cell stands in its record, with its quotes. */
export interface CellSpan {
  readonly start: number;
  readonly end: number;
}

/** The cells of a record, or the first thing that is wrong with it. */
export type SplitRecord =
  | {
      readonly cells: readonly CellSpan[];
      /** Before the line end. */
      readonly end: number;
      readonly problem?: never;
    }
  | { readonly problem: string };

/** Finds the cells of a record that may end with its line end. */
export function splitRecord(record: string, delimiter: string): SplitRecord {
  const end = findContentEnd(record);
  const cells: CellSpan[] = [];
  for (let at = 0; ; at += 1) {
    const stop =
      record[at] === '"'
        ? findClosingQuote(record, at, end)
        : findDelimiter(record, at, end, delimiter);
    if (typeof stop === 'string') return { problem: `cell ${cells.length + 1}: ${stop}` };
    cells.push({ start: at, end: stop });
    at = stop;
    if (at === end) return { cells, end };
    if (record[at] !== delimiter) {
      return { problem: `cell ${cells.length + 1}: text behind a closing quote` };
    }
  }
}

/** What a cell holds. */
export function readCell(record: string, { start, end }: CellSpan): string {
  return record[start] === '"'
    ? record.slice(start + 1, end - 1).replaceAll('""', '"')
    : record.slice(start, end);
}

/** A value as a cell, quoted where it must be or where the one it replaces was. */
export function writeCell(value: string, isQuoted: boolean, delimiter: string): string {
  const mustQuote = isQuoted || value.includes(delimiter) || /["\r\n]/.test(value);
  return mustQuote ? `"${value.replaceAll('"', '""')}"` : value;
}

function findContentEnd(record: string): number {
  if (!record.endsWith('\n')) return record.length;
  return record.endsWith('\r\n') ? record.length - 2 : record.length - 1;
}

function findDelimiter(
  record: string,
  start: number,
  end: number,
  delimiter: string,
): number | string {
  const found = record.indexOf(delimiter, start);
  const stop = found === -1 || found > end ? end : found;
  for (let at = start; at < stop; at++) {
    const sign = record[at];
    // Tab-separated values have no quotes of their own: 5" stands in a cell as it is.
    if (sign === '"' && delimiter !== '\t') return 'a quote inside an unquoted cell';
    if (sign === '\r' || sign === '\n') return 'a bare carriage return outside quotes';
  }
  return stop;
}

function findClosingQuote(record: string, start: number, end: number): number | string {
  for (let at = start + 1; ; at += 2) {
    at = record.indexOf('"', at);
    if (at === -1 || at >= end) return 'a quote that is never closed';
    if (record[at + 1] !== '"') return at + 1;
  }
}
