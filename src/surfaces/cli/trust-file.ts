/**
 * Trust files: `{ "keys": [ { publicKey, issuers, environments, … } ] }`, each entry as
 * `createTrust` takes it. Read strictly: a misspelt `revokedAt` must not mean "not revoked".
 */
import { parseJson } from 'contentmark/content';
import { createTrust, isContentmarkError, type Trust, type TrustEntry } from 'contentmark/verify';
import { EXIT, Failure } from './failure.ts';
import { readNamedFile } from './read-input.ts';
import { decodeUtf8 } from './utf8.ts';

/** Entries, JWKs and lists: nothing in a trust file nests deeper. */
const MAX_DEPTH = 8;

/** Reads a trust file. */
export async function readTrust(file: string): Promise<Trust> {
  const source = decodeUtf8(await readNamedFile(file, '--trust'));
  if (source === undefined) throw wrongTrust(file, 'not UTF-8');
  const parsed = parseJson(source.replace(/^\ufeff/, ''), MAX_DEPTH);
  if (parsed.problem !== undefined) throw wrongTrust(file, parsed.problem);
  const entries = readEntries(file, parsed.value);
  try {
    return createTrust(entries);
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw new Failure(
      EXIT.usage,
      error.code,
      `${file}: ${error.message.replaceAll('entries', 'keys')}`,
      '--trust',
    );
  }
}

function readEntries(file: string, value: unknown): readonly TrustEntry[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || !('keys' in value) || !Array.isArray(value.keys)) {
    throw wrongTrust(file, 'expected { "keys": [ … ] }, as keygen writes it');
  }
  const stranger = Object.keys(value).find((key) => key !== 'keys');
  if (stranger !== undefined) {
    throw wrongTrust(file, `unknown member ${JSON.stringify(stranger)}; only "keys" is known`);
  }
  for (const [index, entry] of (value.keys as unknown[]).entries()) {
    if (holdsPrivateKey(entry)) {
      throw wrongTrust(
        file,
        `keys[${index}] holds a private key ("d"): take it out, and treat the key as leaked if this file was shared`,
      );
    }
  }
  // createTrust looks at every member itself.
  return value.keys as TrustEntry[];
}

function holdsPrivateKey(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null || !('publicKey' in entry)) return false;
  const { publicKey } = entry;
  return typeof publicKey === 'object' && publicKey !== null && 'd' in publicKey;
}

function wrongTrust(file: string, why: string): Failure {
  return new Failure(EXIT.usage, 'ERR_TRUST', `${file}: ${why}`, '--trust');
}
