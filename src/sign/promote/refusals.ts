/** The closed list of reasons why content is not promoted. */

/** Why content is not promoted. */
export const PROMOTION_REFUSALS = [
  /** The original mark does not hold for exactly this content, here and now. */
  'not-verified',
  /** Fixtures, seeds, demos and canaries stay where they are. */
  'not-content',
  /** It is there already. */
  'same-environment',
  /** The same key signs for both environments, so their separation would be only a claim. */
  'same-key',
  /** The approver is the author, the issuer or the generator. */
  'self-approval',
  /** The review is of other content: what changed after it was not reviewed. */
  'review-mismatch',
] as const;

/** One of {@link PROMOTION_REFUSALS}. */
export type PromotionRefusal = (typeof PROMOTION_REFUSALS)[number];

/** A refusal in words; never holds the content. */
export interface Refusal {
  readonly reason: PromotionRefusal;
  readonly detail: string;
}
