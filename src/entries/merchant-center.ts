/**
 * `contentmark/merchant-center`: writes disclosures into Google Merchant Center feeds. Re-exports
 * only.
 */
export type { Items, RefusedItem, RefusedOption } from '../platforms/google/feed-items.ts';
export { isTransformedImage } from '../platforms/google/is-transformed-image.ts';
export {
  DIGITAL_SOURCE_TYPES,
  type DigitalSourceType,
  type MerchantItem,
  type StructuredText,
} from '../platforms/google/item.ts';
export {
  type ApiDigitalSourceType,
  type ApiProductInput,
  type ApiStructuredText,
  MERCHANT_API_DIGITAL_SOURCE_TYPE,
  merchantApiProduct,
} from '../platforms/google/merchant-api.ts';
export {
  type Disclosed,
  type DisclosedImage,
  type MappedItem,
  merchantItem,
  type PlainItem,
} from '../platforms/google/merchant-item.ts';
export {
  type DisclosedReview,
  type PublishableReviewsOptions,
  publishableReviews,
} from '../platforms/google/publishable-reviews.ts';
export { type TsvFeedOptions, tsvFeed } from '../platforms/google/tsv-feed.ts';
export { type XmlFeedOptions, xmlFeed } from '../platforms/google/xml-feed.ts';
