/**
 * What the three formats have in common: pieces of a file in their order, whose bytes
 * together are the file. Some are rows, which can be read and can carry a mark.
 */

/** The names a column or member may have; the first is the one that is written. */
export type Field = readonly [string, ...string[]];

/** Why a record is broken, for programs; `detail` says it to people. */
export const BROKEN_REASONS = [
  /** Not as many cells as the header has. */
  'wrong-columns',
  /** Not CSV or not JSON, or two readers would understand it differently. */
  'malformed',
  /** Bytes that are not UTF-8. */
  'not-utf8',
  /** A record over {@link MAX_RECORD_BYTES}. */
  'too-large',
  /** No subject, or one that cannot be used. */
  'no-subject',
  /** Rows of one subject that do not stand together. */
  'repeated-subject',
  /** Rows of one record that contradict each other. */
  'conflicting-rows',
  /** A value of another type than its profile takes. */
  'wrong-type',
  /** Content or a host that no mark can be made for. */
  'unsignable',
] as const;

/** One of {@link BROKEN_REASONS}. */
type BrokenReason = (typeof BROKEN_REASONS)[number];

/** What is wrong with a record. */
export interface Problem {
  readonly reason: BrokenReason;
  readonly detail: string;
}

/** One value of a row. */
export interface Cell {
  /** Text in CSV, any value in JSON. */
  readonly value: unknown;
  /** The value as JSON text. In CSV that is what the cell holds. */
  readonly json: string;
  /** The bytes of a text; `undefined` for any other value. */
  readonly bytes: Uint8Array | undefined;
}

/** One row of CSV, one line of JSONL or one element of a JSON array. */
export interface Row {
  readonly line: number;
  /** As it stands in the file. */
  readonly bytes: Uint8Array;
  /** It can be read for checking, but not marked. */
  readonly problem: Problem | undefined;
  /** A value, or `undefined` where the row has none of that name. */
  read(field: Field): Cell | undefined;
  /**
   * The row with this as the value of the mark's column; `undefined` leaves the mark as it
   * is. Every other byte stays. A column that the file did not have is added to every row.
   */
  write(mark: string | undefined): Uint8Array;
}

/** A part of the file. */
export type Piece =
  | { readonly type: 'row'; readonly row: Row }
  | {
      readonly type: 'broken';
      readonly line: number;
      /** To copy. */
      readonly bytes: Uint8Array;
      readonly problem: Problem;
    }
  /** Header, blank lines, white space and commas: copied. */
  | { readonly type: 'gap'; readonly bytes: Uint8Array };

/**
 * The longest record. A product of some megabytes is real, and a quote that is never closed
 * must not pull the rest of a large file into memory.
 */
export const MAX_RECORD_BYTES: number = 16 * 1024 * 1024;

/** How many line feeds bytes hold. */
export function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
