/** Makes a row of one CSV record, which keeps its bytes as they came. */
import { toRecord } from '../piece/names.ts';
import type { Cell, ColumnNames, Place, Problem, Row } from '../piece/piece.ts';
import { decodeDamaged, encodeLatin1 } from '../piece/utf8.ts';
import { type CellSpan, readCell, writeCell } from './csv-cells.ts';
import type { CsvHeader } from './header.ts';

/** A record whose cells have been found. */
export interface CsvRecord {
  /** One character for each byte. */
  readonly raw: string;
  readonly bytes: Uint8Array;
  readonly place: Place;
  readonly problem: Problem | undefined;
  readonly split: { readonly cells: readonly CellSpan[]; readonly end: number };
  readonly header: CsvHeader;
}

/** A row of as many cells as the header has. */
export function createCsvRow({ raw, bytes, place, problem, split, header }: CsvRecord): Row {
  const { markIndex, isWidened, delimiter } = header;
  return {
    place,
    bytes,
    problem,
    read(field: ColumnNames): Cell | undefined {
      const index = header.indexOf(field);
      if (index === undefined) return undefined;
      const latin1 = readCell(raw, split.cells[index] as CellSpan);
      const value = decodeDamaged(latin1);
      return {
        value,
        json: value,
        get bytes() {
          return new Uint8Array(Buffer.from(latin1, 'latin1'));
        },
      };
    },
    toValue: () =>
      toRecord(
        header.names,
        split.cells.map((cell) => decodeDamaged(readCell(raw, cell))),
      ),
    write(mark: string | undefined): Uint8Array {
      if (isWidened) {
        // A row that is one cell short would shift in readers that fill up from the left.
        const cell = writeCell(encodeLatin1(mark ?? ''), false, delimiter);
        return splice(raw, split.end, split.end, `${delimiter}${cell}`);
      }
      if (mark === undefined || markIndex === undefined) return bytes;
      const { start, end } = split.cells[markIndex] as CellSpan;
      return splice(raw, start, end, writeCell(encodeLatin1(mark), raw[start] === '"', delimiter));
    },
  };
}

function splice(raw: string, start: number, end: number, latin1: string): Uint8Array {
  return Buffer.from(raw.slice(0, start) + latin1 + raw.slice(end), 'latin1');
}
