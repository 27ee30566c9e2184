/** Signs the next list of an issuer, for the commands that write one. */
import type { Command } from 'commander';
import { localSigner } from 'contentmark/keys';
import type { RecallEntryInput } from 'contentmark/recall';
import { isContentmarkError, type TrustEntry } from 'contentmark/verify';
import { writeAtomically } from '../files/atomic-file.ts';
import { readKey } from '../files/key-file.ts';
import { readTrustFile } from '../files/trust-file.ts';
import { EXIT, Failure, usage } from '../terminal/failure.ts';
import { readTime } from '../terminal/options.ts';
import { printJson, printLines } from '../terminal/output.ts';
import type { Session } from '../terminal/session.ts';
import { describeList, listToJson, openList, replaceList } from './list-file.ts';

/** Options of commands that sign a list. */
export interface ListFlags {
  readonly key: string;
  readonly trust: string;
  readonly issuer?: string;
  readonly nextUpdate?: string;
  readonly json?: true;
}

/** How long a list counts where `--next-update` says nothing: a day, in seconds. */
const DAY = 86_400;

/** Adds them. */
export function addListOptions(command: Command): Command {
  return command
    .requiredOption('--key <file>', 'the key of recall lists, as keygen --recall makes it')
    .requiredOption('--trust <file>', 'the trust file that has it')
    .option('--issuer <uri>', 'whose marks (default: the one that trust binds the key to)')
    .option('--next-update <time>', 'when the next list is due (default: in a day)');
}

/**
 * Signs the list after the one in a file, with more entries, and puts it in its place.
 * @param out where it is put as well, by `--out`.
 */
export async function signNext(
  file: string,
  flags: ListFlags,
  entries: readonly RecallEntryInput[],
  { io }: Session,
  out?: string,
): Promise<void> {
  const key = await readKey(io, flags.key);
  const { trust, entries: trusted } = await readTrustFile(flags.trust, '--trust');
  const before = await openList(file, trust);
  const { signRecallList, verifyRecallList } = await import('contentmark/recall');
  const now = Math.floor(Date.now() / 1000);
  const nextUpdate =
    flags.nextUpdate === undefined ? now + DAY : readTime(flags.nextUpdate, '--next-update');
  const issuer = flags.issuer ?? before?.found.list.issuer ?? onlyIssuer(trusted);
  let list: Uint8Array;
  try {
    const previous = before && { previous: before.found };
    list = await signRecallList(
      { issuer, entries, issuedAt: now, nextUpdate, ...previous },
      { signer: localSigner(key) },
    );
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw new Failure(EXIT.usage, error.code, error.message, error.argument);
  }
  // Before anybody gets it: a list that the trust file refuses would stop every mark at its next update.
  const found = await verifyRecallList(list, { trust });
  if (found.status === 'rejected') {
    throw usage(`--trust refuses what --key signs: ${found.reason}: ${found.detail}`, '--key');
  }
  await replaceList(file, list, before);
  if (out !== undefined) await writeAtomically(out, '--out', list);
  if (flags.json) await printJson(io, { file, ...listToJson(found) });
  else await printLines(io, [...describeList(found), `Written to ${file}`]);
}

function onlyIssuer(entries: readonly TrustEntry[]): string {
  const issuers = new Set(
    entries.filter(({ recall }) => recall === true).flatMap(({ issuers }) => issuers),
  );
  const [first, ...others] = issuers;
  if (first !== undefined && others.length === 0) return first;
  throw usage(
    first === undefined
      ? '--trust has no key of recall lists: make one with keygen --recall'
      : '--issuer is missing: the trust file has keys of recall lists for several',
    first === undefined ? '--trust' : '--issuer',
  );
}
