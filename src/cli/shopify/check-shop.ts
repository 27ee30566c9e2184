/** Checks the shop that the environment names. */
import { checkProducts, type ProductCounts } from 'contentmark/shopify-client';
import { openVerifier, readVerifierOptions, type VerifierFlags } from '../files/open-verifier.ts';
import { EXIT, type ExitCode } from '../terminal/failure.ts';
import { readTime } from '../terminal/options.ts';
import type { Session } from '../terminal/session.ts';
import { connect, toShopFailure } from './connection.ts';
import type { ConnectionFlags } from './connection-options.ts';
import { createShopProgress } from './progress.ts';
import { createShopReporter } from './report.ts';
import { requireShop, type ShopFlags } from './require-shop.ts';
import { explainRun, type RunFlags, readRunOptions } from './run-options.ts';

/** What the command line says. */
export interface CheckFlags extends ConnectionFlags, RunFlags, ShopFlags, VerifierFlags {
  readonly dryRun?: true;
  readonly now?: string;
}

/** Carries the command out. */
export async function checkShop(flags: CheckFlags, session: Session): Promise<void> {
  const { io } = session;
  const { environment, audience } = flags;
  const isJson = flags.json === true;
  const run = await readRunOptions(io, flags);
  const client = connect(io, flags);
  const about = { environment, ...(audience !== undefined && { audience }) };
  const { trust } = await readVerifierOptions(flags);
  const verifier = await openVerifier(flags);
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  const dryRun = flags.dryRun === true;
  // A verdict written for staging into the real shop is shown to its customers.
  if (run.verdicts !== undefined) await requireShop(client, flags, trust);
  const reporter = createShopReporter(io, isJson);
  const progress = await createShopProgress(io, 'Checking', isJson);
  let counts: ProductCounts | undefined;
  try {
    const report = await checkProducts(client, {
      ...run,
      ...about,
      verifier,
      dryRun,
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
  const unwritten = dryRun ? 'Nothing was written to' : 'Checked';
  await reporter.finish(`${unwritten} ${client.shop}`, counts, {
    shop: client.shop,
    ...(dryRun && { dryRun }),
  });
}

function exitOf({ verified, absent, ...counts }: ProductCounts): ExitCode {
  const { rejected, unsignable, refused, contended, broken } = counts;
  if (rejected + unsignable + refused + contended + broken > 0) return EXIT.findings;
  return absent > 0 || verified === 0 ? EXIT.absent : EXIT.clean;
}
