/** `contentmark magento mark`: a mark on every product of a shop, and on what store views override. */
import type { Command } from 'commander';
import { CONNECTION_HELP } from './magento/connection.ts';
import type { MarkFlags } from './magento/mark-shop.ts';
import { addShopOptions } from './magento/options.ts';
import { addClaimOptions } from './terminal/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

const EXAMPLE = `
Marks each product in "All Store Views", and in each store view what it overrides. A record whose
mark by this key holds is left alone, so a run that was broken off is simply run again. Every
other mark is replaced. Each write is read back and checked. Exit code 1: some records could
not be marked. Products are saved one by one, or with --bulk by Magento's message queue.

No REST route tells whether a Magento shop is the real one. So the URL's host is compared with
--production-host before anything is written, and without it only production is marked.
${CONNECTION_HELP}
Examples:
  $ contentmark magento mark --key keys/signing-key.jwk --issuer https://shop.example/ai \\
      --environment production --dry-run
`;

/** Adds the command. */
export function addMagentoMark(parent: Command, session: Session): void {
  addClaimOptions(addShopOptions(addCommand(parent, 'mark')))
    .summary('mark every product of the shop')
    .description('Mark every product of the shop, and what store views override.')
    .option('--bulk', 'write by bulk requests; needs the consumer async.operations.all')
    .option('--renew', 'sign again also where a mark holds')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option('--production-host <host...>', 'every host of production, to compare with the URL')
    .option('--skip-environment-check', 'mark although the shop may be another than meant')
    .addHelpText('after', EXAMPLE)
    .action(async (flags: MarkFlags) => {
      // What talks to a shop, and the HTML parser behind it, is loaded when it is needed.
      const { markShop } = await import('./magento/mark-shop.ts');
      await markShop(flags, session);
    });
}
