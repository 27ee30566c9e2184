/** Looks up registry entries in memory, for every store that keeps them in this process. */
import { parseUuid } from '../../format/bytes/uuid.ts';
import {
  append,
  type Columns,
  createColumns,
  DIGEST_BYTES,
  digestWords,
  idAt,
  isSameId,
  kindAt,
  kindNumber,
} from './columns.ts';
import {
  type Erasure,
  MAX_MATCHES,
  type Query,
  type RegistryEntry,
  type RegistryMatch,
  type RegistryStatistics,
} from './entry.ts';
import { createExactIndex, type ExactIndex } from './exact-index.ts';
import { createNearIndex, type NearIndex } from './near-index.ts';

/** Entries and the two indexes over them. */
export interface RegistryTable {
  /** @returns whether it was new. */
  add(entry: RegistryEntry): boolean;
  recognize(query: Query, now: number): readonly RegistryMatch[];
  /** @returns how many are gone. */
  erase(which: Erasure): number;
  statistics(now: number): RegistryStatistics;
  /** Every entry, in the order in which they came. Digests have the 16 bytes that are kept. */
  entries(): Iterable<RegistryEntry>;
}

/** @param room how many entries are about to come; more are taken, too. */
export function createRegistryTable(room = 0): RegistryTable {
  let columns: Columns = createColumns(room);
  let exact: ExactIndex = createExactIndex(columns);
  let near: NearIndex = createNearIndex(columns);

  function hasEntry({ id, digest }: RegistryEntry): boolean {
    const uuid = parseUuid(id) as Uint8Array;
    return exact.find(digestWords(digest)).some((at) => isSameId(columns, at, uuid));
  }

  function* entries(): Iterable<RegistryEntry> {
    for (let at = 0; at < columns.count; at++) yield entryAt(columns, at);
  }

  return {
    add(entry) {
      if (hasEntry(entry)) return false;
      append(columns, entry);
      exact.add(columns.count - 1);
      return true;
    },
    recognize({ digests, near: wanted }, now) {
      const isKept = (at: number): boolean => (columns.keepUntil[at] as number) >= now;
      const equal = digests.flatMap((digest) => exact.find(digestWords(digest)).filter(isKept));
      const alike =
        wanted === undefined ? [] : near.find(wanted.hash, kindNumber(wanted.kind)).slice();
      alike.sort((a, b) => a.distance - b.distance || a.entry - b.entry);
      const matches = new Map<string, RegistryMatch>();
      for (const at of equal) {
        const id = idAt(columns, at);
        if (!matches.has(id)) matches.set(id, { id, kind: 'exact', distance: 0 });
      }
      for (const { entry, distance } of alike) {
        if (matches.size >= MAX_MATCHES) break;
        const id = idAt(columns, entry);
        const kind = kindAt(columns, entry);
        if (kind === undefined || matches.has(id) || !isKept(entry)) continue;
        matches.set(id, { id, kind, distance });
      }
      return [...matches.values()].slice(0, MAX_MATCHES);
    },
    erase(which) {
      const before = columns.count;
      const old = columns;
      columns = createColumns(before);
      exact = createExactIndex(columns);
      near = createNearIndex(columns);
      for (let at = 0; at < before; at++) {
        const entry = entryAt(old, at);
        if (isErased(entry, which)) continue;
        append(columns, entry);
        exact.add(columns.count - 1);
      }
      return before - columns.count;
    },
    statistics(now) {
      let expired = 0;
      const counts = { text: 0, image: 0 };
      for (let at = 0; at < columns.count; at++) {
        if ((columns.keepUntil[at] as number) < now) expired += 1;
        const kind = kindAt(columns, at);
        if (kind !== undefined) counts[kind] += 1;
      }
      return { entries: columns.count, expired, texts: counts.text, images: counts.image };
    },
    entries,
  };
}

function entryAt(columns: Columns, at: number): RegistryEntry {
  const digest = new Uint8Array(DIGEST_BYTES);
  const view = new DataView(digest.buffer);
  for (let i = 0; i < 4; i++) view.setUint32(4 * i, columns.digests[4 * at + i] as number);
  const kind = kindAt(columns, at);
  const hash = {
    high: columns.hashes[2 * at] as number,
    low: columns.hashes[2 * at + 1] as number,
  };
  return {
    id: idAt(columns, at),
    digest,
    keepUntil: columns.keepUntil[at] as number,
    ...(kind && { near: { kind, hash } }),
  };
}

function isErased(entry: RegistryEntry, which: Erasure): boolean {
  if ('id' in which) return entry.id === which.id;
  if ('before' in which) return entry.keepUntil < which.before;
  return entry.digest.every((byte, i) => byte === which.digest[i]);
}
