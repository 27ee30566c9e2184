/**
 * Assembles records from pieces. Rows of one subject that stand together are one record where the
 * map groups them; in JSONL, lines that name a record as their parent are its rows. Signing and
 * checking both use it.
 */
import type { Format } from '../format.ts';
import {
  type BrokenPiece,
  MAX_RECORD_BYTES,
  type Piece,
  type Problem,
  type Row,
  type RowPiece,
} from '../piece/piece.ts';
import { type Assembler, bytesOf, type Item } from './items.ts';
import { createJoiner } from './join-children.ts';
import type { CatalogMap } from './map.ts';
import type { MarkCell } from './mark-cell.ts';
import { gatherParts } from './part-content.ts';
import type { ContentMaker } from './profiles.ts';
import { createSeenSubjects } from './seen-subjects.ts';
import { readSubject } from './subject.ts';

/** Options of an assembler. */
export interface AssemblerOptions {
  readonly map: CatalogMap;
  readonly marks: MarkCell;
  readonly makeContent: ContentMaker;
  readonly format: Format;
}

interface Group {
  readonly subject: string;
  readonly pieces: Piece[];
  readonly rows: Row[];
  bytes: number;
  /** The first piece of it that could not be read. */
  broken: BrokenPiece | undefined;
}

/** The pieces and rows of one record. */
interface Whole {
  readonly subject: string;
  /** What is written for it. */
  readonly pieces: readonly Piece[];
  readonly rows: readonly [Row, ...Row[]];
  /** Lines of their own that belong to it. */
  readonly children: readonly Row[] | undefined;
  readonly problem: Problem | undefined;
}

/** Begins with the first piece of the file. */
export function createAssembler(options: AssemblerOptions): Assembler {
  const { map, format } = options;
  const { finish, refuse } = createFinisher(options);
  if (!map.group || format !== 'jsonl') return createGrouper(map, finish, refuse);
  return createJoiner({
    map,
    subjectOf: (row) => readSubject(row, map),
    refuse,
    finish: ({ piece, ...joined }) => finish({ ...joined, pieces: [piece], rows: [piece.row] }),
  });
}

/** Gives records and broken pieces their numbers, and records their content. */
function createFinisher({ map, marks, makeContent }: AssemblerOptions) {
  const seen = createSeenSubjects();
  let count = 0;

  return {
    refuse(piece: BrokenPiece): Item {
      count += 1;
      return { ...piece, place: { ...piece.place, record: count }, pieces: [piece] };
    },
    finish({ subject, pieces, rows, children, problem: given }: Whole): Item {
      count += 1;
      const place = { ...rows[0].place, record: count, subject };
      // A later row of a subject that has been signed would be imported over the signed one.
      const isRepeated = !seen.add(subject);
      const detail = `an earlier record is of ${JSON.stringify(subject)} as well`;
      const why =
        given ?? (isRepeated ? ({ reason: 'repeated-subject', detail } as const) : undefined);
      if (why !== undefined) return { type: 'broken', place, pieces, problem: why };
      const { content, problem } = gatherParts({ rows, children }, map, makeContent);
      const damaged = [...rows, ...(children ?? [])].find((row) => row.problem !== undefined);
      return {
        type: 'record',
        place,
        pieces,
        rows,
        content,
        marks: rows.flatMap((row) => marks.read(row.read(map.carrier.column))),
        problem: damaged?.problem ?? problem,
      };
    },
  };
}

/** Rows of one subject that stand together; each row by itself where the map does not group. */
function createGrouper(
  map: CatalogMap,
  finish: (whole: Whole) => Item,
  refuse: (piece: BrokenPiece) => Item,
): Assembler {
  let group: Group | undefined;
  /** A piece that could not be read, directly before the next record, whose first row it may be. */
  let before: BrokenPiece | undefined;
  let passedOver = 0;

  function addRow(items: Item[], piece: RowPiece): void {
    const { row } = piece;
    const subject = readSubject(row, map);
    if (typeof subject !== 'string') {
      const bytes = bytesOf(piece);
      addBroken(items, { type: 'broken', place: row.place, bytes, problem: subject });
      return;
    }
    const isContinued = map.group && group?.subject === subject;
    if (!isContinued || group === undefined || group.bytes > MAX_RECORD_BYTES) {
      closeGroup(items);
      group = { subject, pieces: [], rows: [], bytes: 0, broken: before };
    }
    before = undefined;
    group.pieces.push(piece);
    group.rows.push(row);
    group.bytes += row.bytes.length;
    if (!map.group) closeGroup(items);
  }

  /**
   * Adds a broken piece. Before, between or behind the rows of a product it may belong to it,
   * because its subject cannot be read.
   */
  function addBroken(items: Item[], piece: BrokenPiece): void {
    const isOfNone = piece.problem.reason === 'repeated-header';
    if (map.group && !isOfNone) {
      before = piece;
      if (group !== undefined) {
        group.pieces.push(piece);
        group.bytes += piece.bytes.length;
        group.broken ??= piece;
        return;
      }
    }
    closeGroup(items);
    items.push(refuse(piece));
  }

  function closeGroup(items: Item[]): void {
    if (group === undefined) return;
    const { subject, pieces, rows, broken } = group;
    group = undefined;
    const problem = broken && {
      reason: broken.problem.reason,
      detail: `line ${broken.place.line} of it cannot be read: ${broken.problem.detail}`,
    };
    // A group begins with a row.
    const [first, ...others] = rows as [Row, ...Row[]];
    items.push(finish({ subject, pieces, rows: [first, ...others], children: undefined, problem }));
  }

  return {
    get passedOver() {
      return passedOver;
    },
    push(pieces) {
      const items: Item[] = [];
      for (const piece of pieces) {
        if (piece.type === 'row' && piece.row.parentId !== undefined) {
          passedOver += 1;
          items.push({ type: 'gap', bytes: piece.row.bytes });
        } else if (piece.type === 'row' && piece.row.isAround !== true) addRow(items, piece);
        else if (piece.type === 'broken') addBroken(items, piece);
        else if (group === undefined) items.push({ type: 'gap', bytes: bytesOf(piece) });
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
