/** `contentmark magento check`: every product of a shop, and every store view, against its mark. */
import type { Command } from 'commander';
import { addVerifierOptions } from './files/open-verifier.ts';
import type { CheckFlags } from './magento/check-shop.ts';
import { CONNECTION_HELP } from './magento/connection.ts';
import { addShopOptions } from './magento/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

const EXAMPLE = `
A record is a product in "All Store Views", or what a store view overrides of it. Every part
that was signed must be there, unchanged. Exit codes: 0 all verified, 1 something is rejected or
cannot be read, 2 nothing is, but marks are missing. Nothing is written.
${CONNECTION_HELP}
Example:
  $ contentmark magento check --trust keys/trust.json --environment production --json
`;

/** Adds the command. */
export function addMagentoCheck(parent: Command, session: Session): void {
  const command = addShopOptions(addCommand(parent, 'check'))
    .summary('check every product of the shop')
    .description('Check every product of the shop, in every store view, against its mark.')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)');
  addVerifierOptions(command, 'where the shop is')
    .addHelpText('after', EXAMPLE)
    .action(async (flags: CheckFlags) => {
      // What talks to a shop, and the HTML parser behind it, is loaded when it is needed.
      const { checkShop } = await import('./magento/check-shop.ts');
      await checkShop(flags, session);
    });
}
