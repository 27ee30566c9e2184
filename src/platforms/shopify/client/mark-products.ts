/** `markProducts`: marks every product of a shop that has no mark, or one that does not hold. */

import { extract } from '../../../carry/carrier.ts';
import { readOptions } from '../../../errors.ts';
import { keyIdOf } from '../../../format/crypto/public-key.ts';
import type { Signer } from '../../../format/crypto/signer.ts';

import type { MarkInput } from '../../../verify/mark-input.ts';
import type { Verifier } from '../../../verify/verifier.ts';
import { type ProductClaims, readOwnMarks } from '../../run/own-marks.ts';
import type { ProductResult, ShopReport } from '../../run/product-result.ts';
import { readSwitch } from '../../run/run-options.ts';
import { runOverShop } from '../../run/run-over-shop.ts';
import { type MetafieldWrite, markWrite } from '../metafield-writes.ts';
import type { ShopifyProduct } from '../product.ts';
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
import type { Prepare, Prepared } from './write-products.ts';

/** Options of {@link markProducts}. */
export interface MarkProductsOptions extends ShopifyRunOptions {
  readonly signer: Signer;
  readonly claims: ProductClaims;
  /** Say what would be done, and write nothing. Default false. */
  readonly dryRun?: boolean;
}

const OPTIONS = [
  'signer',
  'claims',
  'dryRun',
  ...SHOPIFY_RUN_OPTIONS,
] as const satisfies readonly (keyof MarkProductsOptions)[];

/**
 * Marks a shop. A product whose mark holds and says what `claims` say is left alone, so the
 * same run can be repeated and resumed: each product ends with one mark, written once.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS`, `ERR_SIGNER` for a mistake in the call.
 */
export async function markProducts(
  client: ShopifyClient,
  options: MarkProductsOptions,
): Promise<ShopReport> {
  requireClient(client);
  const given = readOptions('options', options, OPTIONS);
  const dryRun = readSwitch('options.dryRun', given.dryRun);
  const settings = readShopifyRunOptions(given);
  const { clock, verdicts, query } = settings;
  const own = await readOwnMarks(given, clock);
  const { verifier } = own;
  const { environment, audience } = given.claims;
  const carrier = productCarrier();

  const prepare: Prepare = async (product) => {
    const subject = product.handle;
    const base = { subject, id: product.id, detail: '', verdict: undefined };
    const { content, problem } = productContent(product);
    if (content === undefined) return { ...base, outcome: 'unsignable', detail: problem };
    const now = clock();
    // Awaited, because workerd's own Ed25519 can do nothing at once.
    const check = (mark: MarkInput) =>
      verifier.verify(content, mark, { subject, requiredParts: 'all', now });
    const found = extract({ ...product, imported: undefined }, carrier);
    let verdict = await check(found);
    let envelope = found[0];
    const isKept = own.isCurrent(verdict);
    const writes: MetafieldWrite[] = [];
    if (!isKept) {
      if (dryRun) return { ...base, outcome: 'would-mark', verdict };
      const imported = extract({ ...product, mark: undefined }, carrier);
      // A mark from CSV that says the same is taken over as it is: it was made earlier.
      const taken = own.isCurrent(await check(imported)) ? imported[0] : undefined;
      const made = taken === undefined ? await own.make(content, subject) : { envelope: taken };
      if ('problem' in made) return { ...base, outcome: 'unsignable', detail: made.problem };
      envelope = made.envelope;
      verdict = await check(envelope);
      writes.push(markWrite(product, envelope));
    }
    if (verdicts !== undefined && !dryRun) {
      const about = { product, environment, audience, envelope, verdict, now };
      const write = await prepareVerdict(verdicts, about);
      if (write !== undefined) writes.push(write);
    }
    const result: ProductResult = { ...base, outcome: isKept ? 'kept' : 'marked', verdict };
    if (writes.length === 0) return result;
    return { product, writes, result, holds: holder(verifier, product, envelope) };
  };

  const plan = {
    task: 'mark',
    shop: client.shop,
    keyId: keyIdOf(given.signer.publicKey),
    claims: own.plan,
    query: query ?? null,
    verdicts: planOfVerdicts(verdicts),
    dryRun,
  };
  return runOverShop(shopOf(client, settings, prepare), plan, settings);
}

/** Whether a mark still holds for the texts that the reply of its write shows. Images are not in it. */
function holder(
  verifier: Verifier,
  { id, handle }: ShopifyProduct,
  envelope: Uint8Array | undefined,
): Prepared['holds'] {
  return async (shown) => {
    if (shown.id !== id || shown.handle !== handle) return false;
    const { content } = productContent({ ...shown, images: [] });
    if (content === undefined || envelope === undefined) return false;
    return (await verifier.verify(content, envelope, { subject: handle })).status === 'verified';
  };
}
