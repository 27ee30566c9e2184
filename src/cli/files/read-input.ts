/** Reads the command's input: a file or stdin, and a mark as text or in a file. */
import { readFile, stat } from 'node:fs/promises';
import { unreadable, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** First byte of an envelope: CBOR tag 18. No text form begins with it. */
const BINARY_ENVELOPE = 0xd2;

/** The bytes of a file, or of stdin for `-`. */
export async function readInput(io: Io, file: string, argument: string): Promise<Uint8Array> {
  if (file !== '-') return readNamedFile(file, argument);
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** The bytes of a file that must exist. */
export async function readNamedFile(file: string, argument: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw unreadable(error, file, argument);
  }
}

/**
 * A mark given as `TEXT`, `@FILE` or, where stdin is allowed, `-`. Surrounding white space
 * is the shell's or an editor's, so it is dropped; nothing else is mended.
 */
export async function readMark(
  io: Io,
  given: string,
  argument: string,
  { stdin }: { readonly stdin: boolean },
): Promise<Uint8Array | string> {
  let bytes: Uint8Array;
  if (given.startsWith('@')) bytes = await readNamedFile(given.slice(1), argument);
  else if (stdin && given === '-') bytes = await readInput(io, given, argument);
  else {
    await requireNoFile(given, argument);
    return given.trim();
  }
  if (bytes[0] === BINARY_ENVELOPE) return bytes;
  return Buffer.from(bytes).toString('latin1').trim();
}

/**
 * Refuses the name of an existing file where a mark is expected. A text form has no dot or slash,
 * so the file was meant to be read.
 */
async function requireNoFile(given: string, argument: string): Promise<void> {
  if (!/[./\\]/.test(given) || !(await isFile(given))) return;
  throw usage(`${argument} is a mark as text, and ${given} is a file: write @${given}`, argument);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
