/** `contentmark/guards`: what may be shown, bought, imported, set and let in. Re-exports only. */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { type CheckoutOptions, guardCheckout, type PlacedVerdict } from '../guards/checkout.ts';
export { guardImport, type ImportOptions } from '../guards/import.ts';
export { DETECTOR_FAILED } from '../guards/look.ts';
export { DEFAULT_POLICIES, type GuardOptions, type MarkedOptions } from '../guards/options.ts';
export { guardProvisioning, type ProvisioningOptions } from '../guards/provisioning.ts';
export type { Rating } from '../guards/rating.ts';
export { guardRender, type RenderOptions, type RenderSurface } from '../guards/render.ts';
export {
  type AggregateRating,
  type ReviewOptions,
  type SelectedReviews,
  selectReviews,
} from '../guards/reviews.ts';
export { guardSettings, type SettingsOptions } from '../guards/settings.ts';
