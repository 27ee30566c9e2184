/**
 * The types that all formats share: pieces of a file in their order. Some are rows, which can be
 * read. In formats that carry a mark the pieces together are the whole file, so a row can be
 * written back without changing what is around it.
 */

/** Where a record stands. */
export interface Place {
  /** The file as it was named; a member of an archive stands behind `!/`: `export.zip!/products.csv`. */
  readonly file: string;
  /** From 1; headers, comments and blank lines are not counted. 0 for a header. */
  readonly record: number;
  /** Of its first byte, from 1. */
  readonly line: number;
  /** Of its first byte within the line, from 1. Set where a line may hold several records. */
  readonly column?: number;
  /** What holds it (RFC 6901): `/products/3` in JSON, `/core_config_data/7` in a dump. */
  readonly pointer?: string;
  /** Its first byte, after decompression and as UTF-8, from 0. */
  readonly byteStart: number;
  /** Behind its last byte. */
  readonly byteEnd: number;
}

/** The names a column or member may have; the first is the one that is written. */
export type ColumnNames = readonly [string, ...string[]];

/** Why a record is broken, for programs; `detail` says it to people. */
export const BROKEN_REASONS = [
  /** Not as many cells as the header has. */
  'wrong-columns',
  /** Not in the grammar of its format, or two readers would understand it differently. */
  'malformed',
  /** Bytes that are not text in the encoding of the file. */
  'not-utf8',
  /** The file could not be read to its end: damaged, cut off, or grown beyond all text. */
  'unreadable',
  /** A record over {@link MAX_RECORD_BYTES}. */
  'too-large',
  /** A header row that stands among the records. */
  'repeated-header',
  /** No subject, or one that cannot be used. */
  'no-subject',
  /** Rows of one subject that do not stand together. */
  'repeated-subject',
  /** Rows of one record that contradict each other, or of which one could not be read. */
  'conflicting-rows',
  /** A line that belongs to a record which is not in the file before it. */
  'no-parent',
  /** A value of another type than its profile takes. */
  'wrong-type',
  /** Content or a host that no mark can be made for. */
  'unsignable',
] as const;

/** One of {@link BROKEN_REASONS}. */
export type BrokenReason = (typeof BROKEN_REASONS)[number];

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

/** One row of a table, one line of JSONL, one element of an array, one item of a feed. */
export interface Row {
  readonly place: Place;
  /** As it stands in the file. */
  readonly bytes: Uint8Array;
  /** It can be read for checking, but not marked. */
  readonly problem: Problem | undefined;
  /** The id of the record that this one belongs to: `__parentId` in JSONL of Shopify's bulk operations. */
  readonly parentId?: string;
  /** Set for what stands around a list of records: to be looked at, and no record of its own. */
  readonly isAround?: true;
  /** A value, or `undefined` where the row has none of that name. */
  read(field: ColumnNames): Cell | undefined;
  /** All of the row as one value, for guards and detectors: an object without a prototype. */
  toValue(): unknown;
  /**
   * The row with this as the value of the mark's column; `undefined` leaves the mark as it
   * is. Every other byte stays. A column that the file did not have is added to every row where
   * the format can do that. `undefined` for rows that cannot carry a mark.
   */
  readonly write: ((mark: string | undefined) => Uint8Array) | undefined;
}

/** A record that can be read. */
export interface RowPiece {
  readonly type: 'row';
  readonly row: Row;
}

/** A record that cannot be read. */
export interface BrokenPiece {
  readonly type: 'broken';
  readonly place: Place;
  /** To copy. */
  readonly bytes: Uint8Array;
  readonly problem: Problem;
}

/** A part of the file. */
export type Piece =
  | RowPiece
  | BrokenPiece
  /** The names of the columns, before the first row. */
  | {
      readonly type: 'header';
      readonly place: Place;
      /** To write: with the mark's column where rows get one. */
      readonly bytes: Uint8Array;
      readonly names: readonly string[];
      /** What divides the cells; `undefined` in a sheet. */
      readonly delimiter: string | undefined;
      /** Its names cannot all be read. */
      readonly problem: Problem | undefined;
    }
  /** Blank lines, comments, white space and commas: copied. */
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
