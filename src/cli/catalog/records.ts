/**
 * Records from pieces: rows of one subject that stand together are one record where the
 * map groups them. What is decided here is decided alike for signing and checking.
 */
import type { PartsContent } from 'contentmark/content';
import type { ContentMaker } from '../files/profiles.ts';
import type { CatalogMap } from './map.ts';
import type { MarkCell } from './mark-cell.ts';
import { gatherParts } from './part-content.ts';
import { type Cell, MAX_RECORD_BYTES, type Piece, type Problem, type Row } from './row.ts';
import { createSeenSubjects } from './seen-subjects.ts';

/** Where a record stands. */
export interface Place {
  /** From 1, headers and blank lines not counted. */
  readonly record: number;
  /** Of its first row, from 1. */
  readonly line: number;
  /** Where it could be read. */
  readonly subject?: string;
}

/** A record whose subject is known. */
export interface CatalogRecord {
  readonly type: 'record';
  readonly place: Place & { readonly subject: string };
  /** Its rows, and blank lines between them. */
  readonly pieces: readonly Piece[];
  readonly rows: readonly Row[];
  /** `undefined` where every part is empty. */
  readonly content: PartsContent | undefined;
  /** All marks found on its rows. */
  readonly evidence: readonly Uint8Array[];
  /** It can be checked, but not signed. */
  readonly problem: Problem | undefined;
}

/** What the file consists of, in order. */
export type Item =
  | CatalogRecord
  | {
      readonly type: 'broken';
      readonly place: Place;
      readonly pieces: readonly Piece[];
      readonly problem: Problem;
    }
  | { readonly type: 'gap'; readonly bytes: Uint8Array };

/** Takes pieces, gives records. */
export interface Assembler {
  push(pieces: readonly Piece[]): Item[];
  end(): Item[];
}

interface Group {
  readonly subject: string;
  readonly isRepeated: boolean;
  readonly pieces: Piece[];
  readonly rows: Row[];
  bytes: number;
}

/** What stands between a SKU and its store view in a subject. */
const SCOPE = ';store=';

/** As in a mark (docs/format.md, "Limits"). */
const MAX_SUBJECT_BYTES = 512;

/** Begins with the first piece of the file. */
export function createAssembler(
  map: CatalogMap,
  marks: MarkCell,
  makeContent: ContentMaker,
): Assembler {
  const seen = createSeenSubjects();
  let group: Group | undefined;
  let count = 0;

  function addRow(items: Item[], piece: Piece & { readonly type: 'row' }): void {
    const { row } = piece;
    const subject = readSubject(row, map);
    if (typeof subject !== 'string') {
      closeGroup(items);
      items.push(broken(piece, row.line, subject));
      return;
    }
    const isContinued = map.group && group?.subject === subject;
    if (!isContinued || group === undefined || group.bytes > MAX_RECORD_BYTES) {
      closeGroup(items);
      // A later row of a subject that has been signed would be imported over the signed one.
      const isRepeated = map.group && !seen.add(subject);
      group = { subject, isRepeated, pieces: [], rows: [], bytes: 0 };
    }
    group.pieces.push(piece);
    group.rows.push(row);
    group.bytes += row.bytes.length;
    if (!map.group) closeGroup(items);
  }

  function closeGroup(items: Item[]): void {
    if (group === undefined) return;
    const { subject, isRepeated, pieces, rows } = group;
    group = undefined;
    count += 1;
    const place = { record: count, line: (rows[0] as Row).line, subject };
    if (isRepeated) {
      const detail = `other rows stand between these and earlier ones of ${JSON.stringify(subject)}`;
      items.push({
        type: 'broken',
        place,
        pieces,
        problem: { reason: 'repeated-subject', detail },
      });
      return;
    }
    const { content, problem } = gatherParts(rows, map, makeContent);
    items.push({
      type: 'record',
      place,
      pieces,
      rows,
      content,
      evidence: rows.flatMap((row) => marks.read(row.read(map.carrier.column))),
      problem: rows.find((row) => row.problem !== undefined)?.problem ?? problem,
    });
  }

  function broken(piece: Piece, line: number, problem: Problem): Item {
    count += 1;
    return { type: 'broken', place: { record: count, line }, pieces: [piece], problem };
  }

  return {
    push(pieces) {
      const items: Item[] = [];
      for (const piece of pieces) {
        if (piece.type === 'row') addRow(items, piece);
        else if (piece.type === 'broken') {
          closeGroup(items);
          items.push(broken(piece, piece.line, piece.problem));
        } else if (group === undefined) items.push({ type: 'gap', bytes: piece.bytes });
        else group.pieces.push(piece);
      }
      return items;
    },
    end() {
      const items: Item[] = [];
      closeGroup(items);
      return items;
    },
  };
}

/** The subject of a row, or why it has none. */
function readSubject(row: Row, map: CatalogMap): string | Problem {
  const id = readIdentity(row.read(map.subject));
  if (id === undefined) return noSubject(`no text in ${JSON.stringify(map.subject[0])}`);
  if (map.scope === undefined) return finishSubject(map.subjectPrefix + id);
  // Otherwise SKU "A;store=fr" of no store and SKU "A" of store "fr" would be one subject.
  if (id.includes(SCOPE)) return noSubject(`${JSON.stringify(id)} contains "${SCOPE}"`);
  const scope = readIdentity(row.read(map.scope));
  return finishSubject(map.subjectPrefix + id + (scope === undefined ? '' : SCOPE + scope));
}

function finishSubject(subject: string): string | Problem {
  if (!subject.isWellFormed()) return noSubject('the subject is not UTF-8');
  return Buffer.byteLength(subject) <= MAX_SUBJECT_BYTES
    ? subject
    : noSubject(`the subject is over ${MAX_SUBJECT_BYTES} bytes`);
}

/** Text, or a whole number that JSON can carry exactly. White space alone names nothing. */
function readIdentity(cell: Cell | undefined): string | undefined {
  const value = cell?.value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function noSubject(detail: string): Problem {
  return { reason: 'no-subject', detail };
}
