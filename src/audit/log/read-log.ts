/** Proofs from a log: that an entry is in it, and that it only ever grew. */
import { ContentmarkError, wrongArgument } from '../../errors.ts';
import { consistencyRanges, inclusionRanges } from '../../format/bytes/merkle.ts';
import type { Backend } from '../../format/crypto/backend.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { decodeEvent } from './decode-event.ts';
import type { AuditEvent } from './event.ts';
import { type Head, hasWholeTail, loadHead } from './head.ts';
import { encodeBase64 } from './note.ts';
import type { AuditLogStore } from './store.ts';
import { createTileTree, type TileTree } from './tile-tree.ts';
import { decodeBundle, TILE_WIDTH, tilePath } from './tiles.ts';

/** An entry as it stands in the log. */
export interface LogEntry {
  readonly index: number;
  /** The bytes that are hashed; of length 0 where they were purged. */
  readonly bytes: Uint8Array;
  /** `undefined` where the bytes were purged or are no event. */
  readonly event: AuditEvent | undefined;
}

/** A log that is read. What was appended since it was opened is not seen. */
export interface AuditLogReader {
  readonly origin: string;
  readonly size: number;
  /** The newest checkpoint, with its signatures; published it may lag a second behind. */
  readonly checkpoint: string;
  /** The key that the log itself names, in its text form. Whoever can change the log can change it, too. */
  readonly key: string | undefined;
  /**
   * Entries from `start` (default 0) up to and without `end` (default all), a bundle at a time.
   * @throws ContentmarkError `ERR_STORE` where a bundle is missing or damaged.
   */
  entries(start?: number, end?: number): AsyncIterable<LogEntry>;
  /**
   * That an entry is in the log, as a `tlog-proof` (c2sp.org/tlog-proof) for `verifyLogProof`. Its extra data is the entry.
   * @throws ContentmarkError `ERR_ARGUMENT` for an index that is not in the log, `ERR_STORE`.
   */
  proveInclusion(index: number): Promise<string>;
  /**
   * That the log of `oldSize` entries is the beginning of this one, for `verifyConsistency`.
   * @returns hashes of 32 bytes (RFC 9162 §2.1.4).
   */
  proveConsistency(oldSize: number): Promise<readonly Uint8Array[]>;
}

/**
 * Opens a log to read it. Nothing is checked but its form: `checkLog` checks.
 * @throws ContentmarkError `ERR_STORE` where there is no log.
 */
export async function openLogReader(store: AuditLogStore): Promise<AuditLogReader> {
  const { head, problem } = await loadHead(store);
  if (head === undefined || !hasWholeTail(head))
    throw new ContentmarkError('ERR_STORE', `cannot be read: ${problem}`, 'store');
  const backend = getNativeBackend() ?? (await loadBackend());
  return createReader(store, head, backend, await readKey(store));
}

async function readKey({ backend }: AuditLogStore): Promise<string | undefined> {
  const bytes = await backend.read('key');
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes).trim();
}

function createReader(
  store: AuditLogStore,
  head: Head,
  { sha256 }: Backend,
  key: string | undefined,
): AuditLogReader {
  const { origin, size, checkpoint, tail } = head;
  const tree: TileTree = createTileTree(store.backend, sha256, size, tail);

  async function readBundle(index: number): Promise<readonly Uint8Array[]> {
    if (index === Math.floor(size / TILE_WIDTH)) return tail;
    const path = tilePath('entries', index);
    const bytes = await store.backend.read(path);
    const bundle = decodeBundle(bytes ?? new Uint8Array(0));
    if (bundle.isWhole && bundle.entries.length === TILE_WIDTH) return bundle.entries;
    const what = bytes === undefined ? 'missing' : 'damaged';
    throw new ContentmarkError(
      'ERR_STORE',
      `${path} is ${what}: run contentmark log check`,
      'store',
    );
  }

  async function* entries(start = 0, end = size): AsyncGenerator<LogEntry> {
    requireIndex('start', start, size);
    requireIndex('end', end, size);
    for (let at = start; at < end; ) {
      const bundle = await readBundle(Math.floor(at / TILE_WIDTH));
      for (const bytes of bundle.slice(at % TILE_WIDTH)) {
        if (at === end) return;
        const event = bytes.length === 0 ? undefined : decodeEvent(bytes).event;
        yield { index: at, bytes, event };
        at += 1;
      }
    }
  }

  return Object.freeze({
    origin,
    size,
    checkpoint,
    key,
    entries,
    async proveInclusion(index: number): Promise<string> {
      requireIndex('index', index, size - 1);
      const bundle = await readBundle(Math.floor(index / TILE_WIDTH));
      const bytes = bundle[index % TILE_WIDTH] as Uint8Array;
      const path: Uint8Array[] = [];
      for (const range of inclusionRanges(size, index)) path.push(await tree.rootOf(range));
      return [
        'c2sp.org/tlog-proof@v1',
        ...(bytes.length > 0 ? [`extra ${encodeBase64(bytes)}`] : []),
        `index ${index}`,
        ...path.map(encodeBase64),
        '',
        checkpoint,
      ].join('\n');
    },
    async proveConsistency(oldSize: number): Promise<readonly Uint8Array[]> {
      requireIndex('oldSize', oldSize, size);
      if (oldSize === 0) return [];
      const path: Uint8Array[] = [];
      for (const range of consistencyRanges(size, oldSize)) path.push(await tree.rootOf(range));
      return path;
    },
  });
}

function requireIndex(argument: string, value: unknown, max: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max) return;
  throw wrongArgument(argument, `a whole number from 0 to ${max}`, value);
}
