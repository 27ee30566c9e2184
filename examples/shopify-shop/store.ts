/** The shop behind the server: products, metafields, definitions, bulk operations, in memory. */
import { createHash } from 'node:crypto';

/** The app's id, which `$app` stands for. */
export const APP_ID = '1234567';

export interface SeedImage {
  readonly alt: string;
  readonly url?: string;
  readonly type?: 'IMAGE' | 'VIDEO';
}

/** What of a product is translated; what is not is shown in the shop's own language. */
export interface Translation {
  readonly handle?: string;
  readonly title?: string;
  readonly descriptionHtml?: string;
  /** Alt texts of its media, in their order. */
  readonly alts?: readonly string[];
}

/** A product to begin with. */
export interface SeedProduct {
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly seoTitle?: string;
  readonly seoDescription?: string;
  readonly images?: readonly SeedImage[];
  /** Default `ACTIVE`. */
  readonly status?: string;
  readonly tags?: readonly string[];
  /** By `LanguageCode`, such as `DE`. */
  readonly translations?: Readonly<Record<string, Translation>>;
}

export interface StoredField {
  readonly __typename: 'Metafield';
  readonly id: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly compareDigest: string;
  readonly owner: StoredProduct;
}

export interface StoredMedium {
  readonly __typename: 'MediaImage' | 'Video';
  readonly id: string;
  alt: string;
  readonly mediaContentType: 'IMAGE' | 'VIDEO';
  readonly mimeType: string;
  readonly image: { readonly url: string };
  readonly originalSource: { readonly url: string; readonly fileSize: number };
}

export interface StoredProduct {
  readonly __typename: 'Product';
  readonly id: string;
  readonly handle: string;
  title: string;
  descriptionHtml: string;
  seo: { title: string | null; description: string | null };
  status: string;
  tags: readonly string[];
  readonly mediaList: StoredMedium[];
  readonly fields: Map<string, StoredField>;
  /** By `LanguageCode`. */
  readonly translations: ReadonlyMap<string, Translation>;
}

/** One value that was written, in the order of writing. */
export interface WriteRecord {
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
  readonly value: string;
}

export interface StoredDefinition {
  readonly id: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly type: { readonly name: string };
  readonly access: { readonly admin: string; readonly storefront: string };
}

export interface StoredBulkOperation {
  readonly id: string;
  readonly query: string;
  readonly groupObjects: boolean;
  readonly startedAt: number;
  readonly token: string;
  /** Made when the operation is first found to be complete. */
  result: Buffer | undefined;
  error: string | undefined;
}

/** The store's own digest of a value: hexadecimal, and meaningless to a client. */
export function digestOf(value: string): string {
  return createHash('sha256').update(`digest of ${value}`).digest('hex');
}

/** `$app` and `$app:x` as they are stored. */
export function resolveNamespace(namespace: string | null | undefined): string {
  const given = namespace ?? '$app';
  if (!/^\$app(?::|$)/.test(given)) return given;
  const rest = given.slice('$app:'.length);
  return `app--${APP_ID}${rest === '' ? '' : `--${rest}`}`;
}

export function createStore(seed: readonly SeedProduct[]) {
  const products = new Map<string, StoredProduct>();
  const definitions = new Map<string, StoredDefinition>();
  const bulkOperations = new Map<string, StoredBulkOperation>();
  const writes: WriteRecord[] = [];
  const languages = new Set<string>();
  let nextId = 1_000;

  const add = (given: SeedProduct): StoredProduct => {
    const id = `gid://shopify/Product/${nextId++}`;
    const product: StoredProduct = {
      __typename: 'Product',
      id,
      handle: given.handle,
      title: given.title,
      descriptionHtml: given.descriptionHtml,
      seo: { title: given.seoTitle ?? null, description: given.seoDescription ?? null },
      status: given.status ?? 'ACTIVE',
      tags: given.tags ?? [],
      mediaList: (given.images ?? []).map(({ alt, url, type = 'IMAGE' }) => ({
        __typename: type === 'IMAGE' ? 'MediaImage' : 'Video',
        id: `gid://shopify/${type === 'IMAGE' ? 'MediaImage' : 'Video'}/${nextId++}`,
        alt,
        mediaContentType: type,
        mimeType: 'image/jpeg',
        image: { url: `https://cdn.shopify.example/files/${url ?? 'x.jpg'}?v=1` },
        originalSource: { url: `https://original.shopify.example/${url ?? 'x.jpg'}`, fileSize: 1 },
      })),
      fields: new Map(),
      translations: new Map(Object.entries(given.translations ?? {})),
    };
    for (const language of product.translations.keys()) languages.add(language);
    products.set(id, product);
    return product;
  };
  for (const each of seed) add(each);

  return {
    products,
    definitions,
    bulkOperations,
    /** That it has translations into, by `LanguageCode`. */
    languages,
    /** Every value written through the API, for "exactly once". */
    writes,
    add,
    newId: () => nextId++,
    byHandle: (handle: string) => [...products.values()].find((each) => each.handle === handle),
    find: (product: StoredProduct, namespace: string | null | undefined, key: string) =>
      product.fields.get(`${resolveNamespace(namespace)} ${key}`) ?? null,
    /** Writes without asking, as another app or staff would in a namespace of their own. */
    put(product: StoredProduct, namespace: string, key: string, type: string, value: string) {
      const stored = resolveNamespace(namespace);
      const place = `${stored} ${key}`;
      const field: StoredField = {
        __typename: 'Metafield',
        id: product.fields.get(place)?.id ?? `gid://shopify/Metafield/${nextId++}`,
        namespace: stored,
        key,
        type,
        value,
        compareDigest: digestOf(value),
        owner: product,
      };
      product.fields.set(place, field);
      return field;
    },
  };
}

export type Store = ReturnType<typeof createStore>;
