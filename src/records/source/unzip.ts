/**
 * Reads the members of a zip archive, one after the other, with yauzl. Nothing is unpacked to disk.
 */
import { type Entry, fromBufferPromise, type Options, openPromise, type ZipFile } from 'yauzl';
import { InputError } from '../piece/input-error.ts';
import { assertRatio } from './gunzip.ts';

/** One file of an archive. */
export interface Member {
  /** Its path in the archive, with `/`. */
  readonly name: string;
  /** In bytes, as the archive says. */
  readonly size: number;
  /** To be read before the next member is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The most members of an archive; one of more is a backup and no export. */
const MAX_MEMBERS = 10_000;

const OPTIONS: Options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };

/** Whether a file begins as a zip archive does. */
export function isZip(start: Uint8Array): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4;
}

/**
 * The files of an archive in its own order; directories are passed over.
 * @throws InputError where it is damaged, encrypted, or grows beyond all text
 */
export async function* unzip(archive: string | Uint8Array, file: string): AsyncGenerator<Member> {
  const zip = await openArchive(archive, file);
  try {
    if (zip.entryCount > MAX_MEMBERS) {
      throw new InputError(file, `has ${zip.entryCount} members, at most ${MAX_MEMBERS} are read`);
    }
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      const name = `${file}!/${entry.fileName}`;
      if (entry.isEncrypted()) throw new InputError(name, 'is encrypted');
      yield {
        name: entry.fileName,
        size: entry.uncompressedSize,
        chunks: readMember(zip, entry, name),
      };
    }
  } catch (error) {
    throw asInputError(error, file);
  } finally {
    zip.close();
  }
}

async function openArchive(archive: string | Uint8Array, file: string): Promise<ZipFile> {
  try {
    return typeof archive === 'string'
      ? await openPromise(archive, OPTIONS)
      : await fromBufferPromise(Buffer.from(archive), OPTIONS);
  } catch (error) {
    throw asInputError(error, file);
  }
}

async function* readMember(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  let given = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      given += chunk.length;
      assertRatio(entry.compressedSize, given, name);
      yield chunk;
    }
  } catch (error) {
    throw asInputError(error, name);
  }
}

/**
 * Turns yauzl's plain errors about damage into an InputError; errors of the file system have a code
 * and stay.
 */
function asInputError(error: unknown, file: string): unknown {
  if (error instanceof InputError || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const isSystem = typeof code === 'string' && code.startsWith('E') && !code.startsWith('ERR_');
  return isSystem ? error : new InputError(file, `is not a readable zip archive: ${error.message}`);
}

/**
 * Refuses an archive whose members say that they are larger, unpacked, than may be held.
 * @throws InputError
 */
export async function assertSizes(archive: Uint8Array, file: string, limit: number): Promise<void> {
  const zip = await openArchive(archive, file);
  try {
    let unpacked = 0;
    for await (const { uncompressedSize } of zip.eachEntry()) unpacked += uncompressedSize;
    assertRatio(archive.length, unpacked, file);
    if (unpacked > limit) {
      throw new InputError(file, `holds ${unpacked} bytes unpacked, at most ${limit} are read`);
    }
  } catch (error) {
    throw asInputError(error, file);
  } finally {
    zip.close();
  }
}
