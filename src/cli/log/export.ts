/** `contentmark log export`: the events of a log as lines of JSON. */
import type { Command } from 'commander';
import { encodeHex } from '../../hex.ts';
import { toJson } from '../../printable.ts';
import { usage } from '../terminal/failure.ts';
import { write } from '../terminal/io.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { LOG_ARGUMENT, readLog } from './log-folder.ts';

interface Flags {
  readonly from?: string;
  readonly to?: string;
}

const EXAMPLE = `
One event a line, as docs/audit-log.md names its members, with its index; digests in hexadecimal, a purged
entry as {"index":7,"purged":true}. What it prints is not checked: run log check first.

Example:
  $ contentmark log export audit --from 6000 | jq 'select(.decision == "block")'
`;

/** Adds the command. */
export function addLogExport(parent: Command, session: Session): void {
  addCommand(parent, 'export')
    .summary('print events as lines of JSON')
    .description('Print events as lines of JSON.')
    .argument(...LOG_ARGUMENT)
    .option('--from <n>', 'the first entry (default: 0)')
    .option('--to <n>', 'up to and without this entry (default: all)')
    .addHelpText('after', EXAMPLE)
    .action((folder: string, flags: Flags) => exportEvents(folder, flags, session));
}

async function exportEvents(folder: string, flags: Flags, { io }: Session): Promise<void> {
  const { reader } = await readLog(folder);
  const from = readIndex(flags.from, 0, reader.size, '--from');
  const to = readIndex(flags.to, reader.size, reader.size, '--to');
  for await (const { index, bytes, event } of reader.entries(from, to)) {
    const line =
      event ??
      (bytes.length === 0 ? { purged: true } : { entry: encodeHex(bytes), problem: 'no event' });
    await write(io.stdout, `${toJson({ index, ...line })}\n`);
  }
}

function readIndex(
  given: string | undefined,
  otherwise: number,
  max: number,
  argument: string,
): number {
  if (given === undefined) return otherwise;
  const index = /^\d{1,15}$/.test(given) ? Number(given) : -1;
  if (index >= 0 && index <= max) return index;
  throw usage(`${argument} expects a number from 0 to ${max}, got "${given}"`, argument);
}
