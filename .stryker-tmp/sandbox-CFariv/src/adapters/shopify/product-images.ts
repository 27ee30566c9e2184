/**
 * The images of one product with what identifies them. Delivered images are renditions: the
 * CDN resizes and re-encodes, so their bytes never match. The original does: download it from
 * `originalUrl` at once (the link holds for a short time, and needs no token) and give its
 * bytes to `imageDigest`.
 */
// @ts-nocheck

import { requireText } from '../../errors.ts';
import { readMember, readText } from '../read-member.ts';
import { MAX_IMAGES } from './product-requests.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

const IMAGES = `query ContentmarkImages($id: ID!) {
product(id: $id) {
media(first: ${MAX_IMAGES}, query: "media_type:IMAGE") {
nodes { id alt mediaContentType ... on MediaImage { mimeType image { url } originalSource { url fileSize } } }
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

/** Asks for the images of a product. Read the reply with {@link readProductImagesReply}. */
export function productImagesRequest(productId: string): GraphqlRequest {
  requireText('productId', productId);
  return createRequest(IMAGES, { id: productId });
}

/**
 * Reads the data of {@link productImagesRequest}'s reply: in the order they are shown.
 * @returns `undefined` where there is no such product, or the reply is no such reply.
 */
export function readProductImagesReply(data: unknown): readonly OriginalImage[] | undefined {
  const nodes = readMember(readMember(readMember(data, 'product'), 'media'), 'nodes');
  if (!Array.isArray(nodes)) return undefined;
  return (nodes as readonly unknown[])
    .filter((node) => readText(node, 'mediaContentType') === 'IMAGE')
    .map((node) => {
      const original = readMember(node, 'originalSource');
      const bytes = readMember(original, 'fileSize');
      return Object.freeze({
        id: readText(node, 'id') ?? '',
        alt: readText(node, 'alt') ?? '',
        mediaType: readText(node, 'mimeType'),
        url: readText(readMember(node, 'image'), 'url'),
        originalUrl: readText(original, 'url'),
        originalBytes: typeof bytes === 'number' ? bytes : undefined,
      });
    });
}
