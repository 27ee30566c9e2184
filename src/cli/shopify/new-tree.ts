/**
 * Writes a tree of files, none of which may exist yet, so that a user's own extension is never
 * replaced.
 */
import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../files/atomic-file.ts';
import { unreadable, usage } from '../terminal/failure.ts';

/** Writes files by their path, with `/`, under a directory. Nothing is written where one is there. */
export async function writeNewTree(
  directory: string,
  files: Readonly<Record<string, string>>,
  argument: string,
): Promise<void> {
  for (const path of Object.keys(files)) {
    if (await isThere(join(directory, path), argument)) {
      throw usage(`${join(directory, path)} exists already and is not replaced`, argument);
    }
  }
  for (const [path, content] of Object.entries(files)) {
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true }).catch((error: unknown) => {
      throw unreadable(error, dirname(target), argument);
    });
    await writeAtomically(target, argument, content);
  }
}

async function isThere(path: string, argument: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw unreadable(error, path, argument);
  }
}
