/**
 * `checkProducts`: checks every product of a shop, and can write stored verdicts for places that cannot
 * verify.
 */

import { extract } from '../../../carry/carrier.ts';
import { readOptions, requireText } from '../../../errors.ts';

import type { Verifier } from '../../../verify/verifier.ts';
import { type ShopReport, toResult } from '../../run/product-result.ts';
import { readSwitch, readVerifier } from '../../run/run-options.ts';
import { runOverShop } from '../../run/run-over-shop.ts';
import { productCarrier } from '../product-carrier.ts';
import { productContent } from '../product-content.ts';
import type { ShopifyClient } from './client.ts';
import {
  readShopifyRunOptions,
  requireClient,
  SHOPIFY_RUN_OPTIONS,
  type ShopifyRunOptions,
} from './run-options.ts';
import { shopOf } from './shop.ts';
import { planOfVerdicts, prepareVerdict } from './verdict-text.ts';
import type { Prepare } from './write-products.ts';

/** Options of {@link checkProducts}. */
export interface CheckProductsOptions extends ShopifyRunOptions {
  readonly verifier: Verifier;
  /** The verifier's own, for the stored verdicts. */
  readonly environment: string;
  readonly audience?: string;
  /** Write no stored verdicts. Default `false`. */
  readonly dryRun?: boolean;
}

const OPTIONS = [
  'verifier',
  'environment',
  'audience',
  'dryRun',
  ...SHOPIFY_RUN_OPTIONS,
] as const satisfies readonly (keyof CheckProductsOptions)[];

/**
 * Checks a shop: every part that was signed must be there, unchanged.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the call.
 */
export async function checkProducts(
  client: ShopifyClient,
  options: CheckProductsOptions,
): Promise<ShopReport> {
  requireClient(client);
  const given = readOptions('options', options, OPTIONS);
  const { environment, audience } = given;
  const verifier = readVerifier('options.verifier', given.verifier);
  const dryRun = readSwitch('options.dryRun', given.dryRun);
  requireText('options.environment', environment);
  if (audience !== undefined) requireText('options.audience', audience);
  const settings = readShopifyRunOptions(given);
  const { clock, verdicts, query } = settings;
  const carrier = productCarrier();

  const prepare: Prepare = async (product) => {
    const { handle, id } = product;
    const now = clock();
    const found = extract(product, carrier);
    const { content, problem } = productContent(product);
    if (content === undefined) {
      return { outcome: 'unsignable', subject: handle, id, detail: problem, verdict: undefined };
    }
    const verdict = await verifier.verify(content, found, {
      subject: handle,
      requiredParts: 'all',
      now,
    });
    const result = toResult(handle, id, verdict);
    if (verdicts === undefined) return result;
    const about = { product, environment, audience, envelope: found[0], verdict, now };
    const write = await prepareVerdict(verdicts, about);
    if (write === undefined || dryRun) return result;
    return {
      product,
      writes: [write],
      result,
      // What was written says of these texts what was found out about them, and of no others.
      holds: async (shown) =>
        shown.handle === handle &&
        shown.title === product.title &&
        shown.descriptionHtml === product.descriptionHtml &&
        shown.seoTitle === product.seoTitle &&
        shown.seoDescription === product.seoDescription,
    };
  };

  const plan = {
    task: 'check',
    shop: client.shop,
    environment,
    audience: audience ?? null,
    query: query ?? null,
    verdicts: planOfVerdicts(verdicts),
    dryRun,
  };
  return runOverShop(shopOf(client, settings, prepare), plan, settings);
}
