/** A file of {@link SavedKeys}, for runtimes that have files. */
import { ContentmarkError } from '../../errors.ts';
import { decodeUtf8 } from '../../format/bytes/utf8.ts';
import { joinEnds, readSavedKeys, type SavedKeys } from './saved-keys.ts';
import { codeOf, openWholeFile } from './whole-file.ts';

/** Where a remote trust keeps what it must not forget. */
export interface KeysFile {
  /** What it holds; `undefined` where there is no file yet. */
  readonly read: () => SavedKeys | undefined;
  /** Replaces it. Ends that stand in it, of another process, are kept. */
  readonly write: (saved: SavedKeys) => void;
}

/** The longest file, in bytes: a document of 64 KiB as a JSON string, and the ends of a thousand keys. */
const MAX_BYTES = 1024 * 1024;

/**
 * Opens the file at a path, where there may be none yet.
 * @throws ContentmarkError `ERR_RUNTIME` where the runtime has no files.
 */
export function openKeysFile(path: string): KeysFile {
  const file = openWholeFile(path, MAX_BYTES, 'options.file');

  function read(): SavedKeys | undefined {
    let bytes: ReturnType<typeof file.read>;
    try {
      bytes = file.read();
    } catch (error) {
      throw wrong(codeOf(error));
    }
    if (bytes === undefined) return undefined;
    if (bytes === 'too-large') throw wrong('too large');
    try {
      return readSavedKeys('saved', JSON.parse(decodeUtf8(bytes) ?? ''));
    } catch (error) {
      throw wrong(error instanceof ContentmarkError ? error.message : 'no JSON');
    }
  }

  function write(saved: SavedKeys): void {
    const kept = { ...saved, ended: joinEnds(read()?.ended ?? {}, saved.ended) };
    try {
      file.write(`${JSON.stringify(kept)}\n`);
    } catch (error) {
      throw wrong(codeOf(error));
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
