/** The catalogue in memory: each product with all that its check needs, made once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageItem } from 'contentmark';
import { encodeTextForm, extract, memberCarrier } from 'contentmark/carrier';
import { copyContent, pictureContent, pictureSubject, productSubject } from './marked.ts';
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
  const { picture } = product;
  const subject = productSubject(product);
  return {
    ...product,
    subject,
    copyItem: { content: copyContent(product), mark: marksOf({ ...product }), subject },
    pictureItem: {
      content: pictureContent(picture, readPicture(picture.file, media)),
      mark: marksOf({ ...picture }),
      subject: pictureSubject(product),
    },
  };
}

/** As text, which is what the verifier's cache goes by: bytes would be made text again for each page. */
function marksOf(record: Readonly<Record<string, unknown>>): string | readonly string[] {
  const marks = extract(record, carrier).map(encodeTextForm);
  const [first] = marks;
  return first !== undefined && marks.length === 1 ? first : marks;
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
