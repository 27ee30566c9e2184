/**
 * `checkProducts`: checks every product of a Magento shop, and every store view, against its mark.
 */

import { readOptions } from '../../../errors.ts';
import type { Verifier } from '../../../verify/verifier.ts';
import { type ProductResult, type ShopReport, toResult } from '../../run/product-result.ts';
import { readVerifier } from '../../run/run-options.ts';
import { runOverShop } from '../../run/run-over-shop.ts';
import type { MagentoClient } from './client.ts';
import {
  MAGENTO_RUN_OPTIONS,
  type MagentoRunOptions,
  readMagentoRunOptions,
  requireClient,
} from './run-options.ts';
import { shopOf, unreadable } from './shop.ts';
import { verifyRecord } from './verify-record.ts';

/** Options of {@link checkProducts}. */
export interface CheckProductsOptions extends MagentoRunOptions {
  readonly verifier: Verifier;
}

const OPTIONS = [
  'verifier',
  ...MAGENTO_RUN_OPTIONS,
] as const satisfies readonly (keyof CheckProductsOptions)[];

/**
 * Checks a shop: every part that was signed must be there, unchanged. Nothing is written.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the call, and where the shop has no
 * store view of a name in `storeViews`.
 */
export async function checkProducts(
  client: MagentoClient,
  options: CheckProductsOptions,
): Promise<ShopReport> {
  requireClient(client);
  const given = readOptions('options', options, OPTIONS);
  const verifier = readVerifier('options.verifier', given.verifier);
  const settings = readMagentoRunOptions(given);
  const { code, clock, storeViews } = settings;
  const shop = shopOf<never>(client, settings, {
    async prepare(found): Promise<ProductResult> {
      if (found.problem !== undefined) return unreadable(found);
      const { subject } = found;
      const verdict = await verifyRecord(found, verifier, clock());
      if (verdict !== 'skipped') return toResult(subject, undefined, verdict);
      return { outcome: 'skipped', subject, id: undefined, detail: '', verdict: undefined };
    },
    write: async () => [],
    capacity: 1,
  });
  const plan = {
    task: 'check',
    shop: client.shop,
    attribute: code,
    storeViews: storeViews ?? null,
  };
  return runOverShop(shop, plan, settings);
}
