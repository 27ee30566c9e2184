/** `contentmark shopify mark`: a mark on every product of a shop. */
import type { Command } from 'commander';
import { addConnectionOptions, CONNECTION_HELP } from './shopify/connection-options.ts';
import type { MarkFlags } from './shopify/mark-shop.ts';
import { addRunOptions, addShopOptions } from './shopify/run-options.ts';
import { addClaimOptions } from './terminal/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

const EXAMPLE = `
Products whose mark holds and says the same are left alone, so the command can be repeated.
The shop's plan must fit the environment: no development store is production, and a shop on a
paid plan is staging only where --production-host names the others.
${CONNECTION_HELP}
Example:
  $ contentmark shopify mark --key keys/signing-key.jwk --issuer https://shop.example/ai \\
      --environment production --journal mark.journal --verdict-days 30 --disclose --locale en
`;

/** Adds the command. */
export function addShopifyMark(parent: Command, session: Session): void {
  const command = addCommand(parent, 'mark')
    .summary('mark every product of a shop')
    .description('Sign every product and write the mark into its metafield contentmark.')
    .option('--dry-run', 'say what would be marked, and write nothing');
  addRunOptions(addConnectionOptions(addClaimOptions(addShopOptions(command))))
    .addHelpText('after', EXAMPLE)
    .action(async (flags: MarkFlags) => {
      // What talks to a shop, and the HTML parser behind it, is loaded when it is needed.
      const { markShop } = await import('./shopify/mark-shop.ts');
      await markShop(flags, session);
    });
}
