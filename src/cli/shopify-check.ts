/** `contentmark shopify check`: every product of a shop against its mark. */
import type { Command } from 'commander';
import { addVerifierOptions } from './files/open-verifier.ts';
import type { CheckFlags } from './shopify/check-shop.ts';
import { addConnectionOptions, CONNECTION_HELP } from './shopify/connection-options.ts';
import { addRunOptions, addShopOptions } from './shopify/run-options.ts';
import { addCommand, type Session } from './terminal/session.ts';

const EXAMPLE = `
Every part that was signed must be there, unchanged. Exit codes: 0 all verified, 1 something is
rejected or cannot be checked, 2 nothing is, but marks are missing. Without --verdict-days
nothing is written. With it the shop is asked first what it is, as mark does: no development
store is production, and a shop on a paid plan is staging only where --production-host names the
others.
${CONNECTION_HELP}
Example:
  $ contentmark shopify check --trust keys/trust.json --environment production --json
`;

/** Adds the command. */
export function addShopifyCheck(parent: Command, session: Session): void {
  const command = addCommand(parent, 'check')
    .summary('check every product of a shop')
    .description('Check every product of a shop against its mark.')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)')
    .option('--dry-run', 'with --verdict-days: write no verdicts');
  addVerifierOptions(command, 'where the shop is: production, staging …');
  addRunOptions(addConnectionOptions(addShopOptions(command)))
    .addHelpText('after', EXAMPLE)
    .action(async (flags: CheckFlags) => {
      // What talks to a shop, and the HTML parser behind it, is loaded when it is needed.
      const { checkShop } = await import('./shopify/check-shop.ts');
      await checkShop(flags, session);
    });
}
