/** Checks every product of a shop, and can write down for other places what it found. */
import { extract } from '../../../carry/carrier.ts';
import { readOptions, requireText, wrongOption } from '../../../options.ts';
import type { Verdict } from '../../../verify/verdict.ts';
import type { Verifier } from '../../../verify/verifier.ts';
import { productCarrier } from '../product-carrier.ts';
import { productContent } from '../product-content.ts';
import type { ShopifyClient } from './client.ts';
import type { ProductOutcome, ShopReport } from './product-result.ts';
import { RUN_OPTIONS, type RunOptions, readRunOptions, requireClient } from './run-options.ts';
import { runOverShop } from './run-over-shop.ts';
import { planOfVerdicts, prepareVerdict } from './verdict-text.ts';
import type { Prepare } from './write-products.ts';

/** Options of {@link checkProducts}. */
export interface CheckProductsOptions extends RunOptions {
  readonly verifier: Verifier;
  /** The verifier's own, for the verdicts. */
  readonly environment: string;
  readonly audience?: string;
  /** Write no verdicts. Default `false`. */
  readonly dryRun?: boolean;
}

const OPTIONS = [
  'verifier',
  'environment',
  'audience',
  'dryRun',
  ...RUN_OPTIONS,
] as const satisfies readonly (keyof CheckProductsOptions)[];

const OUTCOME_OF: Readonly<Record<Verdict['status'], ProductOutcome>> = {
  verified: 'verified',
  rejected: 'rejected',
  absent: 'absent',
};

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
  const { verifier, environment, audience, dryRun = false } = given;
  if (typeof verifier?.verify !== 'function') {
    throw wrongOption('options.verifier', 'a Verifier made by createVerifier');
  }
  requireText('options.environment', environment);
  if (audience !== undefined) requireText('options.audience', audience);
  if (typeof dryRun !== 'boolean') throw wrongOption('options.dryRun', 'true or false');
  const settings = readRunOptions(given);
  const { clock, verdicts } = settings;
  const carrier = productCarrier();

  const prepare: Prepare = async (product) => {
    const { handle, id } = product;
    const now = clock();
    const found = extract(product, carrier);
    const { content, problem } = productContent(product);
    if (content === undefined) {
      return { outcome: 'unsignable', handle, id, detail: problem, verdict: undefined };
    }
    const verdict = await verifier.verify(content, found, {
      subject: handle,
      requiredParts: 'all',
      now,
    });
    const detail = verdict.status === 'rejected' ? `${verdict.reason}: ${verdict.detail}` : '';
    const result = { outcome: OUTCOME_OF[verdict.status], handle, id, detail, verdict };
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

  return runOverShop(client, {
    ...settings,
    prepare,
    plan: {
      task: 'check',
      shop: client.shop,
      environment,
      audience: audience ?? null,
      query: settings.query ?? null,
      verdicts: planOfVerdicts(verdicts),
      dryRun,
    },
  });
}
