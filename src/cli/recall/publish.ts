/** `contentmark recall publish`: signs the list anew in time, and puts it where verifiers read it. */
import type { Command } from 'commander';
import { addCommand, type Session } from '../terminal/session.ts';
import { addListOptions, type ListFlags, signNext } from './sign-next.ts';

interface Flags extends ListFlags {
  readonly out?: string;
}

const EXAMPLE = `
Verifiers refuse every mark once the next update is overdue, so run this by a timer, well before.

Example:
  $ contentmark recall publish recalls.cose --key recalls/signing-key.jwk --trust trust.json \\
      --out /srv/www/.well-known/recalls.cose
`;

/** Adds the command. */
export function addRecallPublish(parent: Command, session: Session): void {
  const command = addCommand(parent, 'publish')
    .summary('sign the list anew, with nothing added')
    .description('Sign the next list with nothing added, so that it goes on counting.')
    .argument('<list>', 'the recall list');
  addListOptions(command)
    .option('--out <file>', 'where verifiers read it: written whole, or not at all')
    .addHelpText('after', EXAMPLE)
    .action((list: string, flags: Flags) => signNext(list, flags, [], session, flags.out));
}
