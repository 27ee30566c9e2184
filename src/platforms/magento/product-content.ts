/** Makes content of a product, to sign or to check. */
import type { PartsContent, SingleContent } from '../../format/content/content.ts';
import { html } from '../../format/content/html/html.ts';
import { parts } from '../../format/content/parts.ts';
import { text } from '../../format/content/text.ts';
import { PART_NAMES, PART_RULES, type PartRule } from './part-rules.ts';
import { type MagentoProduct, requireProduct } from './product.ts';

const MAKERS: Readonly<Record<PartRule['profile'], (source: string) => SingleContent>> = {
  text,
  html,
};

/** Content of a product, or why it has none. */
export type ProductContent =
  | { readonly content: PartsContent; readonly problem?: never }
  | { readonly content?: never; readonly problem: string };

/**
 * A product as content: `name`, `description`, `short_description`, `meta_title` and
 * `meta_description`. An empty text is no part: Magento stores it for "no value". The texts are
 * the stored ones, with their directives (`{{widget …}}`, `{{media …}}`) as they stand.
 * @throws ContentmarkError `ERR_ARGUMENT` only for what no reader of this adapter gave.
 */
export function productContent(product: MagentoProduct): ProductContent {
  requireProduct('product', product);
  const shown = new Map<string, SingleContent>();
  for (const name of PART_NAMES) {
    const value = product.values[name];
    if (value !== '') shown.set(name, MAKERS[PART_RULES[name].profile](value));
  }
  return shown.size === 0 ? { problem: 'every part is empty' } : { content: parts(shown) };
}
