/** `contentmark shopify`: a shop over its Admin API. */
import type { Command } from 'commander';
import { CONNECTION_HELP } from './shopify/connection-options.ts';
import { addShopifyCheck } from './shopify-check.ts';
import { addShopifyMark } from './shopify-mark.ts';
import { addShopifySetup } from './shopify-setup.ts';
import type { Session } from './terminal/session.ts';

/** Adds the commands. */
export function addShopify(program: Command, session: Session): void {
  const parent = program
    .command('shopify')
    .summary('set up, mark or check a Shopify shop')
    .description('Set up, mark or check a Shopify shop over its Admin API (docs/shopify.md).')
    .addHelpText('after', CONNECTION_HELP);
  addShopifySetup(parent, session);
  addShopifyMark(parent, session);
  addShopifyCheck(parent, session);
}
