/**
 * Asks for the images of one product and their original files. The CDN delivers resized and
 * re-encoded images, whose bytes never match. To check an image, download the original from
 * `originalUrl` at once (the link holds for a short time, and needs no token) and give its bytes to
 * `imageDigest`.
 */
import { readOptions, requireText } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readText } from '../read-member.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

/** At three points each, a page stays well below the 1,000 that a request may cost. */
const PAGE_IMAGES = 100;

const IMAGES = `query ContentmarkImages($id: ID!, $after: String) {
product(id: $id) {
media(first: ${PAGE_IMAGES}, after: $after, query: "media_type:IMAGE") {
nodes { id alt mediaContentType ... on MediaImage { mimeType image { url } originalSource { url fileSize } } }
pageInfo { hasNextPage endCursor }
}
}
}`;

/** An image as it was uploaded. Everything but its bytes is a hint. */
export interface OriginalImage {
  /** GID of the `MediaImage`. A restored shop has another one. */
  readonly id: string;
  /** `''` where it has none. */
  readonly alt: string;
  /** Such as `image/webp`; `undefined` where Shopify does not know. */
  readonly mediaType: string | undefined;
  /** On the CDN; `undefined` until it is processed. A restored shop has another one. */
  readonly url: string | undefined;
  /** The file that was uploaded. */
  readonly originalUrl: string | undefined;
  /** Of the original, in bytes. */
  readonly originalBytes: number | undefined;
}

/** Options of {@link productImagesRequest}. */
export interface ProductImages {
  /** Where the page before ended. Default the beginning. */
  readonly after?: string;
}

/** A page of a product's images, in the order they are shown, or what is wrong with the reply. */
export type ReadProductImages =
  | {
      readonly images: readonly OriginalImage[];
      /** For {@link ProductImages.after}; `undefined` on the last page. */
      readonly after: string | undefined;
      readonly problem?: never;
    }
  | { readonly images?: never; readonly problem: string };

/**
 * Asks for the images of a product, 100 at a time. Read the reply with
 * {@link readProductImagesReply}.
 */
export function productImagesRequest(
  productId: string,
  options: ProductImages = {},
): GraphqlRequest {
  requireText('productId', productId);
  const { after } = readOptions('options', options, ['after']);
  if (after !== undefined) requireText('options.after', after);
  return createRequest(IMAGES, { id: productId, after: after ?? null });
}

/**
 * Reads the data of {@link productImagesRequest}'s reply.
 * @returns `null` where there is no such product.
 */
export function readProductImagesReply(data: unknown): ReadProductImages | null {
  const product = ownMember(data, 'product');
  if (product === null) return null;
  const media = ownMember(product, 'media');
  const nodes = ownMember(media, 'nodes');
  if (!Array.isArray(nodes)) return { problem: 'the reply has no media' };
  const pageInfo = ownMember(media, 'pageInfo');
  const hasNext = ownMember(pageInfo, 'hasNextPage');
  const after = readText(pageInfo, 'endCursor');
  if (typeof hasNext !== 'boolean' || (hasNext && after === undefined)) {
    return { problem: 'the reply does not say whether there is another page' };
  }
  const images = (nodes as readonly unknown[])
    .filter((node) => readText(node, 'mediaContentType') === 'IMAGE')
    .map(readOriginal);
  return { images: Object.freeze(images), after: hasNext ? after : undefined };
}

function readOriginal(node: unknown): OriginalImage {
  const original = ownMember(node, 'originalSource');
  const bytes = ownMember(original, 'fileSize');
  return Object.freeze({
    id: readText(node, 'id') ?? '',
    alt: readText(node, 'alt') ?? '',
    mediaType: readText(node, 'mimeType'),
    url: readText(ownMember(node, 'image'), 'url'),
    originalUrl: readText(original, 'url'),
    originalBytes: typeof bytes === 'number' ? bytes : undefined,
  });
}
