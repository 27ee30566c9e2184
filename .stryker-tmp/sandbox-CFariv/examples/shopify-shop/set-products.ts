/** `productCreate` and `productUpdate`: all of a product or none, its metafields included. */
// @ts-nocheck

import { judgeField, type MetafieldInput, writeField } from './set-metafields.ts';
import type { Store, StoredProduct } from './store.ts';

/** As much of `ProductCreateInput` and `ProductUpdateInput` as this shop keeps. */
export interface ProductInput {
  readonly id?: string | null;
  readonly handle?: string | null;
  readonly title?: string | null;
  readonly descriptionHtml?: string | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  readonly status?: string | null;
  readonly tags?: readonly string[] | null;
  readonly metafields?: readonly Omit<MetafieldInput, 'ownerId' | 'compareDigest'>[] | null;
}

/** The product as it is afterwards, or why nothing was done. */
export interface ChangedProduct {
  readonly product: StoredProduct | null;
  readonly userErrors: readonly { readonly field: readonly string[]; readonly message: string }[];
}

const MAX_TITLE = 255;

export function createProduct(store: Store, input: ProductInput): ChangedProduct {
  const { title } = input;
  if (!title) return refuse(['title'], "Title can't be blank");
  const handle = input.handle || toHandle(title);
  // One that was asked for must be free, since 2025-01; one that was not asked for is numbered.
  if (input.handle && store.byHandle(handle) !== undefined) {
    return refuse(['handle'], `Handle '${handle}' already in use. Please provide a new handle.`);
  }
  const wrong = judge(store, input);
  if (wrong !== undefined) return wrong;
  const product = store.add({
    handle: firstFree(store, handle),
    title,
    descriptionHtml: input.descriptionHtml ?? '',
    ...(input.seo?.title && { seoTitle: input.seo.title }),
    ...(input.seo?.description && { seoDescription: input.seo.description }),
    ...(input.status && { status: input.status }),
    tags: input.tags ?? [],
  });
  for (const field of input.metafields ?? []) writeField(store, product, field);
  return { product, userErrors: [] };
}

/** Changes what the input names. Metafields that it does not name stay, unlike with `productSet`. */
export function updateProduct(store: Store, input: ProductInput): ChangedProduct {
  const product = store.products.get(input.id ?? '');
  if (product === undefined) return refuse(['id'], 'Product does not exist');
  if (input.title === '') return refuse(['title'], "Title can't be blank");
  const wrong = judge(store, input);
  if (wrong !== undefined) return wrong;
  const { title, descriptionHtml, seo, status, tags } = input;
  if (title) product.title = title;
  if (typeof descriptionHtml === 'string') product.descriptionHtml = descriptionHtml;
  if (seo) product.seo = { title: seo.title || null, description: seo.description || null };
  if (status) product.status = status;
  if (tags) product.tags = tags;
  for (const field of input.metafields ?? []) writeField(store, product, field);
  return { product, userErrors: [] };
}

function judge(store: Store, { title, metafields }: ProductInput): ChangedProduct | undefined {
  if (title && title.length > MAX_TITLE) {
    return refuse(['title'], `Title is too long (maximum is ${MAX_TITLE} characters)`);
  }
  for (const [index, field] of (metafields ?? []).entries()) {
    const wrong = judgeField(store, field);
    if (wrong !== undefined) return refuse(['metafields', String(index), wrong[1]], wrong[2]);
  }
  return undefined;
}

function refuse(field: readonly string[], message: string): ChangedProduct {
  return { product: null, userErrors: [{ field, message }] };
}

function toHandle(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function firstFree(store: Store, handle: string): string {
  let free = handle;
  for (let number = 1; store.byHandle(free) !== undefined; number++) free = `${handle}-${number}`;
  return free;
}
