/** `contentmark magento setup`: the attribute that carries marks, in every attribute set. */
import type { Command } from 'commander';
import { CONNECTION_HELP } from './magento/connection.ts';
import { addAttributeOption } from './magento/options.ts';
import type { SetupFlags } from './magento/set-up-shop.ts';
import { addCommand, type Session } from './terminal/session.ts';

const EXAMPLE = `
Creates the attribute if there is none, and puts it into every attribute set: Magento drops
values of attributes that are not in a product's set. Run it again when there are new sets.
Exit code 1: the attribute is there, but will not do. See docs/magento.md.
${CONNECTION_HELP}
Example:
  $ contentmark magento setup --dry-run
`;

/** Adds the command. */
export function addMagentoSetup(parent: Command, session: Session): void {
  addAttributeOption(addCommand(parent, 'setup'))
    .summary('create the attribute that carries marks')
    .description('Create the attribute that carries marks, and put it into every attribute set.')
    .option('--dry-run', 'say what would be done, and do nothing')
    .addHelpText('after', EXAMPLE)
    .action(async (flags: SetupFlags) => {
      // What talks to a shop, and the HTML parser behind it, is loaded when it is needed.
      const { setUp } = await import('./magento/set-up-shop.ts');
      await setUp(flags, session);
    });
}
