/** Checks the shop that the environment variables name. */
import type { ProductCounts } from 'contentmark/shopify-client';
import { openVerifier, readVerifierOptions, type VerifierFlags } from '../files/open-verifier.ts';
import { EXIT, type ExitCode } from '../terminal/failure.ts';
import { readTime } from '../terminal/options.ts';
import type { Session } from '../terminal/session.ts';
import { explaining } from './failure.ts';
import type { EnvironmentFlags, RunFlags } from './options.ts';
import type { Platform } from './platform.ts';
import { requireShop } from './require-shop.ts';
import { runShop } from './run-shop.ts';

/** What the command line says. */
export interface CheckFlags extends RunFlags, EnvironmentFlags, VerifierFlags {
  readonly now?: string;
}

/** Carries the command out. */
export async function checkShop<Flags extends CheckFlags>(
  platform: Platform<Flags>,
  flags: Flags,
  session: Session,
): Promise<void> {
  const { io } = session;
  const { environment, audience } = flags;
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  const dryRun = flags.dryRun === true;
  const shop = await explaining(platform, () => platform.open(io, flags));
  const { trust } = await readVerifierOptions(flags);
  const clock = now === undefined ? {} : { clock: () => now };
  const about = { environment, ...(audience !== undefined && { audience }), dryRun };
  // Every product has a mark of its own.
  const verifier = await openVerifier(flags, { cacheSize: 0 });
  // A verdict written for staging into the real shop is shown to its customers.
  if (shop.checkWrites) await requireShop(platform, shop, flags, trust);
  await runShop(platform, flags, session, {
    doing: 'Checking',
    title: `${dryRun ? 'Nothing was written to' : 'Checked'} ${shop.shop}`,
    facts: { shop: shop.shop, ...(dryRun && { dryRun }) },
    run: (options) => shop.check({ ...options, verifier, ...clock }, about),
    exitOf,
  });
}

/** The exit code. A shop without any mark is not clean. */
function exitOf({ verified, absent, ...counts }: ProductCounts): ExitCode {
  const { rejected, unsignable, refused, contended, broken } = counts;
  if (rejected + unsignable + refused + contended + broken > 0) return EXIT.findings;
  return absent > 0 || verified === 0 ? EXIT.absent : EXIT.clean;
}
