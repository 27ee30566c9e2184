/**
 * `contentmark shopify setup`: sets up the shop that the environment variables name, or writes the
 * files of an app.
 */
import { join } from 'node:path';
import { checkoutExtension, definitionsToml, themeExtension } from 'contentmark/shopify';
import { type SetUpReport, setUpShop } from 'contentmark/shopify-client';
import { printable } from '../../printable.ts';
import { explaining, toShopFailure } from '../shop/failure.ts';
import { EXIT } from '../terminal/failure.ts';
import { colorsFor, type Io } from '../terminal/io.ts';
import { printJson, printLines } from '../terminal/output.ts';
import type { Session } from '../terminal/session.ts';
import { writeNewTree } from './new-tree.ts';
import { type ConnectionFlags, connect, SHOPIFY } from './shop.ts';

/** What the command line says. */
export interface SetUpFlags extends ConnectionFlags {
  readonly dryRun?: true;
  readonly files?: string;
}

type Ready = Extract<SetUpReport, { status: 'done' }>;

/** Makes the shop ready, or says what would be done. */
export async function setUp(flags: SetUpFlags, session: Session): Promise<void> {
  const { io } = session;
  const client = await explaining(SHOPIFY, async () => connect(io, flags));
  const report = await setUpShop(client, { dryRun: flags.dryRun === true });
  if (report.status === 'failed') throw toShopFailure(SHOPIFY, report);
  const isPlanned = report.definitions.some(({ status }) => status === 'would-create');
  session.exit = report.isReady || isPlanned ? EXIT.clean : EXIT.findings;
  if (report.shop.missingScopes.length > 0) session.exit = EXIT.findings;
  if (flags.json === true) return printJson(io, report);
  await printReport(io, report, client.apiVersion);
}

async function printReport(io: Io, report: Ready, asked: string): Promise<void> {
  const colors = colorsFor(io.stdout, io.env);
  const { shop, definitions, isReady, apiVersion } = report;
  const kind = shop.isDevelopment ? ', a development shop: nothing in it is production' : '';
  const lines = [colors.bold(printable(`${shop.domain} (${shop.plan}${kind})`))];
  for (const { namespace, key, status, detail } of definitions) {
    lines.push(
      printable(
        `  ${`${namespace}.${key}`.padEnd(26)} ${status}${detail === '' ? '' : `: ${detail}`}`,
      ),
    );
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

/** Writes what belongs into an app's folder. */
export async function writeFiles(directory: string, isJson: boolean, io: Io): Promise<void> {
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
