/**
 * Keeps registry entries as columns of numbers: 45 bytes an entry, where objects take about 400.
 */
import { formatUuid, parseUuid } from '../../format/bytes/uuid.ts';
import type { NearKind, RegistryEntry } from './entry.ts';

/** Bytes of a digest that are kept: 2^64 entries would have to be tried to find two that share them. */
export const DIGEST_BYTES = 16;
const UUID_BYTES = 16;
/** Kinds by the number that stands for them, in columns and in files; 0 for no near fingerprint. */
export const KINDS: readonly (NearKind | undefined)[] = [undefined, 'text', 'image'];

/** Entries by their number. */
export interface Columns {
  count: number;
  digests: Uint32Array;
  ids: Uint8Array;
  /** High and low half of each near fingerprint in turn. */
  hashes: Uint32Array;
  keepUntil: Uint32Array;
  /** Index in KINDS. */
  kinds: Uint8Array;
}

/** Columns with room for so many entries. */
export function createColumns(room: number): Columns {
  return {
    count: 0,
    digests: new Uint32Array(4 * room),
    ids: new Uint8Array(UUID_BYTES * room),
    hashes: new Uint32Array(2 * room),
    keepUntil: new Uint32Array(room),
    kinds: new Uint8Array(room),
  };
}

/** Makes room for one more entry. One column at a time, so that no more than one of them is there twice. */
function makeRoom(columns: Columns): void {
  const room = columns.kinds.length;
  if (columns.count < room) return;
  const more = Math.max(1024, Math.ceil(room * 1.5));
  columns.digests = lengthen(columns.digests, 4 * more);
  columns.ids = lengthen(columns.ids, UUID_BYTES * more);
  columns.hashes = lengthen(columns.hashes, 2 * more);
  columns.keepUntil = lengthen(columns.keepUntil, more);
  columns.kinds = lengthen(columns.kinds, more);
}

function lengthen<T extends Uint32Array | Uint8Array>(column: T, length: number): T {
  const longer = new (column.constructor as new (length: number) => T)(length);
  longer.set(column);
  return longer;
}

/** Writes an entry behind the last one. */
export function append(columns: Columns, entry: RegistryEntry): void {
  makeRoom(columns);
  const at = columns.count++;
  columns.digests.set(digestWords(entry.digest), 4 * at);
  columns.ids.set(parseUuid(entry.id) as Uint8Array, UUID_BYTES * at);
  columns.hashes[2 * at] = entry.near?.hash.high ?? 0;
  columns.hashes[2 * at + 1] = entry.near?.hash.low ?? 0;
  columns.keepUntil[at] = entry.keepUntil;
  columns.kinds[at] = KINDS.indexOf(entry.near?.kind);
}

/** The part of a digest that is kept, as four numbers. */
export function digestWords(digest: Uint8Array): readonly [number, number, number, number] {
  const view = new DataView(digest.buffer, digest.byteOffset, DIGEST_BYTES);
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12)];
}

export function idAt({ ids }: Columns, at: number): string {
  return formatUuid(ids.subarray(UUID_BYTES * at, UUID_BYTES * (at + 1)));
}

/** Whether two entries are the same part of the same statement. */
export function isSameId({ ids }: Columns, at: number, id: Uint8Array): boolean {
  for (let i = 0; i < UUID_BYTES; i++) if (ids[UUID_BYTES * at + i] !== id[i]) return false;
  return true;
}

export function kindAt({ kinds }: Columns, at: number): NearKind | undefined {
  return KINDS[kinds[at] as number];
}

/** Number of a kind in the column of kinds. */
export const kindNumber = (kind: NearKind): number => KINDS.indexOf(kind);
