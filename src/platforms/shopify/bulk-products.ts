/**
 * Assembles products from the lines of a bulk operation. Their images are lines of their own:
 * directly behind the product where objects were grouped, else anywhere behind it.
 */
import { readOptions, wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import type { BulkLine } from './bulk-lines.ts';
import { type FoundProduct, readProduct } from './product.ts';

/** Options of {@link readBulkProducts}. */
export interface BulkProductsOptions {
  /**
   * As the operation was started. Default true: products come one by one, in the memory of
   * one. With false all are kept until the last line, since any line may belong to the first.
   */
  readonly groupObjects?: boolean;
}

/** A product, or what is wrong, with the line where it began. */
export type BulkProduct = FoundProduct & { readonly line: number };

interface Held {
  readonly line: number;
  readonly id: string;
  readonly node: unknown;
  readonly media: unknown[];
  problem: string | undefined;
}

const PRODUCT = /^gid:\/\/shopify\/Product\/\d+$/;

/**
 * Puts products together. A line that cannot be read spoils every product it may belong to; an
 * image that belongs to none, or comes too late, is a problem of its own. Lines of other types
 * (variants, inventory levels) are passed over.
 */
export async function* readBulkProducts(
  lines: AsyncIterable<BulkLine> | Iterable<BulkLine>,
  options: BulkProductsOptions = {},
): AsyncGenerator<BulkProduct> {
  const { groupObjects = true } = readOptions('options', options, ['groupObjects']);
  if (typeof groupObjects !== 'boolean') {
    throw wrongArgument('options.groupObjects', 'true or false', groupObjects);
  }
  /** By id; with grouped objects never more than one. */
  const held = new Map<string, Held>();
  /** Objects inside products, such as variants, whose own children belong to no product. */
  let inner = new Set<string>();

  function* release(): Generator<BulkProduct> {
    for (const { line, node, media, problem } of held.values()) {
      yield problem === undefined ? { line, ...readProduct(node, media) } : { line, problem };
    }
    held.clear();
    inner = new Set();
  }

  for await (const found of lines) {
    if (found.problem !== undefined) {
      // Whose line it was cannot be known: a product short of one image would be signed without it.
      for (const product of held.values()) product.problem ??= SPOILED;
      yield found;
      continue;
    }
    const { line, id, parentId, value } = found;
    if (parentId === undefined) {
      if (groupObjects) yield* release();
      if (id === undefined || !PRODUCT.test(id)) yield { line, problem: 'not a product' };
      else if (held.has(id)) yield { line, problem: `${id} a second time` };
      else held.set(id, { line, id, node: value, media: [], problem: undefined });
      continue;
    }
    const parent = held.get(parentId);
    const isMedium = ownMember(value, 'mediaContentType') !== undefined;
    if (parent !== undefined || inner.has(parentId)) {
      if (isMedium) parent?.media.push(value);
      if (id !== undefined) inner.add(id);
    } else if (isMedium) {
      yield { line, problem: `an image of ${parentId}, which is not there` };
    }
  }
  yield* release();
}

const SPOILED = 'a line that cannot be read may be one of its own';
