/** Makes the claims of the new mark from those of the original. */
import type { Claims, Review } from '../../format/envelope/claims.ts';
import type { ClaimsInput } from '../claims-input.ts';
import type { Asked } from './promote-options.ts';

/**
 * Says of the content what the original said, for the new environment. Lineage is one step:
 * the original names its own ingredients, and whoever has it can go on.
 */
export function promotedClaims(
  original: Claims,
  { claims, now }: Asked,
  parent: Uint8Array,
  review: Review | undefined,
): ClaimsInput {
  // The id, the review and the ingredients are the new mark's own.
  const { id: _id, review: _review, ingredients: _ingredients, ...kept } = original;
  const { review: _asked, ...changed } = claims;
  return {
    ...kept,
    ...changed,
    issuedAt: now,
    ingredients: [parent],
    ...(review !== undefined && { review }),
  };
}
