/**
 * The results of a run: of each product, or of what a store view overrides, and of all together.
 */
import type { Verdict } from '../../verify/verdict.ts';
import type { Failed } from './failure.ts';

/** The closed list of outcomes for a product. */
export const PRODUCT_OUTCOMES = [
  /** A new mark was written, read back and verified. */
  'marked',
  /** Its mark holds and says what it should; nothing was written, or only its verdict. */
  'kept',
  /** Checked only: the mark holds. */
  'verified',
  /** Checked only: the mark does not hold. */
  'rejected',
  /** Checked only: there is no mark. */
  'absent',
  /** With a dry run: a new mark would be written. */
  'would-mark',
  /** No mark can be made: texts without a canonical form, or more parts than a mark covers. */
  'unsignable',
  /** There is no text to sign, and no mark (Magento). */
  'skipped',
  /** The shop refused the write, or dropped what was written. */
  'refused',
  /** The product or its mark changed during every attempt. */
  'contended',
  /** It was deleted meanwhile. */
  'gone',
  /** The shop's answer about it could not be read. */
  'broken',
] as const;

/** One of {@link PRODUCT_OUTCOMES}. */
export type ProductOutcome = (typeof PRODUCT_OUTCOMES)[number];

/** What became of one product. */
export interface ProductResult {
  readonly outcome: ProductOutcome;
  /**
   * What its mark names: a handle on Shopify; on Magento a SKU, or `SKU;store=VIEW` for what a
   * store view overrides. `undefined` where it could not be read.
   */
  readonly subject: string | undefined;
  /** Shopify's GID; `undefined` where the platform has none. */
  readonly id: string | undefined;
  /** Why, where it is not as it should be; `''` otherwise. */
  readonly detail: string;
  /** What was found out about the mark; `undefined` where nothing was checked. */
  readonly verdict: Verdict | undefined;
}

/** The number of products by outcome. Outcomes that did not occur count 0. */
export type ProductCounts = Readonly<Record<ProductOutcome, number>>;

/** The result of a run over a shop. */
export type ShopReport =
  | { readonly status: 'done'; readonly counts: ProductCounts }
  /** It ended early; what was counted is done, and a run can be resumed. */
  | (Failed & { readonly counts: ProductCounts });

/** Counts of nothing. */
export function noCounts(): Record<ProductOutcome, number> {
  return Object.fromEntries(PRODUCT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    // Every outcome is in the list that it is made from.
    ProductOutcome,
    number
  >;
}

/** The result of checking a product's mark. */
export function toResult(subject: string, id: string | undefined, verdict: Verdict): ProductResult {
  const detail = verdict.status === 'rejected' ? `${verdict.reason}: ${verdict.detail}` : '';
  return { outcome: verdict.status, subject, id, detail, verdict };
}
