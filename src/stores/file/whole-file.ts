/** Files that are there whole or not at all, and stay so through a crash of the machine. */
import { type FileHandle, link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A write may take fewer bytes than it was given: a disk that fills up does that first. */
export async function writeAll(
  handle: FileHandle,
  bytes: Uint8Array,
  position: number | null = null,
): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const place = position === null ? null : position + at;
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, place);
    at += bytesWritten;
  }
}

/** Makes names in a folder durable. Some file systems refuse it, and need it not. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** Makes a folder and those above it, durably, down from `root`, which is there. */
async function makeFolder(root: string, folder: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true })) === undefined) return;
  for (let at = folder; at !== root && at !== dirname(at); at = dirname(at))
    await syncFolder(dirname(at));
}

/**
 * Puts a file in its place below `root`.
 * @returns `false` where `isNew` and it is there already.
 */
export async function writeWholeFile(
  root: string,
  path: string,
  bytes: Uint8Array,
  isNew = false,
): Promise<boolean> {
  const folder = dirname(path);
  await makeFolder(root, folder);
  // One writer, so one name: what a kill left there is written over.
  const temporary = `${path}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await writeAll(handle, bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!isNew) await rename(temporary, path);
    else if (!(await linkNew(temporary, path))) return false;
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
  return true;
}

/** `link` refuses to replace, where `rename` does not. */
async function linkNew(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(temporary).catch(() => {});
  }
}
