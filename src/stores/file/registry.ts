/**
 * `openFileRegistry`: keeps a registry in one file. Adding appends; erasing replaces the file, so
 * that erased entries are not in it any more. One process writes at a time, any number read.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Registry, RegistryEntry } from '../../detect/registry/entry.ts';
import { requireEntry, requireErasure, requireQuery } from '../../detect/registry/read-entry.ts';
import { createRegistryTable, type RegistryTable } from '../../detect/registry/table.ts';
import { ContentmarkError, readOptions, requireSeconds, requireText } from '../../errors.ts';
import { wrongOption } from '../../options.ts';
import { takeLock } from './lock.ts';
import { decodeRecord, encodeRecord, HEADER, RECORD_BYTES } from './registry-record.ts';
import { syncFolder, writeAll } from './whole-file.ts';

/** Records that are read or written at once: a megabyte. */
const RECORDS_AT_ONCE = 20_000;

/** Options of {@link openFileRegistry}. */
export interface FileRegistryOptions {
  /** `read` takes the file as it is; `write` also makes it where it is missing. Default `read`. */
  readonly mode?: 'read' | 'write';
}

/**
 * Opens a registry file.
 * Takes 80 bytes of memory an entry. What other processes add after it was opened is not seen.
 * @throws ContentmarkError `ERR_STORE` where the file cannot be opened, is no registry or is damaged (with
 * the byte); `ERR_BUSY` where another process writes it.
 * @example
 * ```ts
 * import { openFileRegistry, queryOf } from 'contentmark/registry';
 *
 * export async function isKnown(file: string, copy: string): Promise<boolean> {
 *   const registry = await openFileRegistry(file);
 *   try {
 *     return (await registry.recognize(queryOf(copy), Math.floor(Date.now() / 1000))).length > 0;
 *   } finally {
 *     await registry.close();
 *   }
 * }
 * ```
 */
export async function openFileRegistry(
  path: string,
  options: FileRegistryOptions = {},
): Promise<Registry> {
  requireText('path', path);
  const { mode = 'read' } = readOptions('options', options, ['mode']);
  if (mode !== 'read' && mode !== 'write') throw wrongOption('options.mode', '"read" or "write"');
  const unlock = mode === 'write' ? await lock(path) : async () => {};
  try {
    const handle = await openFile(path, mode);
    try {
      return createRegistry(path, mode, handle, await readTable(path, handle, mode), unlock);
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    await unlock();
    throw error;
  }
}

function createRegistry(
  path: string,
  mode: 'read' | 'write',
  first: FileHandle,
  table: RegistryTable,
  unlock: () => Promise<void>,
): Registry {
  let handle = first;
  // Writes in turn: two at once would write over each other.
  let last: Promise<unknown> = Promise.resolve();
  let failed = false;
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    if (mode === 'read') throw wrongOption('options.mode', '"write", to change a registry');
    const turn = last.then(async () => {
      // Memory and file differ now: what is there is read again by whoever opens it next.
      if (failed) throw storeError(path, 'could not be written before: open it again');
      try {
        return await write();
      } catch (error) {
        failed = true;
        throw storeError(path, `cannot be written: ${codeOf(error)}`);
      }
    });
    last = turn.catch(() => {});
    return turn;
  };

  return {
    async add(entries) {
      for (const [i, entry] of entries.entries()) requireEntry(`entries[${i}]`, entry);
      return inTurn(async () => {
        const added = entries.filter((entry) => table.add(entry));
        await writeRecords(handle, added);
        return added.length;
      });
    },
    async recognize(query, now) {
      requireQuery(query, now);
      return table.recognize(query, now);
    },
    async erase(which) {
      requireErasure(which);
      return inTurn(async () => {
        const erased = table.erase(which);
        if (erased > 0) {
          const next = await replaceFile(path, table);
          await handle.close();
          handle = next;
        }
        return erased;
      });
    },
    async statistics(now) {
      requireSeconds('now', now);
      return table.statistics(now);
    },
    async close() {
      await last;
      await handle.close();
      await unlock();
    },
  };
}

