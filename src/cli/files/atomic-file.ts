/**
 * Writes a file atomically: beside its place under another name, flushed to the disk, then renamed.
 * A full disk, a signal or a power cut leaves the old file or the new one, never half of either.
 */
import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { type FileHandle, lstat, open, realpath, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import { EXIT, Failure, unreadable, usage } from '../terminal/failure.ts';

/** Small writes are joined: one system call for each row would double the time of a catalogue. */
const BUFFER_BYTES = 256 * 1024;

/** Signals that end a command; SIGKILL cannot be caught and leaves the temporary file behind. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A file being written. Either `commit` or `discard` ends it. */
export interface AtomicFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Puts the file in its place. */
  commit(): Promise<void>;
  /** Removes what was written; what stood there before stays. */
  discard(): Promise<void>;
}

/**
 * Begins a file. The one it replaces may be read meanwhile, and keeps its permissions.
 * @param newMode the permissions of a file that was not there.
 */
export async function createAtomicFile(
  path: string,
  argument: string,
  newMode = 0o644,
): Promise<AtomicFile> {
  const { target, mode } = await resolveTarget(path, argument);
  const directory = dirname(target);
  const suffix = `${process.pid}-${randomBytes(6).toString('hex')}`;
  const temporary = join(directory, `.${basename(target).slice(0, 128)}.${suffix}.tmp`);
  const handle = await openNew(temporary, mode ?? newMode, path, argument);
  const unwatch = removeOnSignal(temporary);
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  async function flush(): Promise<void> {
    const bytes = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    await writeAll(handle, bytes, path);
  }

  return {
    async write(bytes) {
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes >= BUFFER_BYTES) await flush();
    },
    async commit() {
      await flush();
      try {
        // The umask applied when the file was made; the old file's own permissions are kept exactly.
        if (mode !== undefined) await handle.chmod(mode);
        await handle.sync();
        await handle.close();
        await rename(temporary, target);
      } catch (error) {
        throw unwritable(error, path);
      }
      unwatch();
      await syncDirectory(directory);
    },
    async discard() {
      unwatch();
      await handle.close().catch(() => undefined);
      await unlink(temporary).catch(() => undefined);
    },
  };
}

/**
 * Writes a file that is in its place once all of it is written. Where that fails nothing is left, and
 * what stood there before stays.
 * @param content all of it, or a function that writes it piece by piece.
 * @param newMode the permissions of a file that was not there.
 */
export async function writeAtomically(
  path: string,
  argument: string,
  content: string | Uint8Array | ((file: Pick<AtomicFile, 'write'>) => Promise<void>),
  newMode?: number,
): Promise<void> {
  const file = await createAtomicFile(path, argument, newMode);
  try {
    if (typeof content === 'function') await content(file);
    else await file.write(Buffer.from(content));
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Follows a link to the file behind it: renaming over the link would cut it off. */
async function resolveTarget(
  path: string,
  argument: string,
): Promise<{ target: string; mode: number | undefined }> {
  let target = path;
  try {
    target = await realpath(path);
    const { mode } = await lstat(target).then((stats) => {
      if (!stats.isFile())
        throw usage(`${path}: not a regular file, so it is not replaced`, argument);
      return stats;
    });
    return { target, mode: mode & 0o7777 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { target, mode: undefined };
    throw error instanceof Failure ? error : unreadable(error, path, argument);
  }
}

async function openNew(
  temporary: string,
  mode: number,
  path: string,
  argument: string,
): Promise<FileHandle> {
  try {
    return await open(temporary, 'wx', mode);
  } catch (error) {
    throw unreadable(error, path, argument);
  }
}

/** `FileHandle.write` may write less than it was given, as `write(2)` does on a disk that fills. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, path: string): Promise<void> {
  let at = 0;
  try {
    while (at < bytes.length) at += (await handle.write(bytes, at)).bytesWritten;
  } catch (error) {
    throw unwritable(error, path);
  }
}

function unwritable(error: unknown, path: string): Failure {
  const { code = 'ERR_INTERNAL', message } = error as NodeJS.ErrnoException;
  return new Failure(
    EXIT.internal,
    code,
    `${path} could not be written and is as it was before: ${message}`,
  );
}

/**
 * Flushes the folder; without it a crash of the machine could undo the rename. Some file systems
 * refuse it.
 */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close().catch(() => undefined);
}

function removeOnSignal(temporary: string): () => void {
  const unwatch = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    unwatch();
    try {
      unlinkSync(temporary);
    } catch {
      // Already gone: nothing is left behind, which is all that was wanted.
    }
    // Dying of the signal itself tells the shell what happened, as if nobody had caught it.
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return unwatch;
}

/** Compresses what is written (RFC 1952) into the file below. */
export function gzipInto(file: AtomicFile): AtomicFile {
  const gzip = createGzip();
  let failed: unknown;
  const written = (async () => {
    for await (const chunk of gzip as AsyncIterable<Uint8Array>) await file.write(chunk);
  })().catch((error: unknown) => {
    failed = error;
    gzip.destroy();
  });
  return {
    async write(bytes) {
      if (failed !== undefined) throw failed;
      if (!gzip.write(bytes)) {
        await Promise.race([new Promise((resolve) => gzip.once('drain', resolve)), written]);
      }
    },
    async commit() {
      gzip.end();
      await written;
      if (failed !== undefined) throw failed;
      await file.commit();
    },
    async discard() {
      gzip.destroy();
      await written;
      await file.discard();
    },
  };
}
