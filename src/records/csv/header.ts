/** Reads the header of a CSV file and finds its columns by name. */
import { assertOneEach, findName } from '../piece/fields.ts';
import { InputError } from '../piece/input-error.ts';
import { nameColumns } from '../piece/names.ts';
import type { ColumnNames } from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';

/** A header that has been read. */
export interface CsvHeader {
  /** As the cells stand. */
  readonly cells: readonly string[];
  /** Names that differ from one another, for {@link Row.toValue}. */
  readonly names: readonly string[];
  readonly delimiter: string;
  /** The index of a column, or `undefined` where the file has none of its names. */
  indexOf(field: ColumnNames): number | undefined;
  /** The index of the mark's column; `undefined` where it is to be added at the end, or nowhere. */
  readonly markIndex: number | undefined;
  /** Whether rows get the mark's column at their end. */
  readonly isWidened: boolean;
}

/**
 * Reads the names of the columns.
 * @throws InputError where two columns go by the names of one field, or the text is in another encoding
 */
export function readHeader(
  cells: readonly string[],
  delimiter: string,
  { file, fields = [], mark }: ReadOptions,
): CsvHeader {
  if (cells[0]?.startsWith('\ufeff')) {
    throw new InputError(file, 'begins with a second byte order mark; save it with one or none');
  }
  if (cells.some((cell) => cell.includes('\0'))) {
    throw new InputError(
      file,
      'has NUL bytes in its header; it seems to be UTF-16 without a byte order mark: save it as UTF-8',
    );
  }
  assertOneEach(cells, fields, file);
  const indexes = new Map<ColumnNames, number | undefined>();
  const find = (field: ColumnNames): number | undefined => {
    if (!indexes.has(field)) {
      const index = findName(cells, field);
      indexes.set(field, index === 'several' ? undefined : index);
    }
    return indexes.get(field);
  };
  const markIndex = mark === undefined ? undefined : find(mark);
  return {
    cells,
    names: nameColumns(cells),
    delimiter,
    indexOf: find,
    markIndex,
    isWidened: mark !== undefined && markIndex === undefined,
  };
}
