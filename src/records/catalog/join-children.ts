/**
 * Joins JSONL lines to records where images, variants and metafields are lines of their own, as
 * Shopify's bulk operations write them: each names the `id` of the line it belongs to as
 * `__parentId`. They follow directly where the operation grouped its objects, and anywhere behind
 * where it did not, so a record is held until {@link MAX_DISTANCE} bytes have followed it. A line
 * that belongs to a record that has already been given on ends the reading, because that record
 * lacks a part.
 */
import { readJsonRow } from '../json/json-row.ts';
import { InputError } from '../piece/input-error.ts';
import type { BrokenPiece, Place, Problem, Row, RowPiece } from '../piece/piece.ts';
import type { Assembler, Item } from './items.ts';
import type { CatalogMap, PartSpec } from './map.ts';
import { isCounted } from './part-content.ts';
import { createSeenSubjects } from './seen-subjects.ts';

/** In bytes of the file. Shopify groups objects where that is asked for, which needs none of it. */
export const MAX_DISTANCE: number = 32 * 1024 * 1024;

/** The member that names a line of a bulk operation. */
const ID = ['id'] as const;

/** A line that is a record. Its bytes only, to be read again at its turn: many are held at a time. */
interface Held {
  readonly place: Place;
  readonly bytes: Uint8Array;
  readonly subject: string;
  readonly id: string | undefined;
  /** Among all lines. */
  readonly line: number;
  readonly children: Row[];
  problem: Problem | undefined;
}

/** A record that waits for its children, or what stands between records. */
type Waiting =
  | { readonly type: 'record'; readonly held: Held; readonly size: number }
  | { readonly type: 'broken'; readonly piece: BrokenPiece; readonly size: number }
  | { readonly type: 'gap'; readonly bytes: Uint8Array; readonly size: number };

/** The record of a line and its children, at its turn in the file. */
export interface Joined {
  readonly piece: RowPiece;
  readonly subject: string;
  readonly children: readonly Row[];
  readonly problem: Problem | undefined;
}

/** Options of {@link createJoiner}. */
export interface JoinOptions {
  readonly map: CatalogMap;
  /** The subject of a row, or why it has none. */
  readonly subjectOf: (row: Row) => string | Problem;
  readonly finish: (joined: Joined) => Item;
  /** A piece that cannot be read, at its turn in the file. */
  readonly refuse: (piece: BrokenPiece) => Item;
}

