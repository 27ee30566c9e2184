/** `contentmark shopify check`: every product of a shop against its mark. */
import type { Command } from 'commander';
import { checkProducts, type ProductCounts } from 'contentmark/shopify-client';
import { createVerifier } from 'contentmark/verify';
import { EXIT, type ExitCode } from './failure.ts';
import { readTime } from './options.ts';
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
import { readTrust } from './trust-file.ts';

interface Flags extends ConnectionFlags, RunFlags {
  readonly trust: string;
  readonly environment: string;
  readonly audience?: string;
  readonly now?: string;
}

const EXAMPLE = `
Every part that was signed must be there, unchanged. Exit codes: 0 all verified, 1 something is
rejected or cannot be checked, 2 nothing is, but marks are missing. Without --verdict-days
nothing is written.
${CONNECTION_HELP}
Example:
  $ contentmark shopify check --trust keys/trust.json --environment production --json
`;

/** Adds the command. */
export function addShopifyCheck(parent: Command, session: Session): void {
  const command = addCommand(parent, 'check')
    .summary('check every product of a shop')
    .description('Check every product of a shop against its mark.')
    .requiredOption('--trust <file>', 'whom to believe, as keygen writes it')
    .requiredOption('--environment <name>', 'where the shop is: production, staging …')
    .option('--audience <name>', 'the shop or tenant')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)');
  addRunOptions(addConnectionOptions(command))
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => checkShop(flags, session));
}

async function checkShop(flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const { environment, audience } = flags;
  const isJson = flags.json === true;
  const run = readRunOptions(flags);
  const client = connect(io, flags);
  const about = { environment, ...(audience !== undefined && { audience }) };
  const verifier = createVerifier({ trust: await readTrust(flags.trust), ...about });
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  const reporter = createShopReporter(io, isJson);
  const progress = await createShopProgress(io, 'Checking', isJson);
  let counts: ProductCounts | undefined;
  try {
    const report = await checkProducts(client, {
      ...run,
      ...about,
      verifier,
      ...(now !== undefined && { clock: () => now }),
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
  await reporter.finish(`Checked ${client.shop}`, counts, { shop: client.shop });
}

function exitOf({ verified, absent, ...counts }: ProductCounts): ExitCode {
  const { rejected, unsignable, refused, contended, broken } = counts;
  if (rejected + unsignable + refused + contended + broken > 0) return EXIT.findings;
  return absent > 0 || verified === 0 ? EXIT.absent : EXIT.clean;
}
