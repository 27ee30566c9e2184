/** The header of a CSV file against the map: which column is what. */
import { usage } from '../terminal/failure.ts';
import { suspectDelimiter } from './csv-delimiter.ts';
import type { CatalogMap } from './map.ts';
import type { Field } from './row.ts';

/** Where the map's columns stand. */
export interface CsvHeader {
  readonly width: number;
  /** The index of a column, or `undefined` where the file has none of its names. */
  indexOf(field: Field): number | undefined;
  /** The index of the mark's column; `undefined` where it is to be added at the end. */
  readonly markIndex: number | undefined;
}

/**
 * Finds the map's columns. A map that does not fit is the caller's mistake, found before
 * any record is touched.
 */
export function readHeader(names: readonly string[], map: CatalogMap): CsvHeader {
  const indexes = new Map<Field, number>();
  for (const field of map.fields) {
    const index = findColumn(names, field);
    if (index !== undefined) indexes.set(field, index);
  }
  if (!indexes.has(map.subject)) {
    throw usage(
      `INPUT has no column ${list(map.subject)} for the subject${suspectDelimiter(names)}`,
      'INPUT',
    );
  }
  if (![...map.parts.values()].some((part) => indexes.has(part.column))) {
    const wanted = [...map.parts.values()].map((part) => list(part.column)).join(', ');
    throw usage(`INPUT has none of the columns that the map signs: ${wanted}`, 'INPUT');
  }
  return {
    width: names.length,
    indexOf: (field) => indexes.get(field),
    markIndex: indexes.get(map.carrier.column),
  };
}

function findColumn(names: readonly string[], field: Field): number | undefined {
  const found: number[] = [];
  names.forEach((name, index) => {
    if (field.includes(name)) found.push(index);
  });
  // Importers differ in which of two columns they take, so a mark could cover the other one.
  if (found.length > 1) {
    throw usage(`INPUT has ${found.length} columns for ${list(field)}; leave one`, 'INPUT');
  }
  return found[0];
}

function list(field: Field): string {
  return field.map((name) => JSON.stringify(name)).join(' or ');
}
