/** Whether the shop is the one that the command means, asked before anything is written. */
import type { Trust } from 'contentmark/verify';
import { explaining, toShopFailure, type Words } from './failure.ts';
import type { EnvironmentFlags } from './options.ts';
import type { OpenShop } from './platform.ts';

/**
 * Stops a seed script that runs against the wrong shop before it has written anything.
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
