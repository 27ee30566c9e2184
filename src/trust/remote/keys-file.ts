/**
 * Keeps {@link SavedKeys} in a file, in runtimes that have files. The file is written atomically:
 * beside its place with mode 0600, flushed, then renamed. It is written synchronously, because a
 * revocation must be kept before anything else happens.
 */
import { ContentmarkError } from '../../errors.ts';
import { joinEnds, readSavedKeys, type SavedKeys } from './saved-keys.ts';

/** Where a remote trust keeps what it must not forget. */
export interface KeysFile {
  /** What it holds; `undefined` where there is no file yet. */
  readonly read: () => SavedKeys | undefined;
  /** Replaces it. Ends that stand in it, of another process, are kept. */
  readonly write: (saved: SavedKeys) => void;
}

/**
 * The longest file, in bytes: a document of 64 KiB as a JSON string, and the ends of a thousand
 * keys.
 */
const MAX_BYTES = 1024 * 1024;

/**
 * Opens the file at a path, where there may be none yet.
 * @throws ContentmarkError `ERR_RUNTIME` where the runtime has no files.
 */
export function openKeysFile(path: string): KeysFile {
  const fs = getFiles();

  function read(): SavedKeys | undefined {
    let text: string;
    try {
      if (fs.statSync(path).size > MAX_BYTES) throw wrong('too large');
      text = fs.readFileSync(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error instanceof ContentmarkError ? error : wrong(codeOf(error));
    }
    try {
      return readSavedKeys('saved', JSON.parse(text));
    } catch (error) {
      throw wrong(error instanceof ContentmarkError ? error.message : 'no JSON');
    }
  }

  function write(saved: SavedKeys): void {
    const kept = { ...saved, ended: joinEnds(read()?.ended ?? {}, saved.ended) };
    const beside = `${path}.${crypto.randomUUID()}.tmp`;
    try {
      const handle = fs.openSync(beside, 'wx', 0o600);
      try {
        fs.writeFileSync(handle, `${JSON.stringify(kept)}\n`);
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
      throw wrong(codeOf(error));
    }
    syncDirectory();
  }

  /**
   * Flushes the folder; without it a crash of the machine could undo the rename. Some file systems
   * refuse.
   */
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

  function wrong(why: string): ContentmarkError {
    return new ContentmarkError(
      'ERR_TRUST',
      `${path}: ${why}; mend the file or restore a copy: it holds which keys were revoked`,
      'options.file',
    );
  }

  return { read, write };
}

/** Gets node:fs without an import, because this entry also runs in pages and Workers. */
function getFiles(): typeof import('node:fs') {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (id: 'node:fs') => typeof import('node:fs') };
  };
  const fs = process?.getBuiltinModule?.('node:fs');
  if (fs !== undefined) return fs;
  throw new ContentmarkError(
    'ERR_RUNTIME',
    'needs files, which this runtime has not; keep what save() gives, and give it back as options.saved',
    'options.file',
  );
}

function codeOf(error: unknown): string {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'unreadable';
}
