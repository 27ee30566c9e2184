/**
 * Opens the texts in a file: the file itself, what gzip holds, or the members of a zip archive,
 * each as UTF-8 without its byte order mark. It reads a path or a stream, and never unpacks to
 * disk.
 */
import { open } from 'node:fs/promises';
import { InputError } from '../piece/input-error.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { type Encoding, MARK_BYTES, readEncoding, transcode } from './transcode.ts';
import { isZip, unzip } from './unzip.ts';

/** One text that can be read once. */
export interface TextDocument {
  /** What places call it: `products.csv`, `export.zip!/products.csv`. */
  readonly file: string;
  /** Its name without what it is packed in, from which a format may be told. */
  readonly name: string;
  /** How far reading has come is told in bytes of the file named; of so many, where it is known. */
  readonly size: number | undefined;
  readonly encoding: Encoding;
  /** Whether it is a member of an archive, which is read and never written. */
  readonly isMember: boolean;
  /** Whether it came out of gzip. */
  readonly isGzip: boolean;
  /** UTF-8, without the byte order mark. To be read before the next document is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What to read, and whom to tell how far it has come. */
export interface Input {
  /** As the user named it; `-` for a stream. */
  readonly file: string;
  /** Read in place of the file. */
  readonly stream?: AsyncIterable<Uint8Array | string>;
  /** Called with the bytes of the file as they are read. */
  readonly onRead?: (bytes: number) => void;
}

const CHUNK_BYTES = 256 * 1024;

/** A zip archive that comes as a stream is held whole: its directory is at its end. */
const MAX_STREAMED_ARCHIVE = 64 * 1024 * 1024;

/** Bytes that tell what a file is. */
const START_BYTES = 4;

/**
 * The documents of a file, in order.
 * @throws InputError where the file is damaged; errors of the file system as they are
 */
export async function* openDocuments(input: Input): AsyncGenerator<TextDocument> {
  const { file, stream, onRead = () => undefined } = input;
  if (stream !== undefined) {
    yield* readDocuments(file, counted(asBytes(stream), onRead), undefined, undefined);
    return;
  }
  const handle = await open(file, 'r');
  const { size } = await handle.stat();
  const chunks = handle.createReadStream({ highWaterMark: CHUNK_BYTES });
  try {
    // A pipe says 0, as an empty file does; neither has progress to show.
    yield* readDocuments(file, counted(chunks, onRead), size === 0 ? undefined : size, file);
  } finally {
    chunks.destroy();
  }
}

async function* readDocuments(
  file: string,
  source: AsyncIterable<Uint8Array>,
  size: number | undefined,
  path: string | undefined,
): AsyncGenerator<TextDocument> {
  const { start, chunks } = await peek(source, START_BYTES);
  // A workbook is an archive too, and is read as one file.
  if (isZip(start) && !/\.xls[xm]$/i.test(file)) {
    const archive = path ?? (await hold(chunks, file));
    for await (const member of unzip(archive, file)) {
      const name = `${file}!/${member.name}`;
      yield await decode(name, member.name, member.chunks, {
        size: member.size,
        isMember: true,
      });
    }
    return;
  }
  if (isGzip(start)) {
    const name = file.replace(/\.gz$/i, '');
    yield await decode(file, name, gunzip(chunks, file), { size, isMember: false, isGzip: true });
    return;
  }
  yield await decode(file, file, chunks, { size, isMember: false });
}

async function decode(
  file: string,
  name: string,
  source: AsyncIterable<Uint8Array>,
  known: Pick<TextDocument, 'size' | 'isMember'> & { readonly isGzip?: boolean },
): Promise<TextDocument> {
  const { start, chunks } = await peek(source, MARK_BYTES);
  const encoding = readEncoding(start);
  const text = withoutFirst(chunks, encoding.mark.length);
  return {
    file,
    name,
    encoding,
    isGzip: false,
    ...known,
    chunks: encoding.name === 'utf-8' ? text : transcode(text, encoding.name),
  };
}

/** The first bytes, and all of them again. */
async function peek(
  source: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ readonly start: Uint8Array; readonly chunks: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < length) {
    const { done, value } = await iterator.next();
    if (done) break;
    start = start.length === 0 ? value : Buffer.concat([start, value]);
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    if (start.length > 0) yield start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { start, chunks: chunks() };
}

async function* withoutFirst(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

async function hold(chunks: AsyncIterable<Uint8Array>, file: string): Promise<Uint8Array> {
  const held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_STREAMED_ARCHIVE) {
      throw new InputError(
        file,
        `is a zip archive of over ${MAX_STREAMED_ARCHIVE} bytes in a stream; name it as a file`,
      );
    }
  }
  return Buffer.concat(held);
}

async function* asBytes(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    yield typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onRead(chunk.length);
    yield chunk;
  }
}
