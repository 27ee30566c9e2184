/** Makes content of a product, to sign or to check. */

import { wrongArgument } from '../../errors.ts';
import type { PartsContent, SingleContent } from '../../format/content/content.ts';
import { html } from '../../format/content/html/html.ts';
import { numberedParts } from '../../format/content/numbered-parts.ts';
import { parts } from '../../format/content/parts.ts';
import { text } from '../../format/content/text.ts';
import { ownMember } from '../../members.ts';
import { PART_RULES, type PartRule, type ShownProduct } from './part-rules.ts';

const MAKERS: Readonly<Record<PartRule['profile'], (source: string) => SingleContent>> = {
  text,
  html,
};

/** Content of a product, or why it has none. */
export type ProductContent =
  | { readonly content: PartsContent; readonly problem?: never }
  | { readonly content?: never; readonly problem: string };

/**
 * A product as content: `title`, `descriptionHtml`, `seoTitle`, `seoDescription` and
 * `imageAlt1`, `imageAlt2` … by the place of the image; from the 49th image on, alt texts are one
 * part (`numberedParts`). An empty text is no part: Shopify stores it for "no value". Never throws
 * over what a product holds.
 * @throws ContentmarkError `ERR_ARGUMENT` where it is no product as this adapter reads one.
 */
export function productContent(product: ShownProduct): ProductContent {
  requireShown(product);
  const shown = new Map<string, SingleContent>();
  for (const [name, { profile, each, read }] of Object.entries(PART_RULES)) {
    const contents = read(product).map((value) =>
      value === '' ? undefined : MAKERS[profile](value),
    );
    const [content] = contents;
    if (each) for (const [part, alt] of numberedParts(name, contents)) shown.set(part, alt);
    else if (content !== undefined) shown.set(name, content);
  }
  return shown.size === 0 ? { problem: 'every part is empty' } : { content: parts(shown) };
}

const TEXTS = ['title', 'descriptionHtml', 'seoTitle', 'seoDescription'] as const;

function requireShown(product: unknown): void {
  if (typeof product !== 'object' || product === null) {
    throw wrongArgument('product', 'a product as this adapter reads one', product);
  }
  for (const name of TEXTS) {
    const text = ownMember(product, name);
    if (typeof text !== 'string') throw wrongArgument(`product.${name}`, 'a string', text);
  }
  const images = ownMember(product, 'images');
  if (!Array.isArray(images)) throw wrongArgument('product.images', 'an array of images', images);
  for (const [index, image] of images.entries()) {
    const alt = ownMember(image, 'alt');
    if (typeof alt !== 'string')
      throw wrongArgument(`product.images[${index}].alt`, 'a string', alt);
  }
}
