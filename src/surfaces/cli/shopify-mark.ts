/** `contentmark shopify mark`: a mark on every product of a shop. */
import type { Command } from 'commander';
import { localSigner } from 'contentmark/keys';
import { markProducts, type ProductCounts } from 'contentmark/shopify-client';
import { EXIT, type ExitCode } from './failure.ts';
import { readKey } from './key-file.ts';
import { addClaimOptions, type ClaimFlags, readClaims } from './options.ts';
import { addCommand, type Session } from './session.ts';
import {
  addConnectionOptions,
  CONNECTION_HELP,
  type ConnectionFlags,
  connect,
  toShopFailure,
} from './shopify/connection.ts';
import { createShopProgress } from './shopify/progress.ts';
import { createShopReporter } from './shopify/report.ts';
import { addRunOptions, explainRun, type RunFlags, readRunOptions } from './shopify/run-options.ts';

interface Flags extends ConnectionFlags, ClaimFlags, RunFlags {
  readonly key: string;
  readonly dryRun?: true;
}

const EXAMPLE = `
Products whose mark holds and says the same are left alone, so the command can be repeated.
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
  addRunOptions(addConnectionOptions(addClaimOptions(command)))
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => markShop(flags, session));
}

async function markShop(flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const isJson = flags.json === true;
  const dryRun = flags.dryRun === true;
  const run = readRunOptions(flags);
  const client = connect(io, flags);
  const signer = localSigner(await readKey(io, flags.key));
  const claims = readClaims(flags, undefined);
  const reporter = createShopReporter(io, isJson);
  const progress = await createShopProgress(io, 'Marking', isJson);
  let counts: ProductCounts | undefined;
  try {
    const report = await markProducts(client, {
      ...run,
      signer,
      claims,
      dryRun,
      onProduct: reporter.add,
      onProgress: progress.show,
    });
    progress.stop();
    counts = report.counts;
    if (report.status === 'failed') throw toShopFailure(report);
  } catch (error) {
    progress.stop();
    throw await reporter.fail(explainRun(error), counts);
  }
  session.exit = exitOf(counts);
  const title = dryRun ? `Nothing was written to ${client.shop}` : `Marked ${client.shop}`;
  await reporter.finish(title, counts, { shop: client.shop, dryRun });
}

function exitOf({ unsignable, refused, contended, broken }: ProductCounts): ExitCode {
  return unsignable + refused + contended + broken > 0 ? EXIT.findings : EXIT.clean;
}
