/**
 * Reads trust files: `{ "keys": [ { publicKey, issuers, environments, … } ] }`, each entry as
 * `createTrust` takes it. Unknown members are refused, because a misspelt `revokedAt` would leave a
 * revoked key valid.
 */

import { parseJson } from 'contentmark/content';
import { decodeUtf8 } from 'contentmark/records';
import { createTrust, isContentmarkError, type Trust, type TrustEntry } from 'contentmark/verify';
import { renameArgument } from '../../errors.ts';
import { createStrictReader } from '../../strict-json.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import { readNamedFile } from './read-input.ts';

/** Entries, JWKs and lists: nothing in a trust file nests deeper. */
const MAX_DEPTH = 8;

/** Reads a trust file. */
export async function readTrust(file: string): Promise<Trust> {
  return (await readTrustFile(file, '--trust')).trust;
}

/**
 * Reads a trust file, and gives its entries with the trust that they make.
 * @param argument the option that names the file.
 */
export async function readTrustFile(
  file: string,
  argument: string,
): Promise<{ readonly trust: Trust; readonly entries: readonly TrustEntry[] }> {
  const source = decodeUtf8(await readNamedFile(file, argument));
  if (source === undefined) throw wrongTrust(file, argument, 'not UTF-8');
  const parsed = parseJson(source.replace(/^\ufeff/, ''), MAX_DEPTH);
  if (parsed.problem !== undefined) throw wrongTrust(file, argument, parsed.problem);
  const entries = readEntries(file, argument, parsed.value);
  try {
    return { trust: createTrust(entries), entries };
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw new Failure(
      EXIT.usage,
      error.code,
      `${file}: ${renameArgument(error, 'entries', 'keys').message}`,
      argument,
    );
  }
}

function readEntries(file: string, argument: string, value: unknown): readonly TrustEntry[] {
  const refuse = (where: string, why: string): never => {
    const place = where === '' ? '' : `"${where}" `;
    throw wrongTrust(
      file,
      argument,
      `${place}${why}; expected { "keys": [ … ] }, as keygen writes it`,
    );
  };
  const read = createStrictReader(refuse);
  const keys = read.list('keys', read.object('', value, ['keys']).keys);
  for (const [index, entry] of keys.entries()) {
    if (holdsPrivateKey(entry)) {
      throw wrongTrust(
        file,
        argument,
        `keys[${index}] holds a private key ("d"): take it out, and treat the key as leaked if this file was shared`,
      );
    }
  }
  // createTrust looks at every member itself.
  return keys as readonly TrustEntry[];
}

function holdsPrivateKey(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null || !('publicKey' in entry)) return false;
  const { publicKey } = entry;
  return typeof publicKey === 'object' && publicKey !== null && 'd' in publicKey;
}

function wrongTrust(file: string, argument: string, why: string): Failure {
  return new Failure(EXIT.usage, 'ERR_TRUST', `${file}: ${why}`, argument);
}
