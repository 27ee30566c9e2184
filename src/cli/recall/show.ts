/** `contentmark recall show`: what a list takes back. */
import type { Command } from 'commander';
import { readTrust } from '../files/trust-file.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { describeList, listToJson, openList } from './list-file.ts';

interface Flags {
  readonly trust: string;
  readonly json?: true;
}

const EXAMPLE = `
Example:
  $ contentmark recall show recalls.cose --trust trust.json
`;

/** Adds the command. */
export function addRecallShow(parent: Command, session: Session): void {
  addCommand(parent, 'show')
    .summary('show what a list takes back')
    .description('Show what a recall list takes back, once its signature has held.')
    .argument('<list>', 'the recall list')
    .requiredOption('--trust <file>', 'the trust file that has its key')
    .addHelpText('after', EXAMPLE)
    .action((list: string, flags: Flags) => show(list, flags, session));
}

async function show(file: string, flags: Flags, { io }: Session): Promise<void> {
  const opened = await openList(file, await readTrust(flags.trust));
  if (opened === undefined)
    throw new Failure(EXIT.usage, 'ENOENT', `${file}: no such file`, 'LIST');
  if (flags.json) await printJson(io, listToJson(opened.found));
  else await printLines(io, describeList(opened.found));
}
