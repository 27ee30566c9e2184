/** Reads the rows of an import file as records by column or member name. */
import {
  FORMATS,
  type Format,
  formatOfName,
  InputError,
  openRecords,
  type Place,
} from 'contentmark/records';
import { EXIT, Failure, unreadable, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** A row, or why it could not be read. A row that cannot be read must not pass for clean. */
export type ImportRow = { readonly place: Place } & (
  | { readonly value: unknown }
  | { readonly problem: string }
) & {
    /** Set for the header of a table: where there is none, the first row stands in its place. */
    readonly isHeader?: true;
  };

/** Opens a file of rows; the members of an archive come one after the other. */
export async function* readRows(
  io: Io,
  file: string,
  format: Format | undefined,
): AsyncGenerator<ImportRow> {
  if (
    format === undefined &&
    formatOfName(file.replace(/\.gz$/i, '')) === undefined &&
    !/\.zip$/i.test(file)
  ) {
    const formats = FORMATS.join('|');
    throw usage(`FILE "${file}" does not say its format; add --format ${formats}`, '--format');
  }
  const streams = openRecords({
    file,
    ...(file === '-' && { stream: io.stdin as AsyncIterable<Uint8Array | string> }),
    ...(format !== undefined && { format }),
  });
  try {
    for await (const { pieces } of streams) {
      for await (const batch of pieces) {
        for (const piece of batch) {
          if (piece.type === 'gap') continue;
          if (piece.type === 'header' && piece.problem !== undefined) {
            yield { place: piece.place, problem: piece.problem.reason, isHeader: true };
          } else if (piece.type === 'header') {
            const value = Object.fromEntries(
              piece.names.map((name, index) => [`column ${index + 1}`, name]),
            );
            yield { place: piece.place, value, isHeader: true };
          } else if (piece.type === 'broken') {
            yield { place: piece.place, problem: piece.problem.reason };
          } else if (piece.row.problem !== undefined) {
            yield { place: piece.row.place, problem: piece.row.problem.reason };
          } else yield { place: piece.row.place, value: piece.row.toValue() };
        }
      }
    }
  } catch (error) {
    if (error instanceof InputError) {
      throw new Failure(EXIT.usage, 'ERR_INPUT', `${error.file}: ${error.problem}`, 'FILE');
    }
    throw error instanceof Failure ? error : unreadable(error, file, 'FILE');
  }
}
