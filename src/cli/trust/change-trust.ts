/** Changes a trust file: it is read strictly, changed as entries, checked, and replaced whole. */
import { importPublicKey, keyIdOf } from 'contentmark/keys';
import { createTrust, isContentmarkError, type TrustEntry } from 'contentmark/verify';
import { renameArgument } from '../../errors.ts';
import { writeAtomically } from '../files/atomic-file.ts';
import { readTrustFile } from '../files/trust-file.ts';
import { EXIT, Failure, usage } from '../terminal/failure.ts';

/** Applies a change to the entries of a trust file. What `createTrust` would refuse is not written. */
export async function changeTrust(
  file: string,
  change: (entries: readonly TrustEntry[]) => readonly TrustEntry[],
): Promise<readonly TrustEntry[]> {
  const { entries } = await readTrustFile(file, 'TRUST');
  const changed = change(entries);
  try {
    createTrust(changed);
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    const why = renameArgument(error, 'entries', 'keys').message;
    throw new Failure(EXIT.usage, error.code, `${file}: ${why}`, 'TRUST');
  }
  await writeAtomically(file, 'TRUST', `${JSON.stringify({ keys: changed }, null, 2)}\n`);
  return changed;
}

/** The entries with one of them changed, the one of a key id. */
export function changeEntry(
  entries: readonly TrustEntry[],
  keyId: string,
  change: (entry: TrustEntry) => TrustEntry,
): readonly TrustEntry[] {
  if (!/^[0-9a-f]{16}$/.test(keyId))
    throw usage('KEY-ID expected 16 hexadecimal digits, as trust list shows them', 'KEY-ID');
  if (!entries.some((entry) => idOf(entry) === keyId))
    throw usage(`no key of the trust file has the id ${keyId}`, 'KEY-ID');
  return entries.map((entry) => (idOf(entry) === keyId ? change(entry) : entry));
}

/** The id of an entry's key, 16 hexadecimal digits. */
export function idOf({ publicKey }: TrustEntry): string {
  return keyIdOf(importPublicKey(publicKey));
}

/** A moment of a trust file, as people and programs read it. */
export function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
