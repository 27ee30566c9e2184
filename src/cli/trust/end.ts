/** `contentmark trust retire` and `revoke`: two ways in which a key ends. */
import type { Command } from 'commander';
import type { TrustEntry } from 'contentmark/verify';
import { readTime } from '../terminal/options.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { changeEntry, changeTrust, toIso } from './change-trust.ts';

interface Flags {
  readonly at?: string;
  readonly json?: true;
}

interface Ending {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly told: string;
  readonly end: (entry: TrustEntry, at: number) => TrustEntry;
}

const ENDINGS: readonly Ending[] = [
  {
    name: 'retire',
    summary: 'refuse marks of a key that are dated later; earlier ones stay good',
    description:
      'Refuse marks of a key that are dated later than a moment. Those dated earlier stay good:\nfor a key that is replaced, and not for one that may be in other hands.',
    told: 'retired from',
    end: (entry, at) => ({ ...entry, notAfter: Math.min(entry.notAfter ?? at, at) }),
  },
  {
    name: 'revoke',
    summary: 'refuse every mark of a key, whatever its date',
    description:
      'Refuse every mark of a key from a moment on, whatever its date: a stolen key can lie about it.\nA revocation is never moved later.',
    told: 'revoked from',
    end: (entry, at) => ({ ...entry, revokedAt: Math.min(entry.revokedAt ?? at, at) }),
  },
];

/** Adds the commands. */
export function addTrustEnd(parent: Command, session: Session): void {
  for (const ending of ENDINGS) {
    addCommand(parent, ending.name)
      .summary(ending.summary)
      .description(ending.description)
      .argument('<trust>', 'the trust file that is changed')
      .argument('<key-id>', '16 hexadecimal digits, as trust list shows them')
      .option('--at <time>', 'Unix seconds or ISO 8601 (default: now)')
      .addHelpText(
        'after',
        `\nExample:\n  $ contentmark trust ${ending.name} trust.json 21fe31dfa154a261 --at 2027-01-31T00:00:00Z\n`,
      )
      .action((file: string, keyId: string, flags: Flags) =>
        endKey(file, keyId, flags, ending, session),
      );
  }
}

async function endKey(
  file: string,
  keyId: string,
  flags: Flags,
  { end, told }: Ending,
  { io }: Session,
): Promise<void> {
  const at = flags.at === undefined ? Math.floor(Date.now() / 1000) : readTime(flags.at, '--at');
  const { notAfter, revokedAt } = await endAt(file, keyId, (entry) => end(entry, at));
  const moment = toIso(Math.min(told.startsWith('revoked') ? (revokedAt ?? at) : (notAfter ?? at)));
  if (flags.json) return printJson(io, { file, keyId, notAfter, revokedAt });
  await printLines(io, [`Key ${keyId} is ${told} ${moment} in ${file}`]);
}

async function endAt(
  file: string,
  keyId: string,
  change: (entry: TrustEntry) => TrustEntry,
): Promise<TrustEntry> {
  let ended: TrustEntry | undefined;
  await changeTrust(file, (entries) =>
    changeEntry(entries, keyId, (entry) => {
      ended = change(entry);
      return ended;
    }),
  );
  return ended as TrustEntry;
}
