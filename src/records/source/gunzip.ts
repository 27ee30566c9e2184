/**
 * Decompresses gzip (RFC 1952) around any format while the file is read. A decompression bomb is
 * refused by its ratio, because no catalogue shrinks to less than a two-hundredth.
 */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../piece/input-error.ts';

/** What comes out may be so many times what went in, beyond the first {@link FREE_BYTES}. */
const MAX_RATIO = 200;

/**
 * Decompressed bytes without a check of the ratio: small files of one repeated line shrink further,
 * and are harmless.
 */
const FREE_BYTES = 1024 * 1024;

/** Whether a file begins as gzip does. */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/**
 * The decompressed bytes.
 * @throws InputError where the data is damaged, cut off, or grows beyond {@link MAX_RATIO}
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      taken += chunk.length;
      yield chunk;
    }
  };
  const input = Readable.from(counted(), { objectMode: false });
  const output = createGunzip();
  // Without this an error of the file would never reach the reader of what comes out.
  input.on('error', (error) => output.destroy(error));
  try {
    for await (const chunk of input.pipe(output) as AsyncIterable<Uint8Array>) {
      given += chunk.length;
      assertRatio(taken, given, file);
      yield chunk;
    }
  } catch (error) {
    throw toInputError(error, file);
  } finally {
    input.destroy();
    output.destroy();
  }
}

/** Refuses what has grown beyond all text. */
export function assertRatio(taken: number, given: number, file: string): void {
  if (given > FREE_BYTES && given > taken * MAX_RATIO) {
    throw new InputError(
      file,
      `expands to over ${MAX_RATIO} times its size; it was not read further`,
    );
  }
}

function toInputError(error: unknown, file: string): unknown {
  if (error instanceof InputError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return new InputError(file, 'the gzip data ends before its end');
  return typeof code === 'string' && code.startsWith('Z_')
    ? new InputError(file, 'the gzip data is damaged')
    : error;
}