/** Begins with the first piece of the file. */
export function createJoiner({ map, subjectOf, finish, refuse }: JoinOptions): Assembler {
  const selections = [...map.parts.values()].filter(({ each }) => each !== undefined);
  /** In the order of the file, from `first` on. */
  let waiting: Waiting[] = [];
  let first = 0;
  let heldBytes = 0;
  const byId = new Map<string, Held>();
  /** Ids of records that have been given on. */
  const gone = createSeenSubjects();
  /** Ids of lines that are no record: what belongs to them is no part. */
  const inner = createSeenSubjects();
  /** Ids that were asked for before they came. */
  const missed = createSeenSubjects();
  let count = 0;
  let last: Held | undefined;
  /** Whether a child has stood behind another record than its own. */
  let isScattered = false;
  let passedOver = 0;
  let lastBroken: { readonly piece: BrokenPiece; readonly line: number } | undefined;

  function wait(entry: Waiting): void {
    waiting.push(entry);
    heldBytes += entry.size;
  }

  function isPart(row: Row): boolean {
    return selections.some(({ each }) => each !== undefined && isCounted(row, each));
  }

  function addRow(row: Row): void {
    count += 1;
    if (row.parentId !== undefined) {
      addChild(row, row.parentId);
      return;
    }
    const { place, bytes } = row;
    const id = idOf(row);
    const subject = subjectOf(row);
    if (typeof subject !== 'string') {
      if (id !== undefined) inner.add(id);
      const isUnread = row.problem !== undefined;
      addBroken({ type: 'broken', place, bytes, problem: subject }, isUnread);
      return;
    }
    const held: Held = {
      place,
      bytes,
      subject,
      id,
      line: count,
      children: [],
      problem: undefined,
    };
    if (id !== undefined) addId(id, held);
    last = held;
    wait({ type: 'record', held, size: bytes.length });
  }

  function addId(id: string, held: Held): void {
    if (missed.has(id)) held.problem = notWhole('a line that belongs to it stands before it');
    const other = byId.get(id);
    if (other === undefined && !gone.has(id)) {
      byId.set(id, held);
      return;
    }
    held.problem = notWhole(`another record has the id ${JSON.stringify(id)} as well`);
    if (other !== undefined) other.problem ??= held.problem;
  }

  function addChild(row: Row, parentId: string): void {
    const id = idOf(row);
    if (id !== undefined) inner.add(id);
    const parent = byId.get(parentId);
    const problem = parent === undefined ? whyWithout(row, parentId) : undefined;
    if (problem !== undefined) {
      const isUnread = row.problem !== undefined;
      addBroken({ type: 'broken', place: row.place, bytes: row.bytes, problem }, isUnread);
      return;
    }
    if (parent !== undefined && isPart(row)) {
      isScattered ||= parent !== last;
      parent.children.push(pin(row, selections));
    } else passedOver += 1;
    wait({ type: 'gap', bytes: row.bytes, size: row.bytes.length });
  }

  /** What is wrong with a line whose record is not held. */
  function whyWithout(row: Row, parentId: string): Problem | undefined {
    if (row.problem !== undefined) return row.problem;
    // Lines that no part is made of need no record, and a child of a child is no part of one.
    if (!isPart(row) || inner.has(parentId)) return undefined;
    if (gone.has(parentId)) {
      throw new InputError(
        row.place.file,
        `has a line ${row.place.line} that belongs to ${parentId}, over ${MAX_DISTANCE} bytes before it; run the bulk operation with groupObjects: true, which puts it right behind`,
      );
    }
    missed.add(parentId);
    const detail = `it belongs to ${JSON.stringify(parentId)}, which is not in the file before it`;
    return { reason: 'no-parent', detail };
  }

  /** @param isUnread whether nobody knows whose line it is. */
  function addBroken(piece: BrokenPiece, isUnread: boolean): void {
    if (isUnread) {
      lastBroken = { piece, line: count };
      if (last !== undefined) last.problem ??= spoilt(piece);
    }
    wait({ type: 'broken', piece, size: piece.bytes.length });
  }

  /** Gives on what nothing near enough can belong to any more. */
  function release(items: Item[], limit: number): Item[] {
    while (first < waiting.length && heldBytes > limit) {
      const entry = waiting[first] as Waiting;
      first += 1;
      heldBytes -= entry.size;
      if (entry.type === 'gap') items.push({ type: 'gap', bytes: entry.bytes });
      else items.push(entry.type === 'broken' ? refuse(entry.piece) : close(entry.held));
    }
    // Now and then only: to move all of them at each turn would take the square of their number.
    if (first * 2 > waiting.length) {
      waiting = waiting.slice(first);
      first = 0;
    }
    return items;
  }

  function close(held: Held): Item {
    const { id, bytes: own, place, subject, children } = held;
    if (id !== undefined && byId.get(id) === held) {
      byId.delete(id);
      gone.add(id);
    }
    if (last === held) last = undefined;
    // Where lines are scattered, one that cannot be read may be of any record before it.
    if (isScattered && lastBroken !== undefined && lastBroken.line > held.line) {
      held.problem ??= spoilt(lastBroken.piece);
    }
    const options = { file: place.file, fields: map.fields, mark: map.carrier.column };
    const piece = readJsonRow(own, place, options);
    if (piece.type === 'broken') return refuse(piece);
    return finish({ piece, subject, children, problem: held.problem });
  }

  return {
    get passedOver() {
      return passedOver;
    },
    push(pieces) {
      const items: Item[] = [];
      for (const piece of pieces) {
        if (piece.type === 'row') addRow(piece.row);
        else if (piece.type === 'broken') {
          count += 1;
          addBroken(piece, true);
        } else wait({ type: 'gap', bytes: piece.bytes, size: piece.bytes.length });
        // At each piece, so that it makes no difference in which chunks the file is read.
        release(items, MAX_DISTANCE);
      }
      return items;
    },
    end: () => release([], -1),
  };
}

const NOTHING = new Uint8Array(0);

/** A child with no more than the cells that parts are made of: many are held at a time. */
function pin(row: Row, selections: readonly PartSpec[]): Row {
  const fields = selections.flatMap(({ column, each }) => [
    column,
    ...(each?.has === undefined ? [] : [each.has]),
    ...(each?.position === undefined ? [] : [each.position]),
    ...(each?.where ?? []).map(({ column: name }) => name),
  ]);
  const cells = new Map(fields.map((field) => [field, row.read(field)]));
  const { place, problem, parentId } = row;
  return {
    place,
    bytes: NOTHING,
    problem,
    ...(parentId !== undefined && { parentId }),
    read: (field) => cells.get(field),
    toValue: () => undefined,
    write: undefined,
  };
}

function idOf(row: Row): string | undefined {
  const value = row.read(ID)?.value;
  return typeof value === 'string' ? value : undefined;
}

function notWhole(detail: string): Problem {
  return { reason: 'conflicting-rows', detail };
}

function spoilt({ place, problem }: BrokenPiece): Problem {
  const detail = `line ${place.line} may be of it and cannot be read: ${problem.detail}`;
  return { reason: problem.reason, detail };
}
