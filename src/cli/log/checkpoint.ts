/** `contentmark log checkpoint`: the newest checkpoint, to be kept elsewhere; cosigned ones taken in. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { openCheckpoint } from 'contentmark/audit-proof';
import { writeAtomically } from '../files/atomic-file.ts';
import { readNamedFile } from '../files/read-input.ts';
import { usage } from '../terminal/failure.ts';
import { write } from '../terminal/io.ts';
import { printJson } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { LOG_ARGUMENT, readLog, readNoteKey } from './log-folder.ts';

interface Flags {
  readonly cosigned?: string;
  readonly witness?: readonly string[];
  readonly json?: true;
}

const EXAMPLE = `
Keep what it prints on another machine: entries that are missing at the end are found against it. With --cosigned the
checkpoint that witnesses have signed takes the place of the published one of the same size.

Examples:
  $ contentmark log checkpoint audit > checkpoint.$(date +%F)
  $ contentmark log checkpoint audit --cosigned signed.txt --witness "$WITNESS"
`;

/** Adds the command. */
export function addLogCheckpoint(parent: Command, session: Session): void {
  addCommand(parent, 'checkpoint')
    .summary('print the newest checkpoint, or take in a cosigned one')
    .description('Print the newest checkpoint, or take in one that witnesses have cosigned.')
    .argument(...LOG_ARGUMENT)
    .option('--cosigned <file>', 'the published checkpoint with signatures of witnesses')
    .option('--witness <key...>', 'keys of these witnesses; all must have signed')
    .addHelpText('after', EXAMPLE)
    .action((folder: string, flags: Flags) => checkpoint(folder, flags, session));
}

async function checkpoint(folder: string, flags: Flags, { io }: Session): Promise<void> {
  const { reader, store } = await readLog(folder);
  let note = reader.checkpoint;
  if (flags.cosigned !== undefined) {
    const witnesses = await Promise.all(
      (flags.witness ?? []).map((one) => readNoteKey(one, '--witness')),
    );
    if (witnesses.length === 0)
      throw usage('--cosigned needs the keys of its witnesses; add --witness', '--witness');
    const cosigned = Buffer.from(await readNamedFile(flags.cosigned, '--cosigned')).toString(
      'utf8',
    );
    const published = Buffer.from((await store.backend.read('checkpoint')) ?? []).toString('utf8');
    const verdict = await openCheckpoint(cosigned, {
      key: reader.key ?? '',
      witnesses,
      required: witnesses.length,
    });
    if (verdict.status === 'rejected') throw usage(`--cosigned: ${verdict.detail}`, '--cosigned');
    if (textOf(cosigned) !== textOf(published))
      throw usage(
        '--cosigned is not of the published checkpoint: let the witnesses sign that',
        '--cosigned',
      );
    await writeAtomically(join(folder, 'checkpoint'), 'LOG', cosigned);
    note = cosigned;
  }
  if (flags.json) return printJson(io, { checkpoint: note, size: reader.size });
  await write(io.stdout, note);
}

/** What is signed of a note. */
const textOf = (note: string): string => note.slice(0, note.lastIndexOf('\n\n'));
