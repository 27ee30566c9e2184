/**
 * `assertShop`: checks that the shop behind a client is the one that an environment means. A
 * development store is not production, and marks of staging do not belong on the real shop. The
 * shop itself is asked, before anything is written.
 */

import {
  type AssertedEnvironment,
  assertEnvironment,
} from '../../../decide/policy/assert-environment.ts';
import { readOptions, requireText } from '../../../errors.ts';
import { readSignal, wrongOption } from '../../../options.ts';
import type { Trust } from '../../../trust/trust.ts';
import { type Failed, fail } from '../../run/failure.ts';
import type { CallOptions } from '../../run/sending.ts';
import { readShopReply, type ShopDescription, shopRequest } from '../shop.ts';
import type { ShopifyClient } from './client.ts';
import { requireClient } from './run-options.ts';

/** Options of {@link assertShop}. */
export interface AssertShopOptions extends CallOptions {
  readonly environment: string;
  readonly trust: Trust;
  /**
   * Every `name.myshopify.com` of production: settles it where the plan does not, such as for a
   * staging shop on a paid plan. Default none.
   */
  readonly productionHosts?: readonly string[];
}

/** The shop, and what the assertion rests on. */
export type AssertedShop =
  | ({ readonly status: 'asserted'; readonly shop: ShopDescription } & AssertedEnvironment)
  | Failed;

/**
 * Compares an environment with the shop.
 * @throws ContentmarkError `ERR_ENVIRONMENT` where the two contradict each other, or nothing
 * shows that a shop for staging is not the real one; `ERR_ARGUMENT`.
 */
export async function assertShop(
  client: ShopifyClient,
  options: AssertShopOptions,
): Promise<AssertedShop> {
  requireClient(client);
  const given = readOptions('options', options, [
    'environment',
    'trust',
    'productionHosts',
    'signal',
  ]);
  const signal = readSignal('options.signal', given.signal);
  const { environment, trust, productionHosts } = given;
  // Said before the shop is asked; the rest is assertEnvironment's to say.
  requireText('options.environment', environment);
  if (typeof trust?.find !== 'function' || !('environments' in trust)) {
    throw wrongOption('options.trust', 'a Trust made by createTrust');
  }
  const reply = await client.request(shopRequest(), { ...(signal !== undefined && { signal }) });
  if (reply.status !== 'ok') return reply;
  const shop = readShopReply(reply.data);
  if (shop === undefined) return fail('malformed', 'an answer without a shop');
  const asserted = assertEnvironment({
    environment,
    trust,
    platform: {
      name: 'shopify',
      plan: { partnerDevelopment: shop.isDevelopment, publicDisplayName: shop.plan },
      myshopifyDomain: shop.domain,
    },
    ...(productionHosts !== undefined && { productionHosts }),
  });
  return Object.freeze({ status: 'asserted', shop, ...asserted });
}
