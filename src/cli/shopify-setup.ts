/** `contentmark shopify setup`: definitions in a shop, and the files of an app's extensions. */
import type { Command } from 'commander';
import { addConnectionOptions, CONNECTION_HELP } from './shopify/connection-options.ts';
import type { SetUpFlags } from './shopify/set-up-shop.ts';
import { addCommand, type Session } from './terminal/session.ts';

const EXAMPLE = `
Exit codes: 0 the shop is ready, 1 something is missing or different. With --files nothing is
sent anywhere: it writes what belongs into an app's folder, and replaces nothing.
${CONNECTION_HELP}
Examples:
  $ contentmark shopify setup --dry-run
  $ contentmark shopify setup --files my-app
`;

/** Adds the command. */
export function addShopifySetup(parent: Command, session: Session): void {
  addConnectionOptions(
    addCommand(parent, 'setup')
      .summary('make a shop ready for marks')
      .description(
        'Look at the shop and the token, and create the metafield definitions that are missing.',
      )
      .option('--dry-run', 'say what would be created, and create nothing')
      .option('--files <dir>', 'write the files of an app instead: extensions and definitions'),
  )
    .addHelpText('after', EXAMPLE)
    .action(async (flags: SetUpFlags) => {
      // What talks to a shop, and the HTML parser behind it, is loaded when it is needed.
      const { setUp, writeFiles } = await import('./shopify/set-up-shop.ts');
      const { files, json } = flags;
      await (files === undefined
        ? setUp(flags, session)
        : writeFiles(files, json === true, session.io));
    });
}
