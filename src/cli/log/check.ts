/** `contentmark log check`: whether a log is as it was written, and what is wrong with it where it is not. */
import type { Command } from 'commander';
import { checkLog, type LogReport, openFileLogStore } from 'contentmark/audit';
import { readNamedFile } from '../files/read-input.ts';
import { EXIT, usage } from '../terminal/failure.ts';
import { printJson, printLines, warn } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { LOG_ARGUMENT, readNoteKey } from './log-folder.ts';

interface Flags {
  readonly publicKey?: string;
  readonly known?: string;
  readonly witness?: readonly string[];
  readonly required?: string;
  readonly json?: true;
}

const EXAMPLE = `
Without --known nobody can tell whether entries are missing at the end: give a checkpoint that was kept elsewhere.
Without --public-key the key that stands in the folder is taken, which whoever changed the log may have changed, too.

Example:
  $ contentmark log check audit --public-key audit.key --known checkpoint.of-yesterday
`;

/** Adds the command. */
export function addLogCheck(parent: Command, session: Session): void {
  addCommand(parent, 'check')
    .summary('find what was changed')
    .description('Rebuild a log from its entries and say what is wrong with it, and where.')
    .argument(...LOG_ARGUMENT)
    .option('--public-key <key>', 'the key of the log, as init printed it, or a file that holds it')
    .option('--known <file>', 'a checkpoint of the log that was kept elsewhere')
    .option('--witness <key...>', 'keys of witnesses')
    .option('--required <n>', 'how many of them must have cosigned (default: 0)')
    .addHelpText('after', EXAMPLE)
    .action((folder: string, flags: Flags) => check(folder, flags, session));
}

async function check(folder: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const store = await openFileLogStore(folder);
  const beside = await store.backend.read('key');
  if (flags.publicKey === undefined) {
    if (beside === undefined)
      throw usage(`${folder} names no key; give it by --public-key`, '--public-key');
    await warn(io, 'the key is the one in the folder; give it by --public-key from elsewhere');
  }
  const key =
    flags.publicKey === undefined
      ? Buffer.from(beside ?? [])
          .toString('utf8')
          .trim()
      : await readNoteKey(flags.publicKey, '--public-key');
  const witnesses = await Promise.all(
    (flags.witness ?? []).map((one) => readNoteKey(one, '--witness')),
  );
  const required = Number(flags.required ?? 0);
  const known =
    flags.known === undefined
      ? undefined
      : Buffer.from(await readNamedFile(flags.known, '--known')).toString('utf8');
  const report = await checkLog(store, {
    policy: { key, witnesses, required },
    ...(known !== undefined && { known }),
  });
  if (report.findings.length > 0) session.exit = EXIT.findings;
  if (flags.json) return printJson(io, report);
  await printLines(io, describe(folder, report));
}

function describe(folder: string, report: LogReport): readonly string[] {
  const { size, purged, cosignatures, findings, truncation } = report;
  const places = findings.map(({ kind, index, end, path, detail }) => {
    const range = index === undefined ? '' : ` ${index}${end === undefined ? '' : `-${end - 1}`}`;
    return `  ${kind}${range}  ${path}: ${detail}`;
  });
  return [
    `${folder}: ${size} entries, ${purged} purged, ${cosignatures.length} cosignatures, ${findings.length} findings`,
    ...places,
    truncation === 'compared'
      ? '  compared with a checkpoint that was kept elsewhere'
      : '  entries missing at the end cannot be found without --known',
  ];
}
