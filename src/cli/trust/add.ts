/** `contentmark trust add`: takes the keys of another trust file into this one. */
import type { Command } from 'commander';
import { readTrustFile } from '../files/trust-file.ts';
import { readTime } from '../terminal/options.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { changeTrust, idOf } from './change-trust.ts';

interface Flags {
  readonly from: string;
  readonly notBefore?: string;
  readonly json?: true;
}

const EXAMPLE = `
To rotate a key: add the new one, deploy the trust file everywhere, sign with the new one, then retire the old.

Example:
  $ contentmark keygen --issuer https://shop.example/ --environment production --out keys-2027
  $ contentmark trust add trust.json --from keys-2027/trust.json --not-before 2027-01-01
`;

/** Adds the command. */
export function addTrustAdd(parent: Command, session: Session): void {
  addCommand(parent, 'add')
    .summary('take in the keys of another trust file')
    .description('Take the keys of another trust file, as keygen writes it, into this one.')
    .argument('<trust>', 'the trust file that is changed')
    .requiredOption('--from <file>', 'the trust file whose keys are taken in')
    .option('--not-before <time>', 'refuse marks of them that are dated earlier')
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => add(file, flags, session));
}

async function add(file: string, flags: Flags, { io }: Session): Promise<void> {
  const { entries } = await readTrustFile(flags.from, '--from');
  const { notBefore } = flags;
  const bound = notBefore === undefined ? {} : { notBefore: readTime(notBefore, '--not-before') };
  const added = entries.map((entry) => ({ ...entry, ...bound }));
  await changeTrust(file, (known) => [...known, ...added]);
  const ids = added.map(idOf);
  if (flags.json) return printJson(io, { file, added: ids });
  await printLines(io, [`Added ${ids.join(', ')} to ${file}`]);
}
