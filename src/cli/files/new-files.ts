/**
 * Creates files that must not exist yet, all or none. Each is written under another name and then
 * linked to its own. `link` refuses to replace, so no key is ever overwritten and no file is seen
 * half written.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, Failure, unreadable, usage } from '../terminal/failure.ts';

/** A file to make. */
export interface NewFile {
  readonly name: string;
  readonly mode: number;
  readonly content: string;
}

/** Makes the files in a directory, which is made too where it is missing. */
export async function createFiles(
  directory: string,
  files: readonly NewFile[],
  argument: string,
): Promise<void> {
  const made: string[] = [];
  try {
    // Whoever may list the directory learns that a key is there; the owner is enough.
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const temporary = new Map<string, string>();
    try {
      for (const file of files) temporary.set(file.name, await writeTemporary(directory, file));
      for (const [name, from] of temporary) {
        await link(from, join(directory, name));
        made.push(join(directory, name));
      }
    } finally {
      for (const from of temporary.values()) await unlink(from).catch(() => undefined);
    }
  } catch (error) {
    for (const file of made) await unlink(file).catch(() => undefined);
    throw explainFailure(error, directory, argument);
  }
}

async function writeTemporary(directory: string, file: NewFile): Promise<string> {
  const path = join(directory, `.${file.name}.${randomBytes(6).toString('hex')}.tmp`);
  // The mode is given when the file is made: chmod afterwards would leave a moment to read it.
  const handle = await open(path, 'wx', file.mode);
  try {
    await handle.writeFile(file.content, 'utf8');
    await handle.sync();
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  return path;
}

function explainFailure(error: unknown, directory: string, argument: string): Failure {
  const { code, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  if (code === 'EEXIST' && dest !== undefined) {
    return usage(
      `${dest} exists already and is not overwritten; choose another ${argument}, or move it away`,
      argument,
    );
  }
  const failure = unreadable(error, directory, argument);
  return failure.exit === EXIT.usage
    ? failure
    : new Failure(failure.exit, failure.code, `${directory}: nothing was made: ${failure.message}`);
}
