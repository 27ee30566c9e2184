/**
 * `merchantItem`: maps a product and what was verified about it to a feed item. Text that a model
 * made goes only into the structured attributes. An image that a model made must be the original
 * file, with its IPTC tag, or it is refused.
 */

import type { ForeignMarks } from '../../detect/foreign/read-foreign-marks.ts';
import { type Disclosure, requireDisclosure } from '../../disclose/rules/disclosure.ts';
import { GOOGLE_IMAGE_TYPES } from '../../disclose/rules/google.ts';
import { ContentmarkError, readOptions, wrongArgument } from '../../errors.ts';
import { isTransformedImage } from './is-transformed-image.ts';
import { type MerchantItem, readItem, type StructuredText } from './item.ts';

/** A product with plain texts, before it is known how they were made. */
export type PlainItem = Omit<MerchantItem, 'structured_title' | 'structured_description'> & {
  readonly title: string;
  readonly description: string;
};

/** What was verified about an image, and what its file says. */
export interface DisclosedImage {
  readonly disclosure: Disclosure;
  /** What `readForeignMarks` found in the file behind the URL. Default: not looked at, which is reported. */
  readonly marks?: ForeignMarks;
}

/** The disclosures of a product, made for the market `google`. What has none is sent as it is. */
export interface Disclosed {
  readonly title?: Disclosure;
  readonly description?: Disclosure;
  /** Images by their URL in the item. */
  readonly images?: ReadonlyMap<string, DisclosedImage>;
}

/** An item, and what could not be checked about it. */
export interface MappedItem {
  readonly item: MerchantItem;
  /** AI-made images whose file was not looked at, by URL. */
  readonly uncheckedImages: readonly string[];
}

/**
 * Maps a product.
 * @throws ContentmarkError `ERR_ARGUMENT` for a wrong product or disclosure, `ERR_HOST` for an
 * AI-made image that lost its tag or is a rendition: the feed cannot carry it.
 * @example
 * ```ts
 * import { merchantItem } from 'contentmark/merchant-center';
 *
 * const product = {
 *   id: 'boots',
 *   title: 'Trail Boot',
 *   description: 'Light, waterproof, warm.',
 *   link: 'https://shop.example/boots',
 *   image_link: 'https://shop.example/boots.jpg',
 * };
 * // Without disclosures nothing is known to be AI-made, so the texts stay plain.
 * console.log(merchantItem(product).item.title); // Trail Boot
 * ```
 */
export function merchantItem(product: PlainItem, disclosed: Disclosed = {}): MappedItem {
  const { title, description, ...rest } = readItem(product, 'product');
  const own = readOptions('disclosed', disclosed, ['title', 'description', 'images']);
  const item = readItem({
    ...rest,
    // Both are there: readItem refused a product without either.
    ...textFor('title', title as string, own.title),
    ...textFor('description', description as string, own.description),
  });
  return Object.freeze({
    item: Object.freeze(item),
    uncheckedImages: Object.freeze(checkImages(item, own.images)),
  });
}

function textFor(
  name: 'title' | 'description',
  text: string,
  disclosure: Disclosure | undefined,
): Partial<MerchantItem> {
  if (disclosure === undefined) return { [name]: text };
  requireGoogle(`disclosed.${name}`, disclosure, name);
  switch (disclosure.made) {
    case 'ai-generated':
    case 'ai-modified':
      return { [`structured_${name}`]: structured(text) };
    case 'not-ai':
      return { [name]: text };
    case 'unclear':
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        'does not say whether a model made the text; sign it with a source type that does',
        `disclosed.${name}`,
      );
  }
}

function structured(content: string): StructuredText {
  return Object.freeze({ digital_source_type: 'trained_algorithmic_media', content });
}

function requireGoogle(argument: string, disclosure: Disclosure, kind: string): void {
  requireDisclosure(argument, disclosure);
  if (disclosure.market !== 'google' || disclosure.kind !== kind) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `expected disclosure(verdict, { market: 'google', kind: '${kind}' })`,
      argument,
    );
  }
}

/** Goes through the images that were disclosed; every other one is sent as it is. */
function checkImages(item: MerchantItem, images: Disclosed['images']): string[] {
  if (images === undefined) return [];
  if (!(images instanceof Map)) throw wrongArgument('disclosed.images', 'a Map by URL', images);
  const shown = new Set([
    item.image_link,
    ...(item.additional_image_link ?? []),
    ...(item.lifestyle_image_link ?? []),
  ]);
  const unchecked: string[] = [];
  for (const [url, given] of images as ReadonlyMap<string, DisclosedImage>) {
    if (!shown.has(url)) {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        'names a URL that the product does not show',
        'disclosed.images',
      );
    }
    const { disclosure, marks } = readOptions('disclosed.images', given, ['disclosure', 'marks']);
    requireGoogle('disclosed.images', disclosure, 'image');
    const { sourceType } = disclosure.claims;
    if (!GOOGLE_IMAGE_TYPES.includes(sourceType)) continue;
    if (isTransformedImage(url)) {
      throw lost(url, 'is a rendition, which has lost its metadata: link the original upload');
    }
    if (marks === undefined) unchecked.push(url);
    else if (!keepsTag(marks, sourceType)) {
      throw lost(
        url,
        `has no IPTC DigitalSourceType ${sourceType}: write it into the file, then sign the file again`,
      );
    }
  }
  return unchecked;
}

function keepsTag({ digitalSourceTypes }: ForeignMarks, sourceType: string): boolean {
  if (!Array.isArray(digitalSourceTypes)) {
    throw wrongArgument(
      'disclosed.images',
      'marks that readForeignMarks returned',
      digitalSourceTypes,
    );
  }
  // IPTC's URIs begin with http; some writers mend that.
  const wanted = [sourceType, sourceType.replace(/^http:/, 'https:')];
  return (digitalSourceTypes as readonly string[]).some((found) => wanted.includes(found));
}

function lost(url: string, why: string): ContentmarkError {
  return new ContentmarkError(
    'ERR_HOST',
    `has the image ${url.slice(0, 200)}, which ${why}`,
    'disclosed.images',
  );
}