async function openFile(path: string, mode: 'read' | 'write'): Promise<FileHandle> {
  try {
    // Only its owner may read it: ids and times say what was generated and when.
    return await open(path, mode === 'read' ? 'r' : 'a+', 0o600);
  } catch (error) {
    throw storeError(path, `cannot be opened: ${codeOf(error)}`);
  }
}

/** Reads every record. A last one that was half written is left out; in mode `write` it is cut off. */
async function readTable(
  path: string,
  handle: FileHandle,
  mode: 'read' | 'write',
): Promise<RegistryTable> {
  const { size } = await handle.stat();
  if (size === 0 && mode === 'write') {
    await writeAll(handle, HEADER);
    return createRegistryTable();
  }
  const header = new Uint8Array(HEADER.length);
  await handle.read(header, 0, header.length, 0);
  if (!HEADER.every((byte, i) => byte === header[i]))
    throw storeError(path, 'is no registry: its first 32 bytes are other ones');
  const whole = Math.floor((size - HEADER.length) / RECORD_BYTES);
  const table = createRegistryTable(whole);
  const buffer = new Uint8Array(RECORDS_AT_ONCE * RECORD_BYTES);
  let firstBad: number | undefined;
  for (let from = 0; from < whole; from += RECORDS_AT_ONCE) {
    const count = Math.min(RECORDS_AT_ONCE, whole - from);
    const start = HEADER.length + from * RECORD_BYTES;
    const { bytesRead } = await handle.read(buffer, 0, count * RECORD_BYTES, start);
    for (let i = 0; i < count; i++) {
      const at = i * RECORD_BYTES;
      const entry =
        at + RECORD_BYTES > bytesRead
          ? undefined
          : decodeRecord(buffer.subarray(at, at + RECORD_BYTES));
      if (entry === undefined) firstBad ??= start + at;
      else if (firstBad === undefined) table.add(entry);
      // What was never acknowledged stands at the end; anything behind it was there before.
      else throw storeError(path, `is damaged at byte ${firstBad}: restore it from a backup`);
    }
  }
  const end = firstBad ?? HEADER.length + whole * RECORD_BYTES;
  if (mode === 'write' && end < size) await handle.truncate(end);
  return table;
}

async function writeRecords(handle: FileHandle, entries: readonly RegistryEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += RECORDS_AT_ONCE)
    await writeAll(
      handle,
      Buffer.concat(entries.slice(from, from + RECORDS_AT_ONCE).map(encodeRecord)),
    );
  await handle.datasync();
}

async function replaceFile(path: string, table: RegistryTable): Promise<FileHandle> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(temporary, 'ax+', 0o600);
  try {
    await writeAll(handle, HEADER);
    let held: Uint8Array[] = [];
    for (const entry of table.entries()) {
      held.push(encodeRecord(entry));
      if (held.length === RECORDS_AT_ONCE) {
        await writeAll(handle, Buffer.concat(held));
        held = [];
      }
    }
    await writeAll(handle, Buffer.concat(held));
    await handle.sync();
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return handle;
  } catch (error) {
    await handle.close();
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

async function lock(path: string): Promise<() => Promise<void>> {
  let unlock: (() => Promise<void>) | undefined;
  try {
    unlock = await takeLock(path);
  } catch (error) {
    throw storeError(path, `cannot be locked: ${codeOf(error)}`);
  }
  if (unlock !== undefined) return unlock;
  throw new ContentmarkError(
    'ERR_BUSY',
    `${path} is being written by another process, which its .lock file names`,
    'path',
  );
}

function storeError(path: string, problem: string): ContentmarkError {
  return new ContentmarkError('ERR_STORE', `${path} ${problem}`, 'path');
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';
}
