/** An audit log in a folder: its tiles and checkpoint as other programs read them, and its head beside them. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditLogStore } from '../../audit/log/store.ts';
import { ContentmarkError, readOptions, requireText } from '../../errors.ts';
import { wrongOption } from '../../options.ts';
import { openHeadSlots } from './head-slots.ts';
import { takeLock } from './lock.ts';
import { writeWholeFile } from './whole-file.ts';

/** Options of {@link openFileLogStore}. */
export interface FileLogStoreOptions {
  /** `read` changes nothing and takes no lock; `write` also makes the folder. Default `read`. */
  readonly mode?: 'read' | 'write';
}

/**
 * Opens the folder of a log.
 * @throws ContentmarkError `ERR_ARGUMENT`; `ERR_BUSY` where another process writes to it, in mode `write`;
 * `ERR_STORE` where the folder cannot be made or locked.
 */
export async function openFileLogStore(
  folder: string,
  options: FileLogStoreOptions = {},
): Promise<AuditLogStore> {
  requireText('folder', folder);
  const { mode = 'read' } = readOptions('options', options, ['mode']);
  if (mode !== 'read' && mode !== 'write') throw wrongOption('options.mode', '"read" or "write"');
  const unlock = mode === 'write' ? await lock(folder) : async () => {};
  const head = openHeadSlots(folder);
  const requireWrite = (): void => {
    if (mode === 'read') throw wrongOption('options.mode', '"write", to change a log');
  };
  return {
    backend: {
      async read(path) {
        try {
          return new Uint8Array(await readFile(join(folder, path)));
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code ?? '')) return undefined;
          throw error;
        }
      },
      async write(path, bytes) {
        requireWrite();
        await writeWholeFile(folder, join(folder, path), bytes);
      },
      create(path, bytes) {
        requireWrite();
        return writeWholeFile(folder, join(folder, path), bytes, true);
      },
      async remove(path) {
        requireWrite();
        await rm(join(folder, path), { recursive: true, force: true });
      },
    },
    head: {
      load: head.load,
      async compareAndSet(before, after) {
        requireWrite();
        return head.compareAndSet(before, after);
      },
    },
    async close() {
      await head.close();
      await unlock();
    },
  };
}

async function lock(folder: string): Promise<() => Promise<void>> {
  let unlock: (() => Promise<void>) | undefined;
  try {
    await mkdir(folder, { recursive: true });
    unlock = await takeLock(join(folder, 'head'));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new ContentmarkError(
      'ERR_STORE',
      `${folder} cannot be opened for writing: ${code}`,
      'folder',
    );
  }
  if (unlock !== undefined) return unlock;
  throw new ContentmarkError(
    'ERR_BUSY',
    `${folder} is being written by another process, which its head.lock names`,
    'folder',
  );
}
