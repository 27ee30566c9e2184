/**
 * The audit log for whoever writes it: `append` resolves when the entry would survive a crash. What is appended
 * while the disk is busy goes into one commit, so a hundred writers wait for one fsync.
 */
import { ContentmarkError, isContentmarkError } from '../../errors.ts';
import { concatBytes } from '../../format/bytes/bytes.ts';
import { encodeUtf8 } from '../../format/bytes/utf8.ts';
import { formatUuid } from '../../format/bytes/uuid.ts';
import { randomUuids } from '../../sign/claims-input.ts';
import { encodeEvent } from './encode-event.ts';
import type { AuditInput } from './event.ts';
import { encodeHead, loadHead } from './head.ts';
import { formatNoteKey } from './note.ts';
import {
  type AuditLogOptions,
  EMPTY,
  type Opened,
  openState,
  readSettings,
  type Settings,
  signState,
} from './open-state.ts';
import { addEntries } from './state.ts';
import {
  CHECKPOINT_PATH,
  encodeBundle,
  KEY_PATH,
  type Level,
  partialsPath,
  tilePath,
  widthOf,
} from './tiles.ts';

/** Where an event stands. */
export interface Appended {
  /** From 0. */
  readonly index: number;
  /** The event's id. */
  readonly id: string;
  /** Unix seconds, as logged. */
  readonly time: number;
}

/** A log that is written. */
export interface AuditLog {
  readonly origin: string;
  /** The log's public key in the text form of notes: what readers are given. */
  readonly key: string;
  /** Entries that are durable. */
  readonly size: number;
  /**
   * Adds an event. Once this resolves the entry survives a crash of the machine. Events get into the log in the order of the calls.
   * @throws ContentmarkError `ERR_ARGUMENT` for an event that may not be logged; `ERR_BUSY` where another
   * process writes; `ERR_STORE` where the store failed, and then the event is in the log or is not.
   */
  append(event: AuditInput): Promise<Appended>;
  /**
   * Writes the partial tiles and the checkpoint that other programs read. It happens by itself with an append a second
   * after the last time, and when the log is closed.
   * @returns the checkpoint.
   */
  publish(): Promise<string>;
  /** Waits for what was appended, publishes, and gives up the store's lock. */
  close(): Promise<void>;
}

/** Entries of one commit. */
const MAX_BATCH = 4096;

/** Random ids that are drawn together. */
const IDS_AT_ONCE = 256;

/** Seconds between two checkpoints that are published without being asked for. */
const PUBLISH_SECONDS = 1;

/**
 * Makes a new log in an empty store and opens it.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_SIGNER`; `ERR_STORE` where the store holds a log.
 * @example
 * ```ts
 * import { generateKey, localSigner } from 'contentmark/keys';
 * import { createAuditLog, createMemoryLogStore } from 'contentmark/audit';
 *
 * const signer = localSigner(generateKey());
 * const log = await createAuditLog({ store: createMemoryLogStore(), signer, origin: 'shop.example/audit' });
 * const actor = { type: 'service', id: 'storefront' } as const;
 * const { index } = await log.append({ event: 'verify', actor, environment: 'production', reason: 'expired' });
 * console.log(index, log.size); // 0 1
 * ```
 */
export async function createAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const settings = await readSettings(options);
  const { store, key } = settings;
  const there = await loadHead(store);
  if (there.stored !== undefined || there.published !== undefined) throw exists();
  await store.backend.write(KEY_PATH, encodeUtf8(`${formatNoteKey(key)}\n`));
  const first = await signState(settings, EMPTY);
  if (!(await store.backend.create(CHECKPOINT_PATH, encodeUtf8(first)))) throw exists();
  return createLog(settings, await openState(settings));
}

