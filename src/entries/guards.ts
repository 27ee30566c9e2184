/**
 * `contentmark/guards`: decides what may be rendered, bought, imported, configured and provisioned.
 * Re-exports only.
 */

export {
  type CheckoutOptions,
  guardCheckout,
  type PlacedVerdict,
} from '../decide/guards/checkout.ts';
export { guardImport, type ImportOptions } from '../decide/guards/import.ts';
export { DETECTOR_FAILED } from '../decide/guards/look.ts';
export {
  DEFAULT_POLICIES,
  type GuardOptions,
  type MarkedOptions,
} from '../decide/guards/options.ts';
export { guardProvisioning, type ProvisioningOptions } from '../decide/guards/provisioning.ts';
export type { Rating } from '../decide/guards/rating.ts';
export { guardRender, type RenderOptions, type RenderPlace } from '../decide/guards/render.ts';
export {
  type AggregateRating,
  type ReviewOptions,
  type SelectedReviews,
  selectReviews,
} from '../decide/guards/reviews.ts';
export { guardSettings, type SettingsOptions } from '../decide/guards/settings.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
