/** Reads a product, as the Admin API gives it, into a flat shape. */
import type { Metafield } from '../../carry/metafield.ts';
import { ownMember } from '../../members.ts';
import { readText } from '../read-member.ts';
import { IMPORTED_FIELD, MARK_FIELD, VERDICT_FIELD } from './fields.ts';
import type { GraphqlRequest } from './request.ts';

/** One image of a product, by its text. What identifies its bytes is in product-images.ts. */
export interface ShopifyImage {
  /** GID of the `MediaImage`. A restored shop has another one. */
  readonly id: string;
  /** `''` where it has none. */
  readonly alt: string;
}

/** A metafield that is stored. */
export interface StoredMetafield extends Metafield {
  /**
   * Shopify's own opaque digest of the value, for a compare-and-set; `undefined` where the
   * Storefront API gave the metafield.
   */
  readonly compareDigest: string | undefined;
}

/** What of a product is signed, and what is needed to write its mark. */
export interface ShopifyProduct {
  /** GID. A restored shop has other ones, so marks name the handle. */
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  /** `''` where search engines are given the product's own title. */
  readonly seoTitle: string;
  readonly seoDescription: string;
  /** In the order they are shown; videos and models are left out. */
  readonly images: readonly ShopifyImage[];
  /** {@link MARK_FIELD}: the app's own mark. */
  readonly mark: StoredMetafield | undefined;
  /** {@link VERDICT_FIELD}. */
  readonly verdict: StoredMetafield | undefined;
  /** {@link IMPORTED_FIELD}: a mark from a CSV import. */
  readonly imported: StoredMetafield | undefined;
  /**
   * The language and country that the Storefront API answered in, where the request named one;
   * `undefined` otherwise: then the texts are the shop's own.
   */
  readonly shownIn?: ShownIn;
}

/** Codes as Shopify has them, such as `{ language: 'PT_BR', country: 'BR' }`. */
export interface ShownIn {
  readonly language: string;
  readonly country: string;
}

/**
 * A product, or what is wrong with the reply, or what else has to be asked: a connection gives at
 * most 250 media at a time, and a product that lacks an image would look like one that was edited.
 */
export type ReadProduct =
  | FoundProduct
  | { readonly product?: never; readonly problem?: never; readonly more: MoreMedia };

/** A product with all of its media, or what is wrong. */
export type FoundProduct =
  | { readonly product: ShopifyProduct; readonly problem?: never; readonly more?: never }
  | { readonly product?: never; readonly problem: string; readonly more?: never };

/** The next page of a product's media. The last one gives the product. */
export interface MoreMedia {
  readonly request: GraphqlRequest;
  /** Reads the data of the reply to `request`. */
  readonly read: (data: unknown) => ReadProduct;
}

const FIELDS = ['id', 'namespace', 'key', 'type', 'value', 'compareDigest'].join(' ');

const select = (alias: string, { namespace, key }: { namespace: string; key: string }): string =>
  `${alias}: metafield(namespace: ${JSON.stringify(namespace)}, key: ${JSON.stringify(key)}) { ${FIELDS} }`;

/** What is selected of a product, apart from its images. */
export const PRODUCT_SELECTION: string = /* @__PURE__ */ [
  'id',
  'handle',
  'title',
  'descriptionHtml',
  'seo { title description }',
  select('mark', MARK_FIELD),
  select('verdict', VERDICT_FIELD),
  select('imported', IMPORTED_FIELD),
].join('\n');

/** What is selected of a medium. Bulk operations give it lines of its own. */
export const MEDIA_SELECTION = 'id mediaContentType alt';

/**
 * Reads a product with its media, which a bulk operation gives apart.
 * @param media the nodes of its `media` connection, in their order.
 */
export function readProduct(
  node: unknown,
  media: readonly unknown[],
  shownIn?: ShownIn,
): FoundProduct {
  const id = readText(node, 'id');
  const handle = readText(node, 'handle');
  const title = readText(node, 'title');
  const descriptionHtml = readText(node, 'descriptionHtml');
  if (id === undefined || !/^gid:\/\/shopify\/Product\/\d+$/.test(id)) {
    return { problem: 'not a product: no id of one' };
  }
  if (handle === undefined || handle === '') return { problem: `${id} has no handle` };
  if (title === undefined || descriptionHtml === undefined) {
    return { problem: `${id} has no title or no descriptionHtml` };
  }
  const seo = ownMember(node, 'seo');
  if (typeof seo !== 'object' || seo === null) return { problem: `${id} has no seo` };
  const images: ShopifyImage[] = [];
  for (const medium of media) {
    if (readText(medium, 'mediaContentType') !== 'IMAGE') continue;
    const image = readImage(medium);
    if (image === undefined) return { problem: `${id} has an image without an id` };
    images.push(image);
  }
  const mark = readMetafield(node, 'mark');
  const verdict = readMetafield(node, 'verdict');
  const imported = readMetafield(node, 'imported');
  if (mark === 'unreadable' || verdict === 'unreadable' || imported === 'unreadable') {
    return { problem: `${id} has an unreadable metafield` };
  }
  return {
    product: Object.freeze({
      id,
      handle,
      title,
      descriptionHtml,
      seoTitle: readText(seo, 'title') ?? '',
      seoDescription: readText(seo, 'description') ?? '',
      images: Object.freeze(images),
      mark,
      verdict,
      imported,
      ...(shownIn && { shownIn }),
    }),
  };
}

function readImage(medium: unknown): ShopifyImage | undefined {
  const id = readText(medium, 'id');
  return id === undefined ? undefined : { id, alt: readText(medium, 'alt') ?? '' };
}

/** A metafield by its alias; `undefined` where the product has none. */
function readMetafield(node: unknown, alias: string): StoredMetafield | 'unreadable' | undefined {
  const field = ownMember(node, alias);
  if (field === undefined || field === null) return undefined;
  const namespace = readText(field, 'namespace');
  const key = readText(field, 'key');
  const type = readText(field, 'type');
  const value = readText(field, 'value');
  if (namespace === undefined || key === undefined || type === undefined) return 'unreadable';
  if (value === undefined) return 'unreadable';
  return Object.freeze({
    namespace,
    key,
    type,
    value,
    compareDigest: readText(field, 'compareDigest'),
  });
}