/**
 * Opens a log to write to it.
 * @throws ContentmarkError `ERR_ARGUMENT`; `ERR_STORE` where there is no log, its checkpoint is not signed by this
 * signer for this origin, or its tiles do not fit it.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const settings = await readSettings(options);
  return createLog(settings, await openState(settings));
}

function exists(): ContentmarkError {
  return new ContentmarkError(
    'ERR_STORE',
    'holds a log already; choose another place',
    'options.store',
  );
}

/** An entry on its way. */
interface Waiting extends Omit<Appended, 'index'> {
  readonly entry: Uint8Array;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

function createLog(settings: Settings, opened: Opened): AuditLog {
  const { store, key, clock, backend } = settings;
  /** `undefined` after a failure: what the store holds is then read again. */
  let state: Opened | undefined = opened;
  let { size } = opened.tree;
  let { lastTime } = opened;
  let isClosed = false;
  let queue: Waiting[] = [];
  let committing: Promise<void> | undefined;
  let publishing: Promise<unknown> = Promise.resolve();
  let publishedAt = Number.NEGATIVE_INFINITY;
  let published = opened.published;
  /** Full tiles whose partial forms can go once a checkpoint above them is published. */
  let replaced: { readonly level: Level; readonly index: number }[] = [];

  /** Asked for by the hundred: one by one they would cost more than the entry. */
  let ids: Uint8Array = new Uint8Array(0);
  const nextId = (): string => {
    if (ids.length === 0) ids = randomUuids(IDS_AT_ONCE);
    const id = formatUuid(ids.subarray(0, 16));
    ids = ids.subarray(16);
    return id;
  };

  async function commitAll(): Promise<void> {
    // Whatever is appended in the same turn goes into the same commit.
    await undefined;
    while (queue.length > 0) {
      const batch = queue.slice(0, MAX_BATCH);
      queue = queue.slice(MAX_BATCH);
      try {
        const before = state ?? (await openState(settings));
        state = await commit(before, batch);
        for (const [i, { id, time, resolve }] of batch.entries())
          resolve({ index: before.tree.size + i, id, time });
        size = state.tree.size;
        if (Math.abs(clock() - publishedAt) >= PUBLISH_SECONDS) publishSoon().catch(() => {});
      } catch (error) {
        state = undefined;
        for (const { reject } of batch) reject(explain(error));
      }
    }
    committing = undefined;
  }

  async function commit(before: Opened, batch: readonly Waiting[]): Promise<Opened> {
    const entries = batch.map(({ entry }) => entry);
    const { state: tree, full } = addEntries(backend.sha256, before.tree, entries);
    // Above the head nothing counts, so what a crash leaves here is written over.
    await Promise.all(
      full.map(({ level, index, bytes }) => store.backend.write(tilePath(level, index), bytes)),
    );
    const checkpoint = await signState(settings, tree);
    const stored = encodeHead(checkpoint, tree.tail);
    if (!(await store.head.compareAndSet(before.stored, stored)))
      throw new ContentmarkError(
        'ERR_BUSY',
        'is being written by another process',
        'options.store',
      );
    replaced.push(...full);
    return { ...before, tree, stored, checkpoint };
  }

  function publishSoon(): Promise<string> {
    publishedAt = clock();
    const turn = publishing.then(async () => {
      const now = state ?? (await openState(settings));
      await publish(now);
      return now.checkpoint;
    });
    publishing = turn.catch(() => {});
    return turn;
  }

  async function publish({ tree, checkpoint }: Opened): Promise<void> {
    // Not again for the same size: the published one may bear cosignatures by now.
    if (published === tree.size) return;
    const done = replaced;
    replaced = [];
    const index = widthOf(1, tree.size);
    const parts: (readonly [string, Uint8Array])[] = tree.levels.flatMap((hashes, level) =>
      hashes.length === 0
        ? []
        : [
            [
              tilePath(level, widthOf(level + 1, tree.size), hashes.length),
              concatBytes(...hashes),
            ] as const,
          ],
    );
    if (tree.tail.length > 0)
      parts.push([tilePath('entries', index, tree.tail.length), encodeBundle(tree.tail)]);
    await Promise.all(parts.map(([path, bytes]) => store.backend.write(path, bytes)));
    await store.backend.write(CHECKPOINT_PATH, encodeUtf8(checkpoint));
    published = tree.size;
    for (const { level, index: at } of done) await store.backend.remove(partialsPath(level, at));
  }

  async function append(event: AuditInput): Promise<Appended> {
    if (isClosed) throw new ContentmarkError('ERR_STORE', 'is closed: open the log again', 'log');
    const now = clock();
    const time = Math.max(now, lastTime);
    const given: unknown = (event as Partial<AuditInput> | null | undefined)?.id;
    const id = given === undefined ? nextId() : (given as string);
    const entry = encodeEvent(event, { id, time, clock: time === now ? 'system' : 'held' });
    lastTime = time;
    const appended = new Promise<Appended>((resolve, reject) => {
      queue.push({ entry, id, time, resolve, reject });
    });
    committing ??= commitAll();
    return appended;
  }

  return Object.freeze({
    origin: key.name,
    key: formatNoteKey(key),
    get size() {
      return size;
    },
    append,
    async publish() {
      await committing;
      return publishSoon().catch((error: unknown) => {
        throw explain(error);
      });
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await committing;
      try {
        await publishSoon();
      } catch (error) {
        throw explain(error);
      } finally {
        await store.close();
      }
    },
  });
}

/** Failures of the store by our code; the system's own code stays in the sentence. */
function explain(error: unknown): unknown {
  if (isContentmarkError(error)) return error;
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  return new ContentmarkError('ERR_STORE', `failed: ${code}`, 'options.store');
}
