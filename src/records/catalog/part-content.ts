/** Makes the signed parts of one record from its rows. */
import type { PartsContent, SingleContent } from '../../format/content/content.ts';
import { numberedParts } from '../../format/content/numbered-parts.ts';
import { parts } from '../../format/content/parts.ts';
import { raw } from '../../format/content/raw.ts';
import type { Cell, Problem, Row } from '../piece/piece.ts';
import type { CatalogMap, EachRow } from './map.ts';
import type { ContentMaker, ProfileName } from './profiles.ts';

/** What a record shows. */
export interface ShownParts {
  /** `undefined` where every part is empty, or where no content can be made. */
  readonly content: PartsContent | undefined;
  readonly problem: Problem | undefined;
}

/** The rows of a record. */
export interface RecordRows {
  readonly rows: readonly Row[];
  /** Lines of their own that belong to it, in formats that have them: what is numbered is theirs. */
  readonly children: readonly Row[] | undefined;
}

/** Gathers the parts. An empty cell is no part: platforms store it for "no value". */
export function gatherParts(
  { rows, children }: RecordRows,
  map: CatalogMap,
  makeContent: ContentMaker,
): ShownParts {
  const shown = new Map<string, SingleContent>();
  let problem: Problem | undefined;
  const make = (name: string, profile: ProfileName, cell: Cell | undefined) => {
    if (cell === undefined || isEmpty(cell)) return undefined;
    const made = makePart(profile, cell, makeContent);
    problem ??= made.isWrongType
      ? { reason: 'wrong-type', detail: `part "${name}" is not text, as its profile takes` }
      : undefined;
    return made.content;
  };
  for (const [name, { column, profile, each }] of map.parts) {
    if (each !== undefined) {
      // By the row's rank, so that one text taken away does not rename those behind it.
      const ranked =
        children === undefined ? rankRows(rows, inTable(rows, each)) : rankRows(children, each);
      const contents = ranked.map((row, index) =>
        make(`${name}${index + 1}`, profile, row.read(column)),
      );
      for (const [part, content] of numberedParts(name, contents)) shown.set(part, content);
      continue;
    }
    const [first, ...others] = rows.map((row) => row.read(column));
    const other = others.findIndex((cell) => isOther(cell, first));
    // Importers differ in which row they take a product's title from.
    if (other !== -1) {
      const { line } = (rows[other + 1] as Row).place;
      const detail = `line ${line} gives another value for part "${name}" than the first row`;
      problem ??= { reason: 'conflicting-rows', detail };
    }
    const content = make(name, profile, first);
    if (content !== undefined) shown.set(name, content);
  }
  if (shown.size === 0) return { content: undefined, problem };
  try {
    return { content: parts(shown), problem };
  } catch (error) {
    // More parts than a mark can cover: several of them are numbered.
    const detail = error instanceof Error ? error.message : String(error);
    return { content: undefined, problem: { reason: 'unsignable', detail } };
  }
}

/** In a table without the column by which some rows would count, all of them do. */
function inTable(rows: readonly Row[], each: EachRow): EachRow {
  const { has } = each;
  const isKnown = has !== undefined && rows.some((row) => row.read(has) !== undefined);
  return isKnown ? each : { ...each, has: undefined };
}

/** Whether a row has a part of its own. */
export function isCounted(row: Row, { has, where }: EachRow): boolean {
  return (
    (has === undefined || !isEmptyCell(row.read(has))) &&
    where.every(({ column, value }) => row.read(column)?.value === value)
  );
}

/**
 * The rows that count, in the order that the platform will show them: Shopify takes an image's
 * place from its position column, not from its row.
 */
function rankRows(rows: readonly Row[], each: EachRow): readonly Row[] {
  const { position } = each;
  const counted = rows.filter((row) => isCounted(row, each));
  if (position === undefined) return counted;
  const ranked = counted.map((row) => ({ row, at: readPosition(row.read(position)) }));
  // A row without a position stays behind those that have one, as an importer appends it.
  return ranked.sort((a, b) => a.at - b.at || 0).map(({ row }) => row);
}

function readPosition(cell: Cell | undefined): number {
  const text = typeof cell?.value === 'number' ? String(cell.value) : cell?.value;
  return typeof text === 'string' && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : MAX_POSITION;
}

/** Above every position that is read. */
const MAX_POSITION = 1e9;

function isEmptyCell(cell: Cell | undefined): boolean {
  return cell === undefined || isEmpty(cell) || String(cell.value).trim() === '';
}

/** Makes a part that is shown and empty. */
export function makeEmptyPart(profile: ProfileName, makeContent: ContentMaker): SingleContent {
  if (profile === 'raw') return raw(new Uint8Array(0));
  return makeContent(profile, profile === 'json' ? '""' : '');
}

function isEmpty({ value }: Cell): boolean {
  return value === undefined || value === null || value === '';
}

function isOther(cell: Cell | undefined, first: Cell | undefined): boolean {
  return cell !== undefined && !isEmpty(cell) && cell.value !== first?.value;
}

/**
 * One part. A value of the wrong type is shown as the JSON it is: what was signed as text
 * then has another profile, and `verify` refuses it under the part's name.
 */
function makePart(
  profile: ProfileName,
  cell: Cell,
  makeContent: ContentMaker,
): { readonly content: SingleContent; readonly isWrongType: boolean } {
  if (profile === 'json') return { content: makeContent('json', cell.json), isWrongType: false };
  const { value, bytes } = cell;
  // Text without a form in UTF-8 has no bytes either, only a replacement for them.
  const isText = typeof value === 'string' && (profile !== 'raw' || value.isWellFormed());
  if (!isText || bytes === undefined) {
    return { content: makeContent('json', cell.json), isWrongType: true };
  }
  const content = profile === 'raw' ? raw(bytes) : makeContent(profile, value);
  return { content, isWrongType: false };
}
