/** `contentmark/merchant-center`: disclosures in Google Merchant Center feeds. Re-exports only. */
// @ts-nocheck

export type { Items, RefusedItem, RefusedOption } from '../adapters/merchant-center/feed-items.ts';
export { isTransformedImage } from '../adapters/merchant-center/is-transformed-image.ts';
export {
  DIGITAL_SOURCE_TYPES,
  type DigitalSourceType,
  type MerchantItem,
  type StructuredText,
} from '../adapters/merchant-center/item.ts';
export {
  type ApiDigitalSourceType,
  type ApiProductInput,
  type ApiStructuredText,
  MERCHANT_API_DIGITAL_SOURCE_TYPE,
  merchantApiProduct,
} from '../adapters/merchant-center/merchant-api.ts';
export {
  type Disclosed,
  type DisclosedImage,
  type MappedItem,
  merchantItem,
  type PlainItem,
} from '../adapters/merchant-center/merchant-item.ts';
export {
  type DisclosedReview,
  type PublishableReviewsOptions,
  publishableReviews,
} from '../adapters/merchant-center/publishable-reviews.ts';
export { type TsvFeedOptions, tsvFeed } from '../adapters/merchant-center/tsv-feed.ts';
export { type XmlFeedOptions, xmlFeed } from '../adapters/merchant-center/xml-feed.ts';
