/** Maps an item to Merchant API v1: names in camel case, the source type as its enum. */
import {
  type DigitalSourceType,
  type MerchantItem,
  readItem,
  type StructuredText,
} from './item.ts';

/** Merchant API v1 `DigitalSourceType`: the names, and their numbers on the wire. */
export const MERCHANT_API_DIGITAL_SOURCE_TYPE = {
  DIGITAL_SOURCE_TYPE_UNSPECIFIED: 0,
  TRAINED_ALGORITHMIC_MEDIA: 1,
  DEFAULT: 2,
} as const;

/** Name of the enum's value. */
export type ApiDigitalSourceType = keyof typeof MERCHANT_API_DIGITAL_SOURCE_TYPE;

const ENUM_OF: Readonly<Record<DigitalSourceType, ApiDigitalSourceType>> = {
  trained_algorithmic_media: 'TRAINED_ALGORITHMIC_MEDIA',
  default: 'DEFAULT',
};

/** A text and how it was made, as the API takes it. */
export interface ApiStructuredText {
  readonly digitalSourceType: ApiDigitalSourceType;
  readonly content: string;
}

/** The part of a `ProductInput` that an item fills; prices and their like are yours to add. */
export interface ApiProductInput {
  readonly offerId: string;
  readonly productAttributes: {
    readonly title?: string;
    readonly structuredTitle?: ApiStructuredText;
    readonly description?: string;
    readonly structuredDescription?: ApiStructuredText;
    readonly link: string;
    readonly imageLink: string;
    readonly additionalImageLinks?: readonly string[];
    readonly lifestyleImageLinks?: readonly string[];
  };
}

/**
 * Maps an item; `attributes` have types of their own in the API and are left out.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function merchantApiProduct(item: MerchantItem): ApiProductInput {
  const own = readItem(item);
  const { title, structured_title, description, structured_description } = own;
  return Object.freeze({
    offerId: own.id,
    productAttributes: {
      ...(title !== undefined && { title }),
      ...(structured_title && { structuredTitle: structured(structured_title) }),
      ...(description !== undefined && { description }),
      ...(structured_description && { structuredDescription: structured(structured_description) }),
      link: own.link,
      imageLink: own.image_link,
      ...(own.additional_image_link && { additionalImageLinks: own.additional_image_link }),
      ...(own.lifestyle_image_link && { lifestyleImageLinks: own.lifestyle_image_link }),
    },
  });
}

function structured({ digital_source_type, content }: StructuredText): ApiStructuredText {
  return { digitalSourceType: ENUM_OF[digital_source_type], content };
}
