/**
 * What is marked, as the pipeline signs it and the shop checks it. Single contents made from
 * text, not `parts`: of those a verifier remembers the verdict, and a page of fifty is compared
 * and not hashed.
 */
// @ts-nocheck

import { createHash } from 'node:crypto';
import { jsonText, type SingleContent } from 'contentmark';
import type { StoredPicture, StoredProduct } from './stored.ts';

/** Name and description: what a product says. */
export function copyContent({ name, description }: StoredProduct): SingleContent {
  return jsonText(JSON.stringify({ name, description }));
}

/**
 * A picture by the SHA-256 of its file, and its text alternative. The file is hashed when the
 * catalogue is opened, and not with each page: the server hands out the very same one.
 */
export function pictureContent({ alt }: StoredPicture, file: Uint8Array): SingleContent {
  const sha256 = createHash('sha256').update(file).digest('hex');
  return jsonText(JSON.stringify({ alt, sha256 }));
}

export function productSubject({ handle }: StoredProduct): string {
  return `product/${handle}`;
}

export function pictureSubject(product: StoredProduct): string {
  return `${productSubject(product)}/picture`;
}
