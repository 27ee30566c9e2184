/** Whether the shop is the one that the command means, asked before anything is written. */
import { assertShop, type ShopifyClient } from 'contentmark/shopify-client';
import type { Trust } from 'contentmark/verify';
import { toShopFailure } from './connection.ts';
import { explainRun } from './run-options.ts';

/** What the command line says about it. */
export interface ShopFlags {
  readonly environment: string;
  readonly productionHost?: readonly string[];
  readonly skipEnvironmentCheck?: true;
}

/**
 * Stops a seed script that runs against the wrong shop before it has written anything.
 * @throws Failure where shop and environment contradict each other, or the shop does not answer.
 */
export async function requireShop(
  client: ShopifyClient,
  { environment, productionHost, skipEnvironmentCheck }: ShopFlags,
  trust: Trust,
): Promise<void> {
  if (skipEnvironmentCheck === true) return;
  try {
    const asserted = await assertShop(client, {
      environment,
      trust,
      ...(productionHost !== undefined && { productionHosts: productionHost }),
    });
    if (asserted.status === 'failed') throw toShopFailure(asserted);
  } catch (error) {
    throw explainRun(error);
  }
}
