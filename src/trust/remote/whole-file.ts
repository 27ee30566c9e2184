/**
 * A small file for its owner only, for runtimes that have files. It appears whole or not at all: written
 * beside its place, flushed, renamed. Synchronous, since what was told must be kept before anything else
 * goes on.
 */
import { ContentmarkError } from '../../errors.ts';

/** A file that is read and replaced whole. Errors are those of the file system, with their `code`. */
export interface WholeFile {
  /** Its bytes; `undefined` where there is none, `too-large` where it is longer than it may be. */
  read(): Uint8Array | 'too-large' | undefined;
  /** Replaces it, with mode 0600. */
  write(content: Uint8Array | string): void;
}

/**
 * Opens the file at a path, where there may be none yet.
 * @param argument the option that names it.
 * @throws ContentmarkError `ERR_RUNTIME` where the runtime has no files.
 */
export function openWholeFile(path: string, maxBytes: number, argument: string): WholeFile {
  const fs = getFiles(argument);

  /** Without it a crash of the machine could undo the rename. Some file systems refuse. */
  function syncDirectory(): void {
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    try {
      const handle = fs.openSync(folder || '.', 'r');
      try {
        fs.fsyncSync(handle);
      } finally {
        fs.closeSync(handle);
      }
    } catch {
      // The file itself is whole.
    }
  }

  return {
    read() {
      try {
        if (fs.statSync(path).size > maxBytes) return 'too-large';
        return new Uint8Array(fs.readFileSync(path));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    write(content) {
      const beside = `${path}.${crypto.randomUUID()}.tmp`;
      try {
        const handle = fs.openSync(beside, 'wx', 0o600);
        try {
          fs.writeFileSync(handle, content);
          fs.fsyncSync(handle);
        } finally {
          fs.closeSync(handle);
        }
        fs.renameSync(beside, path);
      } catch (error) {
        try {
          fs.unlinkSync(beside);
        } catch {
          // It was not made, or is in its place.
        }
        throw error;
      }
      syncDirectory();
    },
  };
}

/**
 * `node:fs`. Not imported: these entries also run in pages and Workers, which have none.
 * @throws ContentmarkError `ERR_RUNTIME`
 */
export function getFiles(argument: string): typeof import('node:fs') {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (id: 'node:fs') => typeof import('node:fs') };
  };
  const fs = process?.getBuiltinModule?.('node:fs');
  if (fs !== undefined) return fs;
  throw new ContentmarkError('ERR_RUNTIME', 'needs files, which this runtime has not', argument);
}

/** The code of a file system's error, or `unreadable`. */
export function codeOf(error: unknown): string {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'unreadable';
}
