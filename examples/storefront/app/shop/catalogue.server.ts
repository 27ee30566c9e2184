/** The catalogue in memory: each product with all that its check needs, made once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageDigest, type PageItem, parts, text } from 'contentmark';
import { extract, memberCarrier } from 'contentmark/carrier';
import type { StoredProduct } from './stored.ts';

export interface Product extends StoredProduct {
  readonly subject: string;
  /** Its copy and its picture as `verifyAll` takes them. */
  readonly copyItem: PageItem;
  readonly pictureItem: PageItem;
}

export interface Catalogue {
  readonly products: readonly Product[];
  readonly types: readonly string[];
  find(handle: string): Product | undefined;
}

const carrier = memberCarrier();

/**
 * @param folder of products.json.
 * @param media folders of the pictures. Their bytes are hashed here, not with each page: the
 * server hands out the very same ones.
 */
export function openCatalogue(folder: string, media: readonly string[]): Catalogue {
  // The shop's own file, written by seed/.
  const stored = JSON.parse(readFileSync(join(folder, 'products.json'), 'utf8')) as StoredProduct[];
  const products = stored.map((product) => open(product, media));
  const byHandle = new Map(products.map((product) => [product.handle, product]));
  return {
    products,
    types: [...new Set(products.map(({ type }) => type))].sort(),
    find: (handle) => byHandle.get(handle),
  };
}

function open(product: StoredProduct, media: readonly string[]): Product {
  const { name, description, picture } = product;
  const subject = `product/${product.handle}`;
  const image = imageDigest(readPicture(picture.file, media), { mediaType: 'image/webp' });
  return {
    ...product,
    subject,
    copyItem: {
      content: parts({ name: text(name), description: text(description) }),
      evidence: extract({ ...product }, carrier),
      subject,
      requiredParts: 'all',
    },
    pictureItem: {
      content: parts({ image, alt: text(picture.alt) }),
      evidence: extract({ ...picture }, carrier),
      subject: `${subject}/picture`,
      requiredParts: 'all',
    },
  };
}

function readPicture(file: string, media: readonly string[]): Uint8Array {
  for (const folder of media) {
    try {
      return new Uint8Array(readFileSync(join(folder, file)));
    } catch {
      // In the next one.
    }
  }
  throw new Error(`no picture ${file}`);
}
