/** `contentmark log prove`: a proof that an entry is in a log, for whoever has its key. */
import type { Command } from 'commander';
import { writeAtomically } from '../files/atomic-file.ts';
import { usage } from '../terminal/failure.ts';
import { write } from '../terminal/io.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { LOG_ARGUMENT, readLog } from './log-folder.ts';

interface Flags {
  readonly index: string;
  readonly out?: string;
  readonly json?: true;
}

const EXAMPLE = `
The proof is a tlog-proof (c2sp.org/tlog-proof) and holds the entry. verifyLogProof of contentmark/audit-proof
checks it by the key of the log alone.

Example:
  $ contentmark log prove audit --index 6550 --out decision.tlog-proof
`;

/** Adds the command. */
export function addLogProve(parent: Command, session: Session): void {
  addCommand(parent, 'prove')
    .summary('prove that an entry is in the log')
    .description('Prove that an entry is in the log.')
    .argument(...LOG_ARGUMENT)
    .requiredOption('--index <n>', 'number of the entry, from 0')
    .option('--out <file>', 'default: the proof is printed')
    .addHelpText('after', EXAMPLE)
    .action((folder: string, flags: Flags) => prove(folder, flags, session));
}

async function prove(folder: string, { index, out, json }: Flags, { io }: Session): Promise<void> {
  const { reader } = await readLog(folder);
  const at = /^\d{1,15}$/.test(index) ? Number(index) : -1;
  if (at < 0 || at >= reader.size)
    throw usage(`--index expects a number from 0 to ${reader.size - 1}, got "${index}"`, '--index');
  const proof = await reader.proveInclusion(at);
  if (out !== undefined) await writeAtomically(out, '--out', proof);
  if (json) return printJson(io, { index: at, size: reader.size, proof });
  if (out === undefined) return write(io.stdout, proof);
  await printLines(io, [`Proof of entry ${at} of ${reader.size} in ${out}`]);
}
