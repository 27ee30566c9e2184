/**
 * Carries marks on a product. The mark in `$app` is used first, because only the app can write
 * there. The one that a CSV import left in `custom` is used only where the app has none; otherwise
 * anyone who may write `custom` could make a product's mark ambiguous.
 */
import type { Carrier } from '../../carry/carrier.ts';
import { readCell } from '../../carry/cell.ts';
import { wrongArgument } from '../../errors.ts';
import { MARK_FIELD } from './fields.ts';
import type { ShopifyProduct } from './product.ts';

/**
 * Carries a mark on a product as `embed` and `extract` want it. Embedding changes the value in
 * hand and nothing in the shop: `markWrite` makes what is sent.
 */
export function productCarrier(): Carrier<ShopifyProduct> {
  return Object.freeze({
    name: `product ${MARK_FIELD.namespace}.${MARK_FIELD.key}`,
    write(host: ShopifyProduct, value: string): ShopifyProduct {
      if (typeof host !== 'object' || host === null) throw wrongArgument('host', 'a product', host);
      const mark = { ...MARK_FIELD, value, compareDigest: host.mark?.compareDigest };
      return Object.freeze({ ...host, mark: Object.freeze(mark) });
    },
    read(host: ShopifyProduct): readonly string[] {
      if (typeof host !== 'object' || host === null) return [];
      const own = readCell(host.mark?.value);
      return own.length > 0 ? own : readCell(host.imported?.value);
    },
  });
}
