/** The catalogue as the shop stores it: the AI-made products of dotnet/eShop, each mark in its record. */
// @ts-nocheck

import { readFileSync } from 'node:fs';
import { type Signer, sign, signBatch, TOPICS, type Topic } from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { copyContent, pictureContent, pictureSubject, productSubject } from '../app/shop/marked.ts';
import type { StoredProduct } from '../app/shop/stored.ts';
import { ISSUER, type Keys } from './keys.ts';
import { FIXTURE_PRODUCT, PLANTED_PRODUCTS } from './leaks.ts';

interface Source {
  readonly Id: number;
  readonly Type: string;
  readonly Brand: string;
  readonly Name: string;
  readonly Description: string;
  readonly Price: number;
}

const CATALOGUE = new URL('../../catalogue/data/', import.meta.url);

/** Pictures are in two folders: ten belong to the smaller example. */
function readPicture(id: number): Uint8Array {
  const folder =
    id <= 10 ? new URL('images/', CATALOGUE) : new URL('../data/images/', import.meta.url);
  return new Uint8Array(readFileSync(new URL(`${id}.webp`, folder)));
}

/** Claims that the copy makes and that change what has to be told; the pipeline knows its products. */
function topicOf({ Brand, Description }: Source): Topic {
  if (Brand === 'Green Equipment') return 'sustainability';
  return /helmet|harness|crampon|ice axe/i.test(Description) ? 'consumer-safety' : 'none';
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function store(source: Source, handles: Set<string>): StoredProduct {
  const slug = slugOf(source.Name);
  const handle = handles.has(slug) ? `${slug}-${source.Id}` : slug;
  handles.add(handle);
  return {
    id: source.Id,
    handle,
    name: source.Name,
    brand: source.Brand,
    type: source.Type,
    price: source.Price,
    description: source.Description,
    picture: {
      file: `${source.Id > 101 ? 11 : source.Id}.webp`,
      alt: `${source.Name} by ${source.Brand}, on its own`,
    },
  };
}

const pictureOf = ({ picture }: StoredProduct) =>
  pictureContent(picture, readPicture(Number.parseInt(picture.file, 10)));

const withCopyMark = (product: StoredProduct, mark: Uint8Array): StoredProduct => ({
  ...product,
  contentmark: encodeTextForm(mark),
});
const withPictureMark = (product: StoredProduct, mark: Uint8Array): StoredProduct => ({
  ...product,
  picture: { ...product.picture, contentmark: encodeTextForm(mark) },
});

/** Signs everything as the content pipeline does: a batch for all that makes the same claims. */
async function signAll(
  products: readonly StoredProduct[],
  topics: ReadonlyMap<string, Topic>,
  signer: Signer,
) {
  const shared = { issuer: ISSUER, environment: 'production' } as const;
  const marked = new Map(products.map((product) => [productSubject(product), product]));
  for (const topic of TOPICS) {
    const group = products.filter((product) => topics.get(productSubject(product)) === topic);
    const claims = {
      ...shared,
      kind: 'product',
      topics: [topic],
      generator: { name: 'gpt-35-turbo' },
    } as const;
    const items = group.map((product) => ({
      content: copyContent(product),
      subject: productSubject(product),
    }));
    for await (const { subject, envelope } of signBatch(items, { signer, claims })) {
      const product = marked.get(subject);
      if (product !== undefined) marked.set(subject, withCopyMark(product, envelope));
    }
  }
  const pictures = products.map((product) => ({
    content: pictureOf(product),
    subject: pictureSubject(product),
  }));
  const claims = { ...shared, kind: 'image', generator: { name: 'dall-e-3' } } as const;
  for await (const { subject, envelope } of signBatch(pictures, { signer, claims })) {
    const of = subject.slice(0, -'/picture'.length);
    const product = marked.get(of);
    if (product !== undefined) marked.set(of, withPictureMark(product, envelope));
  }
  return [...marked.values()];
}

/** The catalogue, signed, and the leaks in it where they are wanted. */
export async function makeProducts(keys: Keys, leaks: boolean): Promise<readonly StoredProduct[]> {
  const sources = JSON.parse(
    readFileSync(new URL('catalog.json', CATALOGUE), 'utf8'),
  ) as readonly Source[];
  const handles = new Set<string>();
  const products = sources.map((source) => store(source, handles));
  const topics = new Map(
    products.map((product, index) => [productSubject(product), topicOf(sources[index] as Source)]),
  );
  const signed = await signAll(products, topics, keys.production);
  if (!leaks) return signed;
  const planted = await Promise.all(signed.map((product) => plant(product, signed, keys)));
  return [...planted, await makeFixture(keys, handles)];
}

async function plant(
  product: StoredProduct,
  all: readonly StoredProduct[],
  keys: Keys,
): Promise<StoredProduct> {
  switch (product.id) {
    case PLANTED_PRODUCTS.unmarked: {
      const { contentmark: _mark, ...unmarked } = product;
      return unmarked;
    }
    case PLANTED_PRODUCTS.staging: {
      const claims = {
        issuer: ISSUER,
        subject: productSubject(product),
        environment: 'staging',
        kind: 'product',
      } as const;
      return withCopyMark(
        product,
        await sign(copyContent(product), { signer: keys.staging, claims }),
      );
    }
    case PLANTED_PRODUCTS.changed:
      return { ...product, description: `${product.description} Guaranteed never to break.` };
    case PLANTED_PRODUCTS['mark-of-another']: {
      const mark = all.find(({ id }) => id === 25)?.contentmark;
      return { ...product, ...(mark !== undefined && { contentmark: mark }) };
    }
    case PLANTED_PRODUCTS['revoked-picture']: {
      const claims = {
        issuer: ISSUER,
        subject: pictureSubject(product),
        environment: 'production',
        kind: 'image',
      } as const;
      return withPictureMark(
        product,
        await sign(pictureOf(product), { signer: keys.revoked, claims }),
      );
    }
    default:
      return product;
  }
}

/** What a seed script makes, in the shop it was not meant for. */
async function makeFixture(keys: Keys, handles: Set<string>): Promise<StoredProduct> {
  const product = store(
    {
      Id: FIXTURE_PRODUCT,
      Type: 'Trekking',
      Brand: 'Daybird',
      Name: 'Rustic Granite Chair',
      Description: 'Our otter-friendly Chair ensures misguided comfort for your pets',
      Price: 49.99,
    },
    handles,
  );
  const shared = { issuer: ISSUER, environment: 'staging', purpose: 'fixture' } as const;
  const copy = await sign(copyContent(product), {
    signer: keys.staging,
    claims: { ...shared, subject: productSubject(product), kind: 'product' },
  });
  const picture = await sign(pictureOf(product), {
    signer: keys.staging,
    claims: { ...shared, subject: pictureSubject(product), kind: 'image' },
  });
  return withPictureMark(withCopyMark(product, copy), picture);
}
