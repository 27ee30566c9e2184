/**
 * The types of what a catalogue consists of: records, broken pieces, and what stands between them.
 */
import type { PartsContent } from '../../format/content/content.ts';
import type { Piece, Place, Problem, Row } from '../piece/piece.ts';

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
  /** How many lines belong to a record so far and are of no part of it. */
  readonly passedOver: number;
}

/** A piece as it is written where nothing is to change in it. */
export function bytesOf(piece: Piece): Uint8Array {
  // As it is, but as wide as the header where that has become wider.
  return piece.type === 'row' ? (piece.row.write?.(undefined) ?? piece.row.bytes) : piece.bytes;
}
