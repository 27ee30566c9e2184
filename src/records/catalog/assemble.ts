/**
 * Records from pieces: rows of one subject that stand together are one record where the
 * map groups them. What is decided here is decided alike for signing and checking.
 */
import type { PartsContent } from '../../format/content/content.ts';
import {
  MAX_RECORD_BYTES,
  type Piece,
  type Place,
  type Problem,
  type Row,
} from '../piece/piece.ts';
import type { CatalogMap } from './map.ts';
import type { MarkCell } from './mark-cell.ts';
import { gatherParts } from './part-content.ts';
import type { ContentMaker } from './profiles.ts';
import { createSeenSubjects } from './seen-subjects.ts';
import { readSubject } from './subject.ts';

/** Where a record of a catalogue stands. */
export interface RecordPlace extends Place {
  /** Where it could be read. */
  readonly subject?: string;
}

/** A record whose subject is known. */
export interface CatalogRecord {
  readonly type: 'record';
  readonly place: RecordPlace & { readonly subject: string };
  /** Its rows, and blank lines between them. */
  readonly pieces: readonly Piece[];
  readonly rows: readonly Row[];
  /** `undefined` where every part is empty. */
  readonly content: PartsContent | undefined;
  /** All marks found on its rows. */
  readonly marks: readonly Uint8Array[];
  /** It can be checked, but not signed. */
  readonly problem: Problem | undefined;
}

/** What the file consists of, in order. */
export type Item =
  | CatalogRecord
  | {
      readonly type: 'broken';
      readonly place: RecordPlace;
      readonly pieces: readonly Piece[];
      readonly problem: Problem;
    }
  | { readonly type: 'gap'; readonly bytes: Uint8Array };

/** Takes pieces, gives records. */
export interface Assembler {
  push(pieces: readonly Piece[]): Item[];
  end(): Item[];
}

type BrokenPiece = Piece & { readonly type: 'broken' };

interface Group {
  readonly subject: string;
  readonly isRepeated: boolean;
  readonly pieces: Piece[];
  readonly rows: Row[];
  bytes: number;
  /** The first piece of it that could not be read. */
  broken: BrokenPiece | undefined;
}

/** Begins with the first piece of the file. */
export function createAssembler(
  map: CatalogMap,
  marks: MarkCell,
  makeContent: ContentMaker,
): Assembler {
  const seen = createSeenSubjects();
  let group: Group | undefined;
  /** A piece that could not be read, right before what comes next: it may be the first row of that. */
  let before: BrokenPiece | undefined;
  let count = 0;

  function addRow(items: Item[], piece: Piece & { readonly type: 'row' }): void {
    const { row } = piece;
    const subject = readSubject(row, map);
    if (typeof subject !== 'string') {
      addBroken(items, { type: 'broken', place: row.place, bytes: copyOf(row), problem: subject });
      return;
    }
    const isContinued = map.group && group?.subject === subject;
    if (!isContinued || group === undefined || group.bytes > MAX_RECORD_BYTES) {
      closeGroup(items);
      // A later row of a subject that has been signed would be imported over the signed one.
      const isRepeated = !seen.add(subject);
      group = { subject, isRepeated, pieces: [], rows: [], bytes: 0, broken: before };
    }
    before = undefined;
    group.pieces.push(piece);
    group.rows.push(row);
    group.bytes += row.bytes.length;
    if (!map.group) closeGroup(items);
  }

  /** A piece before, between or behind the rows of a product may be of it: nobody can read whose it is. */
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
    count += 1;
    items.push({ ...piece, place: { ...piece.place, record: count }, pieces: [piece] });
  }

  function closeGroup(items: Item[]): void {
    if (group === undefined) return;
    const { subject, isRepeated, pieces, rows, broken } = group;
    group = undefined;
    count += 1;
    const place = { ...(rows[0] as Row).place, record: count, subject };
    const fail = (reason: Problem['reason'], detail: string): void => {
      items.push({ type: 'broken', place, pieces, problem: { reason, detail } });
    };
    if (broken !== undefined) {
      const { reason, detail } = broken.problem;
      fail(reason, `line ${broken.place.line} of it cannot be read: ${detail}`);
      return;
    }
    if (isRepeated) {
      fail('repeated-subject', `an earlier record is of ${JSON.stringify(subject)} as well`);
      return;
    }
    const { content, problem } = gatherParts(rows, map, makeContent);
    items.push({
      type: 'record',
      place,
      pieces,
      rows,
      content,
      marks: rows.flatMap((row) => marks.read(row.read(map.carrier.column))),
      problem: rows.find((row) => row.problem !== undefined)?.problem ?? problem,
    });
  }

  return {
    push(pieces) {
      const items: Item[] = [];
      for (const piece of pieces) {
        if (piece.type === 'row' && piece.row.isAround !== true) addRow(items, piece);
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

/** A piece as it is written where nothing is to change in it. */
export function bytesOf(piece: Piece): Uint8Array {
  return piece.type === 'row' ? copyOf(piece.row) : piece.bytes;
}

/** As it is, but as wide as the header where that has become wider. */
function copyOf(row: Row): Uint8Array {
  return row.write?.(undefined) ?? row.bytes;
}
