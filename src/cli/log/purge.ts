/** `contentmark log purge`: takes the bodies of entries whose time is over. */
import type { Command } from 'commander';
import { isContentmarkError } from 'contentmark';
import { purgeLog, type Retention } from 'contentmark/audit';
import { readJsonFile } from '../files/json-file.ts';
import { wrongFlag } from '../terminal/failure.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { KEY_OPTION, LOG_ARGUMENT, withLog } from './log-folder.ts';

interface Flags {
  readonly key: string;
  readonly retention: string;
  readonly actor: string;
  readonly environment: string;
  readonly json?: true;
}

const EXAMPLE = `
RETENTION says by event how many seconds entries are kept, {"guard":{"maximum":31536000}}; a "minimum" below the
default of 184 days has to be said, too. Events that are not named are kept. Hashes stay, and the log still verifies.

Example:
  $ contentmark log purge audit --retention retention.json --actor u-17 --environment production \\
      --key keys/audit-key.jwk
`;

/** Adds the command. */
export function addLogPurge(parent: Command, session: Session): void {
  addCommand(parent, 'purge')
    .summary('take the bodies of entries whose time is over')
    .description('Take the bodies of entries whose time is over. Their hashes stay.')
    .argument(...LOG_ARGUMENT)
    .requiredOption(...KEY_OPTION)
    .requiredOption('--retention <file>', 'how long which events are kept: JSON')
    .requiredOption('--actor <id>', 'who purges: a pseudonym, never a name')
    .requiredOption('--environment <name>', 'where: production, staging, test …')
    .addHelpText('after', EXAMPLE)
    .action((folder: string, flags: Flags) => purge(folder, flags, session));
}

async function purge(folder: string, flags: Flags, { io }: Session): Promise<void> {
  // purgeLog checks every member.
  const retention = (await readJsonFile(
    io,
    flags.retention,
    '--retention',
    'ERR_INPUT',
  )) as Retention;
  const purged = await withLog(io, folder, flags.key, async (log, store) => {
    const actor = { type: 'human', id: flags.actor } as const;
    const { environment } = flags;
    return purgeLog(log, { store, retention, actor, environment }).catch((error: unknown) => {
      const isTheirs = isContentmarkError(error) && error.argument?.startsWith('options.retention');
      throw isTheirs === true ? wrongFlag(error, '--retention') : error;
    });
  });
  if (flags.json) return printJson(io, { purged });
  await printLines(io, [`${purged} entries of ${folder} have no body any more`]);
}
