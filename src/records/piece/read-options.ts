/** The options of every format's reader. */
import type { ColumnNames } from './piece.ts';

/** Options of a reader. */
export interface ReadOptions {
  /** What places call the file. */
  readonly file: string;
  /** Columns or members of which a record may have one only; two would be read differently. */
  readonly fields?: readonly ColumnNames[];
  /** Where the mark goes, for rows that are written back. */
  readonly mark?: ColumnNames;
  /**
   * The member of a JSON document that holds the records, where it is not the first thing in it; the
   * table of a dump or the sheet of a workbook, where others are not to be read.
   */
  readonly list?: string;
}
