/** `contentmark log append`: events from lines of JSON into the log. */
import type { Command } from 'commander';
import { isContentmarkError } from 'contentmark';
import type { AuditInput, AuditLog } from 'contentmark/audit';
import { readInput } from '../files/read-input.ts';
import { EXIT, Failure, usage } from '../terminal/failure.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { KEY_OPTION, LOG_ARGUMENT, withLog } from './log-folder.ts';

interface Flags {
  readonly key: string;
  readonly json?: true;
}

/** Events that wait for the disk together. */
const AT_ONCE = 1000;

const EXAMPLE = `
One event a line, with the members of docs/audit-log.md; digests in hexadecimal. It ends when all are durable.
A line that may not be logged ends it; of the thousand lines around it the others are in the log.

Example:
  $ echo '{"event":"key-rotate","actor":{"type":"human","id":"u-17"},"environment":"production"}' |
      contentmark log append audit - --key keys/audit-key.jwk
`;

/** Adds the command. */
export function addLogAppend(parent: Command, session: Session): void {
  addCommand(parent, 'append')
    .summary('add events')
    .description('Add events from lines of JSON.')
    .argument(...LOG_ARGUMENT)
    .argument('<input>', 'a file of JSON lines, or - for stdin')
    .requiredOption(...KEY_OPTION)
    .addHelpText('after', EXAMPLE)
    .action((folder: string, input: string, flags: Flags) => append(folder, input, flags, session));
}

async function append(
  folder: string,
  input: string,
  flags: Flags,
  session: Session,
): Promise<void> {
  const text = Buffer.from(await readInput(session.io, input, 'INPUT')).toString('utf8');
  const lines = text.split('\n').map((line) => line.trim());
  const counts = await withLog(session.io, folder, flags.key, (log) => appendLines(log, lines));
  if (flags.json) return printJson(session.io, counts);
  await printLines(session.io, [
    `Appended ${counts.appended} events to ${folder}, now of ${counts.size}`,
  ]);
}

async function appendLines(log: AuditLog, lines: readonly string[]) {
  let appended = 0;
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const some = lines.slice(from, from + AT_ONCE);
    const all = await Promise.allSettled(
      some.map(async (line, i) =>
        line === '' ? 0 : log.append(readEvent(line, from + i + 1)).then(() => 1),
      ),
    );
    for (const [i, one] of all.entries())
      if (one.status === 'rejected') throw explain(one.reason, from + i + 1, appended);
      else appended += one.value;
  }
  return { appended, size: log.size };
}

/** Members that are digests: hexadecimal in JSON, bytes in the log. */
const DIGESTS: readonly string[] = ['policy', 'approval', 'digest'];

function readEvent(line: string, number: number): AuditInput {
  let event: unknown;
  try {
    event = JSON.parse(line, (name, value: unknown) =>
      DIGESTS.includes(name) && typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
        ? new Uint8Array(Buffer.from(value, 'hex'))
        : value,
    );
  } catch {
    // JSON.parse quotes its input in its message, which may be what must not be logged.
    throw usage(`INPUT line ${number} is no JSON`, 'INPUT');
  }
  // append checks every member.
  return event as AuditInput;
}

function explain(error: unknown, number: number, appended: number): unknown {
  const after = `; ${appended} events before and all good ones of its thousand are in the log`;
  if (error instanceof Failure)
    return new Failure(error.exit, error.code, error.message + after, 'INPUT');
  if (!isContentmarkError(error)) return error;
  const exit = error.code === 'ERR_ARGUMENT' ? EXIT.usage : EXIT.internal;
  return new Failure(exit, error.code, `INPUT line ${number}: ${error.message}${after}`, 'INPUT');
}
