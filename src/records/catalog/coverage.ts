/**
 * Finds the parts of a map that a file has no column or member for, because a mark cannot cover
 * them. For a table they are known with its header, for JSON at the end, since every record may
 * have other members.
 */
import { findName, nearestName } from '../piece/fields.ts';
import { InputError } from '../piece/input-error.ts';
import type { ColumnNames, Piece, Row } from '../piece/piece.ts';
import type { CatalogMap } from './map.ts';

/** A part of the map that no column of the file is for. */
export interface UncoveredPart {
  readonly part: string;
  /** A column that may be meant. */
  readonly near?: string;
}

/** Compares the names in a file with the map. */
export interface Coverage {
  /**
   * Looks at pieces before they are given on.
   * @throws InputError where a header lacks the subject, or all parts, or with `requireParts` one
   */
  look(pieces: readonly Piece[]): void;
  /**
   * Behind the last piece.
   * @throws InputError with `requireParts`, where no record had some part
   */
  end(): void;
  /** Parts without a column, as far as the file has been read. */
  uncovered(): readonly UncoveredPart[];
  /** What divides the cells of a table; known with its header. */
  delimiter(): string | undefined;
}

/** Options of {@link createCoverage}. */
export interface CoverageOptions {
  readonly map: CatalogMap;
  /** What messages call the file. */
  readonly file: string;
  /** Whether a file that lacks a part is refused. Default: it is told. */
  readonly requireParts?: boolean;
}

/** Begins with the first piece of the file. */
export function createCoverage({ map, file, requireParts = false }: CoverageOptions): Coverage {
  const missing = new Map(map.parts);
  let names: readonly string[] = [];
  let delimiter: string | undefined;
  let isTable = false;

  function readHeader(found: readonly string[]): void {
    names = found;
    isTable = true;
    const has = (field: ColumnNames): boolean => typeof findName(names, field) === 'number';
    if (!has(map.subject)) {
      const near = nearestName(names, map.subject);
      const hint = near === undefined ? '' : `; is it ${JSON.stringify(near)}?`;
      throw new InputError(file, `no column ${list(map.subject)} for the subject${hint}`);
    }
    for (const [part, { column }] of map.parts) if (has(column)) missing.delete(part);
    if (missing.size === map.parts.size) {
      const wanted = [...map.parts.values()].map(({ column }) => list(column)).join(', ');
      throw new InputError(file, `none of the columns that the map signs: ${wanted}`);
    }
    assertCovered();
  }

  function readMembers(row: Row): void {
    if (names.length === 0) names = Object.keys(Object(row.toValue()));
    for (const [part, { column, each }] of missing) {
      // What is numbered is read from lines that belong to a record, and nothing else is.
      const isOwn = (each === undefined) === (row.parentId === undefined);
      if (isOwn && row.read(column) !== undefined) missing.delete(part);
    }
  }

  function assertCovered(): void {
    if (!requireParts || missing.size === 0) return;
    const parts = [...missing.keys()].join(', ');
    throw new InputError(file, `no column for ${parts}, and every part is required`);
  }

  return {
    look(pieces) {
      for (const piece of pieces) {
        if (isTable || missing.size === 0) return;
        if (piece.type === 'header') {
          delimiter = piece.delimiter;
          readHeader(piece.names);
        } else if (piece.type === 'row' && piece.row.isAround !== true) readMembers(piece.row);
      }
    },
    end() {
      if (!isTable) assertCovered();
    },
    uncovered() {
      // A column that is for something else is not the one that was meant.
      const free = names.filter((name) =>
        map.fields.every((field) => findName([name], field) !== 0),
      );
      return [...missing].map(([part, { column }]) => {
        const near = nearestName(free, column);
        return { part, ...(near !== undefined && { near }) };
      });
    },
    delimiter: () => delimiter,
  };
}

function list(field: ColumnNames): string {
  return field.map((name) => JSON.stringify(name)).join(' or ');
}
