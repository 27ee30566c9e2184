/** `contentmark shopify`: sets up, marks and checks a shop over its Admin API. */
import type { Command } from 'commander';
import { addVerifierOptions } from './files/open-verifier.ts';
import { POLICY_OPTION } from './files/policy-file.ts';
import type { CheckFlags } from './shop/check-shop.ts';
import type { MarkFlags } from './shop/mark-shop.ts';
import { addEnvironmentOptions, addRunOptions } from './shop/options.ts';
import type { SetUpFlags } from './shopify/set-up-shop.ts';
import type { ShopifyFlags } from './shopify/shop.ts';
import { CONNECTION_HELP } from './shopify/variables.ts';
import { addClaimOptions } from './terminal/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

const SETUP_HELP = `
Exit codes: 0 the shop is ready, 1 something is missing or different. With --files nothing is
sent anywhere: it writes what belongs into an app's folder, and replaces nothing.
${CONNECTION_HELP}
Examples:
  $ contentmark shopify setup --dry-run
  $ contentmark shopify setup --files my-app
`;

const MARK_HELP = `
Products whose mark holds and says the same are left alone, so the command can be repeated.
The shop's plan must fit the environment: no development store is production, and a shop on a
paid plan is staging only where --production-host names the others.
${CONNECTION_HELP}
Example:
  $ contentmark shopify mark --key keys/signing-key.jwk --issuer https://shop.example/ai \\
      --environment production --journal mark.journal --verdict-days 30 --disclose --locale en
`;

const CHECK_HELP = `
Every part that was signed must be there, unchanged. Exit codes: 0 all verified, 1 something is
rejected or cannot be checked, 2 nothing is, but marks are missing. Without --verdict-days
nothing is written. With it the shop is asked first what it is, as mark does: no development
store is production, and a shop on a paid plan is staging only where --production-host names the
others.
${CONNECTION_HELP}
Example:
  $ contentmark shopify check --trust keys/trust.json --environment production --json
`;

/** Adds the commands. What talks to a shop, and the HTML parser behind it, is loaded when one runs. */
export function addShopify(program: Command, session: Session): void {
  const parent = program
    .command('shopify')
    .summary('set up, mark or check a Shopify shop')
    .description('Set up, mark or check a Shopify shop over its Admin API (docs/shopify.md).')
    .addHelpText('after', CONNECTION_HELP);

  addVersionOption(addCommand(parent, 'setup'))
    .summary('make a shop ready for marks')
    .description(
      'Look at the shop and the token, and create the metafield definitions that are missing.',
    )
    .option('--dry-run', 'say what would be created, and create nothing')
    .option('--files <dir>', 'write the files of an app instead: extensions and definitions')
    .addHelpText('after', SETUP_HELP)
    .action(async (flags: SetUpFlags) => {
      const { setUp, writeFiles } = await import('./shopify/set-up-shop.ts');
      const { files, json } = flags;
      await (files === undefined
        ? setUp(flags, session)
        : writeFiles(files, json === true, session.io));
    });

  addShopOptions(addClaimOptions(addCommand(parent, 'mark')))
    .summary('mark every product of a shop')
    .description('Sign every product and write the mark into its metafield contentmark.')
    .option('--dry-run', 'say what would be marked, and write nothing')
    .addHelpText('after', MARK_HELP)
    .action(async (flags: MarkFlags & ShopifyFlags) => {
      const { markShop } = await import('./shop/mark-shop.ts');
      await markShop(await loadPlatform(), flags, session);
    });

  addShopOptions(
    addVerifierOptions(addCommand(parent, 'check'), 'where the shop is: production, staging …'),
  )
    .summary('check every product of a shop')
    .description('Check every product of a shop against its mark.')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)')
    .option('--dry-run', 'with --verdict-days: write no stored verdicts')
    .addHelpText('after', CHECK_HELP)
    .action(async (flags: CheckFlags & ShopifyFlags) => {
      const { checkShop } = await import('./shop/check-shop.ts');
      await checkShop(await loadPlatform(), flags, session);
    });
}

const loadPlatform = async () => (await import('./shopify/shop.ts')).SHOPIFY;

function addVersionOption(command: Command): Command {
  return command.option('--api-version <version>', "of Shopify's API (default: the newest tested)");
}

/** Adds what marking and checking take. */
function addShopOptions(command: Command): Command {
  addRunOptions(addVersionOption(addEnvironmentOptions(command, 'name.myshopify.com')));
  return command
    .option(
      '--query <filter>',
      "only products that match, in Shopify's search syntax: status:active",
    )
    .option(
      '--verdict-days <days>',
      'write stored verdicts for themes and checkout that hold so long',
    )
    .option(
      '--disclose',
      'with --verdict-days: write what the policy decides, so that themes and checkout label what is verified and says that AI made it, wholly or in part',
    )
    .option('--policy <policy>', `with --disclose: ${POLICY_OPTION} (default: storefront)`)
    .option(
      '--locale <language>',
      "with --verdict-days: the products' language, to see edits (en)",
    );
}
