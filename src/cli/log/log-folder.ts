/** The log that a command is given: a folder to read, or one to write to and the key for it. */

import { isContentmarkError } from 'contentmark';
import {
  type AuditLog,
  type AuditLogReader,
  type AuditLogStore,
  openAuditLog,
  openFileLogStore,
  openLogReader,
} from 'contentmark/audit';
import { localSigner } from 'contentmark/keys';
import { readKey } from '../files/key-file.ts';
import { readNamedFile } from '../files/read-input.ts';
import { EXIT, Failure, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** The argument of every log command. */
export const LOG_ARGUMENT = ['<log>', 'the folder of the log'] as const;

/** The option of every command that writes to a log. */
export const KEY_OPTION = [
  '--key <file>',
  'the private key of the log: a JWK, or a PKCS#8 PEM',
] as const;

/** Opens a log to read it. */
export async function readLog(
  folder: string,
): Promise<{ readonly store: AuditLogStore; readonly reader: AuditLogReader }> {
  const store = await openFileLogStore(folder);
  const reader = await openLogReader(store).catch((error: unknown) => {
    throw wrongLog(error, folder);
  });
  return { store, reader };
}

/** Opens a log to write to it, and closes it after `use`, whatever happens. */
export async function withLog<T>(
  io: Io,
  folder: string,
  keyFile: string,
  use: (log: AuditLog, store: AuditLogStore) => Promise<T>,
): Promise<T> {
  const signer = localSigner(await readKey(io, keyFile));
  const { reader } = await readLog(folder);
  const store = await openFileLogStore(folder, { mode: 'write' });
  let log: AuditLog;
  try {
    log = await openAuditLog({ store, signer, origin: reader.origin });
  } catch (error) {
    await store.close();
    throw wrongLog(error, folder);
  }
  try {
    return await use(log, store);
  } finally {
    await log.close();
  }
}

/** A mistake with a log under the folder that the user named. */
function wrongLog(error: unknown, folder: string): unknown {
  if (!isContentmarkError(error)) return error;
  return new Failure(EXIT.usage, error.code, `${folder} ${error.problem}`, 'LOG');
}

/** A key in text form, or a file that holds one. */
export async function readNoteKey(given: string, argument: string): Promise<string> {
  if (given.includes('+')) return given;
  const text = Buffer.from(await readNamedFile(given, argument))
    .toString('utf8')
    .trim();
  if (text.includes('+')) return text;
  throw usage(`${argument}: ${given} holds no key in the text form of notes`, argument);
}
