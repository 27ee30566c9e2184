/** The catalogue's bytes: from a file or stdin, without a byte order mark. */
import { type FileHandle, open } from 'node:fs/promises';
import { Failure, unreadable, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** A catalogue that can be read once. */
export interface Source {
  /** In bytes; `undefined` for stdin and pipes. */
  readonly size: number | undefined;
  /** The byte order mark, or nothing. It is part of the file, not of its first record. */
  readonly mark: Uint8Array;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Lets go of the file, also where it was never read. */
  close(): void;
}

const CHUNK_BYTES = 64 * 1024;

/** Opens `INPUT`. A file that cannot be read is found out here, before anything is written. */
export async function openSource(io: Io, file: string): Promise<Source> {
  if (file === '-') {
    return { size: undefined, close: () => undefined, ...(await splitMark(readStdin(io))) };
  }
  const handle = await openFile(file);
  const stats = await handle.stat();
  // A pipe says 0, as an empty file does; neither has progress to show.
  const size = stats.size === 0 ? undefined : stats.size;
  const stream = handle.createReadStream({ highWaterMark: CHUNK_BYTES });
  const close = (): void => void stream.destroy();
  try {
    return { size, close, ...(await splitMark(stream)) };
  } catch (error) {
    close();
    throw error instanceof Failure ? error : unreadable(error, file, 'INPUT');
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    throw unreadable(error, file, 'INPUT');
  }
}

async function* readStdin(io: Io): AsyncGenerator<Uint8Array> {
  for await (const chunk of io.stdin) {
    yield typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
  }
}

/** UTF-8's mark is taken off. UTF-16 cannot be read, and half of it would look like broken rows. */
async function splitMark(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ mark: Uint8Array; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < 3) {
    const { done, value } = await iterator.next();
    if (done) break;
    start = Buffer.concat([start, value as Uint8Array]);
  }
  const [a, b, c] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw usage('INPUT is UTF-16; save it as UTF-8', 'INPUT');
  }
  const length = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  async function* rest(): AsyncGenerator<Uint8Array> {
    if (start.length > length) yield start.subarray(length);
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { mark: start.subarray(0, length), chunks: rest() };
}
