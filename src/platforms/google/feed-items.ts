/**
 * Checks the items of a feed, one at a time. A bad item ends the feed or is reported and left out.
 */
import { type ContentmarkError, isContentmarkError, wrongArgument } from '../../errors.ts';
import { type MerchantItem, readItem } from './item.ts';

/** Any source of items: a list, a generator, a stream of rows. */
export type Items = Iterable<MerchantItem> | AsyncIterable<MerchantItem>;

/** An item that was left out. */
export interface RefusedItem {
  /** Its place among the items, from 0. */
  readonly index: number;
  readonly error: ContentmarkError;
}

/** The option that both feed formats have. */
export interface RefusedOption {
  /**
   * Told of each item that cannot be sent, which is then left out. Default: the first one
   * throws, so that no feed goes out without an item by accident.
   */
  readonly onRefused?: (refused: RefusedItem) => void;
}

/** Checks the option. */
export function requireOnRefused(onRefused: unknown): void {
  if (onRefused !== undefined && typeof onRefused !== 'function') {
    throw wrongArgument('options.onRefused', 'a function', onRefused);
  }
}

/** The rows of all items that can be sent. */
export async function* feedRows(
  items: Items,
  { onRefused }: RefusedOption,
  write: (item: MerchantItem) => string,
): AsyncGenerator<string, void, undefined> {
  if (!isIterable(items)) throw wrongArgument('items', 'an iterable of items', items);
  let index = 0;
  for await (const given of items) {
    let row: string | undefined;
    try {
      row = write(readItem(given, `items[${index}]`));
    } catch (error) {
      if (onRefused === undefined || !isContentmarkError(error)) throw error;
      onRefused(Object.freeze({ index, error }));
    }
    if (row !== undefined) yield row;
    index += 1;
  }
}

function isIterable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}
