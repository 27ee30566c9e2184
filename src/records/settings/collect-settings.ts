/**
 * Collects the settings in a file as one object, from any of these forms: a JSON document, `.env`
 * and INI with their sections, or rows of Magento's `core_config_data` (path and value, with
 * scope).
 */
import type { ColumnNames, Piece, Row } from '../piece/piece.ts';

/** What a file says, or the first thing in it that cannot be read. */
export type CollectedSettings =
  | { readonly value: Readonly<Record<string, unknown>>; readonly problem?: never }
  | { readonly problem: string };

const PATH: ColumnNames = ['path'];
const VALUE: ColumnNames = ['value'];
const SCOPE: ColumnNames = ['scope'];
const SCOPE_ID: ColumnNames = ['scope_id'];

/** The table of a dump that holds settings; rows of others are passed over. */
const TABLE = 'core_config_data';

/** Collects the pieces of one document. */
export async function collectSettings(
  pieces: AsyncIterable<readonly Piece[]>,
): Promise<CollectedSettings> {
  const all: Record<string, unknown> = Object.create(null);
  for await (const batch of pieces) {
    for (const piece of batch) {
      if (piece.type === 'broken') {
        return { problem: `line ${piece.place.line}: ${piece.problem.detail}` };
      }
      if (piece.type !== 'row') continue;
      if (piece.row.problem !== undefined) {
        return { problem: `line ${piece.row.place.line}: ${piece.row.problem.detail}` };
      }
      if (isOtherTable(piece.row)) continue;
      merge(all, readSetting(piece.row));
    }
  }
  return { value: all };
}

function isOtherTable({ place }: Row): boolean {
  const table = /^\/([^/]+)\/\d+$/.exec(place.pointer ?? '')?.[1];
  return table !== undefined && !table.endsWith(TABLE);
}

/** A row of `core_config_data` as `{ scope: { path: value } }`; any other row as it is. */
function readSetting(row: Row): unknown {
  const path = row.read(PATH)?.value;
  const value = row.read(VALUE);
  if (typeof path !== 'string' || value === undefined) return row.toValue();
  const scope = row.read(SCOPE)?.value;
  const id = row.read(SCOPE_ID)?.value;
  const setting = own(path, value.value);
  if (scope === undefined || scope === 'default') return own('default', setting);
  return own(id === undefined ? String(scope) : `${scope}/${id}`, setting);
}

function own(name: string, value: unknown): Record<string, unknown> {
  const object: Record<string, unknown> = Object.create(null);
  object[name] = value;
  return object;
}

/** Adds members, and those of objects within. A name that comes again has its last value. */
function merge(into: Record<string, unknown>, more: unknown): void {
  if (typeof more !== 'object' || more === null) return;
  for (const [name, value] of Object.entries(more)) {
    const before = into[name];
    if (isObject(before) && isObject(value)) merge(before, value);
    else into[name] = value;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
