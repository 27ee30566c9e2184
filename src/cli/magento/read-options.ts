/** The shop options of the magento commands, read. */
import { MAX_PAGE_SIZE } from 'contentmark/magento';
import { usage } from '../terminal/failure.ts';
import type { ShopFlags } from './options.ts';

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
