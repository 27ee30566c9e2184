/**
 * Reads private key files: a JWK or a PKCS#8 PEM. No message repeats what the file holds, because
 * part of a damaged key is still secret.
 */
import { open } from 'node:fs/promises';
import { isContentmarkError } from 'contentmark';
import { importPkcs8, importPrivateJwk, type PrivateJwk, type SigningKey } from 'contentmark/keys';
import { renameArgument } from '../../errors.ts';
import { EXIT, Failure, unreadable } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { warn } from '../terminal/output.ts';

/** A key file is a few hundred bytes; a larger one is another file named by mistake. */
const MAX_KEY_FILE_BYTES = 65_536;

/** Reads a private key, and warns where others on this machine can read it too. */
export async function readKey(io: Io, file: string, argument = '--key'): Promise<SigningKey> {
  const { source, mode } = await readSource(file, argument);
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
    await warn(io, `${file} can be read by others on this machine; run chmod 600 on it`);
  }
  const isPem = /^\s*-----BEGIN /.test(source);
  try {
    // importPrivateJwk checks every member it reads.
    return isPem ? importPkcs8(source) : importPrivateJwk(JSON.parse(source) as PrivateJwk);
  } catch (error) {
    // JSON.parse quotes its input in its messages, so those never leave this place.
    if (!isContentmarkError(error))
      throw wrongKey(file, argument, 'neither a JWK nor a PKCS#8 PEM');
    throw wrongKey(file, argument, renameArgument(error, isPem ? 'pkcs8' : 'jwk', '').message);
  }
}

async function readSource(
  file: string,
  argument: string,
): Promise<{ source: string; mode: number }> {
  try {
    const handle = await open(file, 'r');
    try {
      const { mode, size } = await handle.stat();
      if (size > MAX_KEY_FILE_BYTES) throw wrongKey(file, argument, 'too large for a key file');
      return { source: await handle.readFile('utf8'), mode };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(error, file, argument);
  }
}

function wrongKey(file: string, argument: string, why: string): Failure {
  return new Failure(EXIT.usage, 'ERR_KEY', `${file}: ${why}`, argument);
}
