/** Marks the shop that the environment names. */
import { localSigner, type Signer } from 'contentmark/keys';
import { markProducts, type ProductCounts } from 'contentmark/shopify-client';
import { createTrust, type Trust } from 'contentmark/verify';
import { readKey } from '../files/key-file.ts';
import { questionEnvironment } from '../terminal/environment-name.ts';
import { EXIT, type ExitCode } from '../terminal/failure.ts';
import { type ClaimFlags, readClaims } from '../terminal/options.ts';
import type { Session } from '../terminal/session.ts';
import { connect, toShopFailure } from './connection.ts';
import type { ConnectionFlags } from './connection-options.ts';
import { createShopProgress } from './progress.ts';
import { createShopReporter } from './report.ts';
import { requireShop, type ShopFlags } from './require-shop.ts';
import { explainRun, type RunFlags, readRunOptions } from './run-options.ts';

/** What the command line says. */
export interface MarkFlags extends ConnectionFlags, ClaimFlags, RunFlags, ShopFlags {
  readonly key: string;
  readonly dryRun?: true;
}

/** Carries the command out. */
export async function markShop(flags: MarkFlags, session: Session): Promise<void> {
  const { io } = session;
  const isJson = flags.json === true;
  const dryRun = flags.dryRun === true;
  const run = await readRunOptions(io, flags);
  const client = connect(io, flags);
  await questionEnvironment(io, flags.environment);
  const signer = localSigner(await readKey(io, flags.key));
  const claims = readClaims(flags, undefined);
  if (flags.skipEnvironmentCheck !== true) {
    await requireShop(client, flags, ownTrust(flags, signer));
  }
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

/** What our key signs here: all that is needed to ask whether this is the right place. */
function ownTrust({ issuer, environment, purpose }: MarkFlags, { publicKey }: Signer): Trust {
  const purposes = purpose === undefined ? undefined : [purpose];
  return createTrust([
    { publicKey, issuers: [issuer], environments: [environment], ...(purposes && { purposes }) },
  ]);
}
