/** Options that the magento commands share. */
import type { Command } from 'commander';
import { MARK_ATTRIBUTE, MAX_PAGE_SIZE } from 'contentmark/magento';
import { usage } from '../failure.ts';

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
    .option('--page-size <number>', `products a request, at most ${MAX_PAGE_SIZE}`, '100');
}

/** Adds `--attribute`. */
export function addAttributeOption(command: Command): Command {
  return command.option('--attribute <code>', 'the attribute that carries marks', MARK_ATTRIBUTE);
}

/** The shop options as they are used. */
export interface ShopOptions {
  /** The code of the attribute. */
  readonly code: string;
  readonly pageSize: number;
  /** `undefined` for all there are. */
  readonly storeViews: readonly string[] | undefined;
}

/** Reads `--attribute`, `--store-views` and `--page-size`; the shop knows which views it has. */
export function readShopFlags({ attribute, storeViews, pageSize }: ShopFlags): ShopOptions {
  const size = /^\d{1,4}$/.test(pageSize) ? Number(pageSize) : 0;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw usage(`--page-size expected 1 to ${MAX_PAGE_SIZE}, got "${pageSize}"`, '--page-size');
  }
  return {
    code: readAttributeCode(attribute),
    pageSize: size,
    storeViews: storeViews === 'none' ? [] : storeViews?.split(',').map((code) => code.trim()),
  };
}

/** Refuses what can be no attribute's code. */
export function readAttributeCode(code: string): string {
  if (/^[a-z][a-z0-9_]{0,59}$/.test(code)) return code;
  throw usage(`--attribute expected a Magento attribute code, got "${code}"`, '--attribute');
}
