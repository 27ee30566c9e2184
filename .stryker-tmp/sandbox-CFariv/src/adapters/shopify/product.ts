/** A product as the Admin API gives it, brought to one flat shape. */
// @ts-nocheck

import type { Metafield } from '../../carrier/metafield.ts';
import { readMember, readText } from '../read-member.ts';
import { IMPORTED_FIELD, MARK_FIELD, VERDICT_FIELD } from './fields.ts';

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
}

/** A product, or what is wrong with the reply. */
export type ReadProduct =
  | { readonly product: ShopifyProduct; readonly problem?: never }
  | { readonly product?: never; readonly problem: string };

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
export function readProduct(node: unknown, media: readonly unknown[]): ReadProduct {
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
  const seo = readMember(node, 'seo');
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
    }),
  };
}

/** Reads a product whose media are inside it, as queries give it. */
export function readProductNode(node: unknown): ReadProduct {
  const media = readMember(node, 'media');
  const nodes = readMember(media, 'nodes');
  if (!Array.isArray(nodes)) return { problem: 'a product without media' };
  const found = readProduct(node, nodes);
  if (found.product === undefined) return found;
  // A part that was not read would look like one that was taken away.
  return readMember(readMember(media, 'pageInfo'), 'hasNextPage') === true
    ? { problem: `${found.product.id} has more images than one mark can cover` }
    : found;
}

function readImage(medium: unknown): ShopifyImage | undefined {
  const id = readText(medium, 'id');
  return id === undefined ? undefined : { id, alt: readText(medium, 'alt') ?? '' };
}

/** A metafield by its alias; `undefined` where the product has none. */
function readMetafield(node: unknown, alias: string): StoredMetafield | 'unreadable' | undefined {
  const field = readMember(node, alias);
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
