/** Checks that the shop is the one that the command means, before anything is written. */
import type { Trust } from 'contentmark/verify';
import { explaining, toShopFailure, type Words } from './failure.ts';
import type { EnvironmentFlags } from './options.ts';
import type { OpenShop } from './platform.ts';

/**
 * Refuses the wrong shop, so that a seed script that runs against it writes nothing.
 * @throws Failure where shop and environment contradict each other, or the shop does not answer.
 */
export async function requireShop(
  words: Words,
  shop: OpenShop,
  { environment, productionHost, skipEnvironmentCheck }: EnvironmentFlags,
  trust: Trust,
): Promise<void> {
  if (skipEnvironmentCheck === true) return;
  const productionHosts = productionHost === undefined ? {} : { productionHosts: productionHost };
  const asserted = await explaining(words, () =>
    shop.assert({ environment, trust, ...productionHosts }),
  );
  if ('reason' in asserted) throw toShopFailure(words, asserted);
}
