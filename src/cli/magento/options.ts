/** Options that the magento commands share. */
import type { Command } from 'commander';

/**
 * The adapter's `MARK_ATTRIBUTE` and `MAX_PAGE_SIZE`, said again: every command declares its
 * options at start, and the adapter brings an HTML parser with it.
 */
const ATTRIBUTE = 'contentmark';
const PAGE_SIZE = 300;

/** What {@link addShopOptions} adds. */
export interface ShopFlags {
  readonly attribute: string;
  readonly storeViews?: string;
  readonly pageSize: string;
  readonly json?: true;
}

/** Adds `--attribute`, `--store-views` and `--page-size`. */
export function addShopOptions(command: Command): Command {
  return addAttributeOption(command)
    .option(
      '--store-views <codes>',
      'store views to look into, with commas between them, or "none" (default: all)',
    )
    .option('--page-size <number>', `products a request, at most ${PAGE_SIZE}`, '100');
}

/** Adds `--attribute`. */
export function addAttributeOption(command: Command): Command {
  return command.option('--attribute <code>', 'the attribute that carries marks', ATTRIBUTE);
}
