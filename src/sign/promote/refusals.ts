/** Why content stays where it is: a closed list. */

/** Why content is not promoted. */
export const PROMOTION_REFUSALS = [
  /** The original mark does not hold for exactly this content, here and now. */
  'not-verified',
  /** Fixtures, seeds, demos and canaries stay where they are. */
  'not-content',
  /** It is there already. */
  'same-environment',
  /** One key for both sides would make the line between them a claim and not a fact. */
  'same-key',
  /** The approver is the author, the issuer or the generator. */
  'self-approval',
  /** The review is of other content than this: what changed after it was never reviewed. */
  'review-mismatch',
] as const;

/** One of {@link PROMOTION_REFUSALS}. */
export type PromotionRefusal = (typeof PROMOTION_REFUSALS)[number];

/** A refusal in words; never holds the content. */
export interface Refusal {
  readonly reason: PromotionRefusal;
  readonly detail: string;
}
