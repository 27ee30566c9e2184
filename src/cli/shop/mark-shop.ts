/** Marks the shop that the environment variables name. */
import { localSigner, type Signer } from 'contentmark/keys';
import type { ProductCounts } from 'contentmark/shopify-client';
import { createTrust, type Trust } from 'contentmark/verify';
import { readKey } from '../files/key-file.ts';
import { questionEnvironment } from '../terminal/environment-name.ts';
import { EXIT, type ExitCode } from '../terminal/failure.ts';
import { type ClaimFlags, readClaims } from '../terminal/options.ts';
import type { Session } from '../terminal/session.ts';
import { explaining } from './failure.ts';
import type { EnvironmentFlags, RunFlags } from './options.ts';
import type { Platform } from './platform.ts';
import { requireShop } from './require-shop.ts';
import { runShop } from './run-shop.ts';

/** What the command line says. */
export interface MarkFlags extends ClaimFlags, RunFlags, EnvironmentFlags {
  readonly key: string;
}

/** Carries the command out. */
export async function markShop<Flags extends MarkFlags>(
  platform: Platform<Flags>,
  flags: Flags,
  session: Session,
): Promise<void> {
  const { io } = session;
  const dryRun = flags.dryRun === true;
  const shop = await explaining(platform, () => platform.open(io, flags));
  await questionEnvironment(io, flags.environment);
  const signer = localSigner(await readKey(io, flags.key));
  const claims = readClaims(flags, undefined);
  await requireShop(platform, shop, flags, ownTrust(flags, signer));
  await runShop(platform, flags, session, {
    doing: 'Marking',
    title: dryRun ? `Nothing was written to ${shop.shop}` : `Marked ${shop.shop}`,
    facts: { shop: shop.shop, dryRun },
    run: (options) => shop.mark({ ...options, signer, claims, dryRun }),
    exitOf,
  });
}

function exitOf({ unsignable, refused, contended, broken }: ProductCounts): ExitCode {
  return unsignable + refused + contended + broken > 0 ? EXIT.findings : EXIT.clean;
}

/** A trust of our own key, which is all that the check of the shop needs. */
function ownTrust({ issuer, environment, purpose }: MarkFlags, { publicKey }: Signer): Trust {
  const purposes = purpose === undefined ? undefined : [purpose];
  return createTrust([
    { publicKey, issuers: [issuer], environments: [environment], ...(purposes && { purposes }) },
  ]);
}
