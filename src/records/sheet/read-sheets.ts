/**
 * Reads workbooks (.xlsx), as Matrixify and merchants save them, with the optional peer
 * read-excel-file. Each sheet is a table whose first row with a value is its header. Workbooks are
 * only read: marks are written into a CSV export of the sheet.
 */
import { ContentmarkError } from '../../errors.ts';
import { assertOneEach, isNamed } from '../piece/fields.ts';
import { InputError } from '../piece/input-error.ts';
import { nameColumns, toRecord } from '../piece/names.ts';
import type { Cell, ColumnNames, Piece, Place, Row } from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { assertSizes } from '../source/unzip.ts';

/** A workbook is held whole: its directory is at its end, and its texts stand apart from its cells. */
const MAX_WORKBOOK_BYTES = 64 * 1024 * 1024;

/** Unpacked. Above this its sheets are exported as CSV, which is streamed. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/** Numbers are asked for as text, so a cell is one of these. */
type Value = string | boolean | Date | null;

interface Sheet {
  readonly sheet: string;
  readonly data: readonly (readonly Value[])[];
}

/** Reads the bytes of a workbook. */
export async function* readSheets(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const readWorkbook = await loadPeer();
  const bytes = await hold(source, options.file);
  await assertSizes(bytes, options.file, MAX_UNPACKED_BYTES);
  let sheets: readonly Sheet[];
  try {
    sheets = await readWorkbook(Buffer.from(bytes));
  } catch (error) {
    throw new InputError(
      options.file,
      `is not a readable workbook: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  let record = 0;
  for (const { sheet, data } of sheets) {
    if (options.list !== undefined && sheet !== options.list) continue;
    const file = `${options.file}!/${sheet}`;
    let names: readonly string[] | undefined;
    for (const [index, cells] of data.entries()) {
      const values = cells.map(toText);
      if (values.every((value) => value === '')) continue;
      if (names === undefined) {
        assertOneEach(values, options.fields ?? [], file);
        names = nameColumns(values);
        const place = { file, record: 0, line: index + 1, byteStart: 0, byteEnd: bytes.length };
        yield [
          {
            type: 'header',
            place,
            bytes: NOTHING,
            names,
            delimiter: undefined,
            problem: undefined,
          },
        ];
        continue;
      }
      record += 1;
      const place = { file, record, line: index + 1, byteStart: 0, byteEnd: bytes.length };
      yield [{ type: 'row', row: createRow(place, names, values) }];
    }
  }
}

const NOTHING = new Uint8Array(0);

type ReadWorkbook = (file: Buffer) => Promise<readonly Sheet[]>;

async function loadPeer(): Promise<ReadWorkbook> {
  try {
    const { default: read } = await import('read-excel-file/node');
    // Numbers as they are written: a barcode of twenty digits is no number.
    // Its types know no cell but a Date where numbers are read by a function of one's own.
    return async (file) =>
      (await read(file, {
        parseNumber: (text: string) => text,
        trim: false,
      })) as unknown as Sheet[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new ContentmarkError(
      'ERR_RUNTIME',
      'reading .xlsx needs the optional package read-excel-file: npm install read-excel-file@9, or save the sheet as CSV',
    );
  }
}

async function hold(source: AsyncIterable<Uint8Array>, file: string): Promise<Uint8Array> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MAX_WORKBOOK_BYTES) {
      throw new InputError(
        file,
        `is a workbook of over ${MAX_WORKBOOK_BYTES} bytes; save its sheets as CSV`,
      );
    }
    held.push(chunk);
  }
  return Buffer.concat(held);
}

function toText(value: Value): string {
  if (value === null) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}

function createRow(place: Place, names: readonly string[], values: readonly string[]): Row {
  return {
    place,
    bytes: new Uint8Array(0),
    problem: undefined,
    read(field: ColumnNames): Cell | undefined {
      const value = values[names.findIndex((name) => isNamed(name, field))];
      if (value === undefined) return undefined;
      return { value, json: value, bytes: new Uint8Array(Buffer.from(value, 'utf8')) };
    },
    toValue: () => toRecord(names, values),
    write: undefined,
  };
}
