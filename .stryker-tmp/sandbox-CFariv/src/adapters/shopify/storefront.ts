/**
 * A product as the Storefront API shows it, in the language that was asked for, with its mark:
 * for Hydrogen and other storefronts. A translated title is not the one that was signed.
 */
// @ts-nocheck

import { readOptions, requireText } from '../../errors.ts';
import { readMember } from '../read-member.ts';
import { IMPORTED_FIELD, MARK_FIELD, VERDICT_FIELD } from './fields.ts';
import { MEDIA_SELECTION, type ReadProduct, readProductNode } from './product.ts';
import { MAX_IMAGES } from './product-requests.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

const STOREFRONT = `query ContentmarkShown($handle: String!, $namespace: String!, $customNamespace: String!) {
product(handle: $handle) {
id
handle
title
descriptionHtml
seo { title description }
media(first: ${MAX_IMAGES}) { nodes { ${MEDIA_SELECTION} } pageInfo { hasNextPage } }
mark: metafield(namespace: $namespace, key: "${MARK_FIELD.key}") { namespace key type value }
verdict: metafield(namespace: $namespace, key: "${VERDICT_FIELD.key}") { namespace key type value }
imported: metafield(namespace: $customNamespace, key: "${IMPORTED_FIELD.key}") { namespace key type value }
}
}`;

/** Options of {@link storefrontProductRequest}. */
export interface StorefrontProduct {
  /**
   * Where the mark is. Default `$app`, which is the namespace of whoever asks: a storefront
   * that is an app of its own names the other one, `app--{id}`.
   */
  readonly namespace?: string;
}

/**
 * Asks the Storefront API for a product as it is shown, with its mark. The metafields need
 * storefront access `PUBLIC_READ`, which their definitions give.
 */
export function storefrontProductRequest(
  handle: string,
  options: StorefrontProduct = {},
): GraphqlRequest {
  requireText('handle', handle);
  const { namespace = MARK_FIELD.namespace } = readOptions('options', options, ['namespace']);
  requireText('options.namespace', namespace);
  const { namespace: customNamespace } = IMPORTED_FIELD;
  return createRequest(STOREFRONT, { handle, namespace, customNamespace });
}

/**
 * Reads the data of {@link storefrontProductRequest}'s reply. Its metafields have no
 * `compareDigest`, so nothing can be written onto it.
 * @returns `null` where there is no such product, or it is not published.
 */
export function readStorefrontReply(data: unknown): ReadProduct | null {
  const node = readMember(data, 'product');
  return node === null ? null : readProductNode(node);
}
