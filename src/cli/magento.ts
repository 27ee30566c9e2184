/** `contentmark magento`: sets up, marks and checks a shop over its REST API. */
import type { Command } from 'commander';
import { addVerifierOptions } from './files/open-verifier.ts';
import type { SetUpFlags } from './magento/set-up-shop.ts';
import type { MagentoFlags } from './magento/shop.ts';
import { CONNECTION_HELP } from './magento/variables.ts';
import type { CheckFlags } from './shop/check-shop.ts';
import type { MarkFlags } from './shop/mark-shop.ts';
import { addEnvironmentOptions, addRunOptions } from './shop/options.ts';
import { addClaimOptions } from './terminal/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

const SETUP_HELP = `
Creates the attribute if there is none, and puts it into every attribute set: Magento drops
values of attributes that are not in a product's set. Run it again when there are new sets.
Exit code 1: the attribute is there, but will not do. See docs/magento.md.
${CONNECTION_HELP}
Example:
  $ contentmark magento setup --dry-run
`;

const MARK_HELP = `
Marks each product in "All Store Views", and in each store view what it overrides. A record whose
mark by this key holds and says the same is left alone, so a run that was broken off is simply
run again. Every other mark is replaced. Each write is read back and checked. Exit code 1: some
records could not be marked. Products are saved one by one, or with --bulk by Magento's message
queue.

No REST route tells whether a Magento shop is the real one. So the URL's host is compared with
--production-host before anything is written, and without it only production is marked.
${CONNECTION_HELP}
Examples:
  $ contentmark magento mark --key keys/signing-key.jwk --issuer https://shop.example/ai \\
      --environment production --dry-run
`;

const CHECK_HELP = `
A record is a product in "All Store Views", or what a store view overrides of it. Every part
that was signed must be there, unchanged. Exit codes: 0 all verified, 1 something is rejected or
cannot be read, 2 nothing is, but marks are missing. Nothing is written.
${CONNECTION_HELP}
Example:
  $ contentmark magento check --trust keys/trust.json --environment production --json
`;

/**
 * The adapter's `MARK_ATTRIBUTE` and `MAX_PAGE_SIZE`, repeated, because every command declares its
 * options at start and the adapter would load an HTML parser.
 */
const ATTRIBUTE = 'contentmark';
const PAGE_SIZE = 300;

/** Adds the commands. What talks to a shop, and the HTML parser behind it, is loaded when one runs. */
export function addMagento(program: Command, session: Session): void {
  const parent = program
    .command('magento')
    .summary('mark and check the products of a Magento shop')
    .description(
      'Set up, mark and check the products of a Magento or Adobe Commerce shop over REST.',
    );

  addAttributeOption(addCommand(parent, 'setup'))
    .summary('create the attribute that carries marks')
    .description('Create the attribute that carries marks, and put it into every attribute set.')
    .option('--dry-run', 'say what would be done, and do nothing')
    .addHelpText('after', SETUP_HELP)
    .action(async (flags: SetUpFlags) => {
      const { setUp } = await import('./magento/set-up-shop.ts');
      await setUp(flags, session);
    });

  addEnvironmentOptions(addClaimOptions(addShopOptions(addCommand(parent, 'mark'))), 'host')
    .summary('mark every product of the shop')
    .description('Mark every product of the shop, and what store views override.')
    .option('--bulk', 'write by bulk requests; needs the consumer async.operations.all')
    .option('--renew', 'sign again also where a mark holds')
    .option('--dry-run', 'say what would be done, and write nothing')
    .addHelpText('after', MARK_HELP)
    .action(async (flags: MarkFlags & MagentoFlags) => {
      const { markShop } = await import('./shop/mark-shop.ts');
      await markShop(await loadPlatform(), flags, session);
    });

  addVerifierOptions(addShopOptions(addCommand(parent, 'check')), 'where the shop is')
    .summary('check every product of the shop')
    .description('Check every product of the shop, in every store view, against its mark.')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)')
    .addHelpText('after', CHECK_HELP)
    .action(async (flags: CheckFlags & MagentoFlags) => {
      const { checkShop } = await import('./shop/check-shop.ts');
      await checkShop(await loadPlatform(), flags, session);
    });
}

const loadPlatform = async () => (await import('./magento/shop.ts')).MAGENTO;

/** Adds what marking and checking take. */
function addShopOptions(command: Command): Command {
  return addRunOptions(addAttributeOption(command))
    .option(
      '--store-views <codes>',
      'store views to look into, with commas between them, or "none" (default: all)',
    )
    .option('--page-size <number>', `products a request, at most ${PAGE_SIZE}`, '100');
}

function addAttributeOption(command: Command): Command {
  return command.option('--attribute <code>', 'the attribute that carries marks', ATTRIBUTE);
}
