/** Makes the rows of settings files: a name with its section, and a value. */

import { pointerStep } from '../../json-pointer.ts';
import { isNamed } from '../piece/fields.ts';
import {
  type Cell,
  type ColumnNames,
  countLines,
  MAX_RECORD_BYTES,
  type Piece,
  type Place,
  type Problem,
  type Row,
} from '../piece/piece.ts';
import { decodeDamaged } from '../piece/utf8.ts';

/** The file as text with one character for each byte, or why it is not read. */
export type HeldText =
  | { readonly latin1: string; readonly problem?: never }
  | { readonly problem: Piece };

/** Holds a settings file. One over the limit of a record is no settings file. */
export async function holdText(source: AsyncIterable<Uint8Array>, file: string): Promise<HeldText> {
  const held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > MAX_RECORD_BYTES) {
      const place = { file, record: 1, line: 1, byteStart: 0, byteEnd: bytes };
      const detail = `a settings file of over ${MAX_RECORD_BYTES} bytes; it was not read`;
      return {
        problem: {
          type: 'broken',
          place,
          bytes: new Uint8Array(0),
          problem: { reason: 'too-large', detail },
        },
      };
    }
    held.push(chunk);
  }
  return { latin1: Buffer.concat(held).toString('latin1') };
}

/** Collects the pieces of a settings file. */
export interface SettingPieces {
  gap(start: number, end: number): void;
  broken(start: number, end: number, problem: Problem): void;
  /** `path` is the section and the name. */
  row(start: number, end: number, path: readonly string[], value: string): void;
  all(): readonly Piece[];
}

/** Begins at the first byte of a file; stretches are given in order and without holes. */
export function createSettingPieces(latin1: string, file: string): SettingPieces {
  const pieces: Piece[] = [];
  let record = 0;
  let line = 1;

  function take(start: number, end: number): { bytes: Uint8Array; at: number } {
    const bytes = new Uint8Array(Buffer.from(latin1.slice(start, end), 'latin1'));
    const at = line;
    line += countLines(bytes);
    return { bytes, at };
  }

  return {
    gap(start, end) {
      pieces.push({ type: 'gap', bytes: take(start, end).bytes });
    },
    broken(start, end, problem) {
      const { bytes, at } = take(start, end);
      record += 1;
      const place = { file, record, line: at, byteStart: start, byteEnd: end };
      pieces.push({ type: 'broken', place, bytes, problem });
    },
    row(start, end, path, value) {
      const { bytes, at } = take(start, end);
      record += 1;
      const names = path.map(decodeDamaged);
      const pointer = names.map(pointerStep).join('');
      const place = { file, record, line: at, pointer, byteStart: start, byteEnd: end };
      pieces.push({ type: 'row', row: createRow(place, bytes, names, value) });
    },
    all: () => pieces,
  };
}

function createRow(place: Place, bytes: Uint8Array, path: readonly string[], latin1: string): Row {
  const value = decodeDamaged(latin1);
  const name = path.at(-1) as string;
  return {
    place,
    bytes,
    problem: value.isWellFormed()
      ? undefined
      : { reason: 'not-utf8', detail: 'bytes that are not UTF-8' },
    read(field: ColumnNames): Cell | undefined {
      if (!isNamed(name, field)) return undefined;
      return { value, json: value, bytes: new Uint8Array(Buffer.from(latin1, 'latin1')) };
    },
    toValue() {
      // Sections stand around their settings, as a guard of settings looks at them.
      return path.reduceRight<unknown>((inner, key) => {
        const outer: Record<string, unknown> = Object.create(null);
        outer[key] = inner;
        return outer;
      }, value);
    },
    write: undefined,
  };
}
