/** `contentmark shopify setup`: definitions in a shop, and the files of an app's extensions. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkoutExtension, definitionsToml, themeExtension } from 'contentmark/shopify';
import { type SetUpReport, setUpShop } from 'contentmark/shopify-client';
import { EXIT } from './failure.ts';
import { colorsFor, type Io } from './io.ts';
import { printable, printJson, printLines } from './output.ts';
import { addCommand, type Session } from './session.ts';
import {
  addConnectionOptions,
  CONNECTION_HELP,
  type ConnectionFlags,
  connect,
  toShopFailure,
} from './shopify/connection.ts';
import { writeNewTree } from './shopify/new-tree.ts';

interface Flags extends ConnectionFlags {
  readonly dryRun?: true;
  readonly files?: string;
}

type Ready = Extract<SetUpReport, { status: 'done' }>;

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
    .action((flags: Flags) =>
      flags.files === undefined
        ? setUp(flags, session)
        : writeFiles(flags.files, flags.json === true, session.io),
    );
}

async function setUp(flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const client = connect(io, flags);
  const report = await setUpShop(client, { dryRun: flags.dryRun === true });
  if (report.status === 'failed') throw toShopFailure(report);
  const isPlanned = report.definitions.some(({ status }) => status === 'would-create');
  session.exit = report.isReady || isPlanned ? EXIT.clean : EXIT.findings;
  if (report.shop.missingScopes.length > 0) session.exit = EXIT.findings;
  if (flags.json === true) return printJson(io, report);
  await printReport(io, report, flags.apiVersion);
}

async function printReport(io: Io, report: Ready, asked: string): Promise<void> {
  const colors = colorsFor(io.stdout, io.env);
  const { shop, definitions, isReady, apiVersion } = report;
  const kind = shop.isDevelopment ? ', a development shop: nothing in it is production' : '';
  const lines = [colors.bold(printable(`${shop.domain} (${shop.plan}${kind})`))];
  for (const { key, status, detail } of definitions) {
    lines.push(printable(`  ${key.padEnd(20)} ${status}${detail === '' ? '' : `: ${detail}`}`));
  }
  for (const scope of shop.missingScopes) {
    lines.push(colors.yellow(printable(`  the token lacks the scope ${scope}`)));
  }
  if (apiVersion !== undefined && apiVersion !== asked) {
    lines.push(
      colors.yellow(printable(`  version ${asked} is gone; Shopify answered with ${apiVersion}`)),
    );
  }
  lines.push(isReady ? colors.green('Ready.') : colors.yellow('Not ready yet.'));
  await printLines(io, lines);
}

async function writeFiles(directory: string, isJson: boolean, io: Io): Promise<void> {
  const files = {
    'contentmark.definitions.toml': definitionsToml(),
    ...under('extensions/contentmark-theme', themeExtension()),
    ...under('extensions/contentmark-checkout', checkoutExtension()),
  };
  await writeNewTree(directory, files, '--files');
  const written = Object.keys(files).map((path) => join(directory, path));
  if (isJson) return printJson(io, { files: written });
  await printLines(io, [
    ...written,
    'Copy contentmark.definitions.toml into your shopify.app.toml; docs/shopify.md has the rest.',
  ]);
}

function under(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]),
  );
}
