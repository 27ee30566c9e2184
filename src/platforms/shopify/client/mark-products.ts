/** Marks every product of a shop that has no mark, or one that does not hold. */
import { extract } from '../../../carry/carrier.ts';
import { isContentmarkError } from '../../../errors.ts';
import { text } from '../../../format/content/text.ts';
import { keyIdOf } from '../../../format/crypto/public-key.ts';
import type { Signer } from '../../../format/crypto/signer.ts';
import { readOptions, wrongOption } from '../../../options.ts';
import type { ClaimsInput } from '../../../sign/claims-input.ts';
import { sign } from '../../../sign/sign.ts';
import { createTrust } from '../../../trust/trust.ts';
import type { MarkInput } from '../../../verify/mark-input.ts';
import type { Verdict, Verified } from '../../../verify/verdict.ts';
import { createVerifier, type Verifier } from '../../../verify/verifier.ts';
import { type MetafieldWrite, markWrite } from '../metafield-writes.ts';
import type { ShopifyProduct } from '../product.ts';
import { productCarrier } from '../product-carrier.ts';
import { productContent } from '../product-content.ts';
import type { ShopifyClient } from './client.ts';
import type { ProductResult, ShopReport } from './product-result.ts';
import { RUN_OPTIONS, type RunOptions, readRunOptions, requireClient } from './run-options.ts';
import { runOverShop } from './run-over-shop.ts';
import { planOfVerdicts, prepareVerdict } from './verdict-text.ts';
import type { Prepare, Prepared } from './write-products.ts';

/** The claims of every mark; the subject is each product's handle, the kind `product`. */
export type ProductClaims = Omit<ClaimsInput, 'subject' | 'kind' | 'id' | 'issuedAt'>;

/** Options of {@link markProducts}. */
export interface MarkProductsOptions extends RunOptions {
  readonly signer: Signer;
  readonly claims: ProductClaims;
  /** Say what would be done, and write nothing. Default false. */
  readonly dryRun?: boolean;
}

const OPTIONS = [
  'signer',
  'claims',
  'dryRun',
  ...RUN_OPTIONS,
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
  const { signer, claims, dryRun = false } = given;
  if (typeof dryRun !== 'boolean') throw wrongOption('options.dryRun', 'true or false');
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw wrongOption('options.claims', 'the claims of every mark');
  }
  const settings = readRunOptions(given);
  const { clock, verdicts } = settings;
  // A claim that cannot be signed is said at once, not after Shopify has read the catalogue.
  await sign(text('trial'), { signer, claims: { ...claims, subject: 'trial', kind: 'product' } });
  const { issuer, environment, audience, purpose = 'content' } = claims;
  const trust = createTrust([
    {
      publicKey: signer.publicKey,
      issuers: [issuer],
      environments: [environment],
      purposes: [purpose],
    },
  ]);
  const verifier = createVerifier({ trust, environment, ...(audience && { audience }), clock });
  const carrier = productCarrier();

  const prepare: Prepare = async (product) => {
    const base = { handle: product.handle, id: product.id, detail: '', verdict: undefined };
    const { content, problem } = productContent(product);
    if (content === undefined) return { ...base, outcome: 'unsignable', detail: problem };
    const subject = product.handle;
    const now = clock();
    // Awaited, because workerd's own Ed25519 can do nothing at once.
    const check = (mark: MarkInput) =>
      verifier.verify(content, mark, { subject, requiredParts: 'all', now });
    const says = (verdict: Verdict) =>
      verdict.status === 'verified' && saysTheSame(verdict, claims);
    const own = extract({ ...product, imported: undefined }, carrier);
    let verdict = await check(own);
    let envelope = own[0];
    const isKept = says(verdict);
    const writes: MetafieldWrite[] = [];
    if (!isKept) {
      if (dryRun) return { ...base, outcome: 'would-mark', verdict };
      const imported = extract({ ...product, mark: undefined }, carrier);
      const [taken] = imported;
      let made: Uint8Array;
      try {
        // A mark from CSV that says the same is taken over as it is: it was made earlier.
        made =
          taken !== undefined && says(await check(imported))
            ? taken
            : await sign(content, {
                signer,
                claims: { ...claims, subject, kind: 'product', issuedAt: now },
              });
      } catch (error) {
        // Content from outside without a canonical form; a mistake in the claims is the caller's.
        if (!isContentmarkError(error) || error.code !== 'ERR_CONTENT') throw error;
        return { ...base, outcome: 'unsignable', detail: error.message };
      }
      verdict = await check(made);
      envelope = made;
      writes.push(markWrite(product, made));
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

  return runOverShop(client, {
    ...settings,
    prepare,
    plan: {
      task: 'mark',
      shop: client.shop,
      keyId: keyIdOf(signer.publicKey),
      // Bytes and maps among the claims would all look alike as JSON.
      claims: JSON.parse(JSON.stringify(claims, printable)),
      query: settings.query ?? null,
      verdicts: planOfVerdicts(verdicts),
      dryRun,
    },
  });
}

/** Whether a mark that holds says what is to be said; what is not to be said is not compared. */
function saysTheSame({ claims }: Verified, wanted: ProductClaims): boolean {
  return Object.entries(wanted).every(
    ([name, value]) =>
      value === undefined ||
      JSON.stringify(claims[name as keyof typeof claims], printable) ===
        JSON.stringify(value, printable),
  );
}

/** Maps and plain objects alike, by their names in order; bytes as numbers. */
function printable(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (value instanceof Map) return Object.fromEntries([...value].sort());
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(),
    );
  }
  return value;
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
