/**
 * Makes the `Shop` of a run over Shopify: it is read by a bulk operation and written 25 metafields
 * a call.
 */

import type { Shop } from '../../run/run-over-shop.ts';
import type { BulkProduct } from '../bulk-products.ts';
import { MAX_METAFIELDS } from '../metafield-writes.ts';
import type { ShopifyClient } from './client.ts';
import type { ShopifyRunSettings } from './run-options.ts';
import { visitProducts } from './visit-products.ts';
import { type Prepare, type Prepared, writeProducts } from './write-products.ts';

const OPERATION = /^gid:\/\/shopify\/BulkOperation\/\d+$/;

/** Makes one for a run. The cursor of its journal is the GID of the bulk operation. */
export function shopOf(
  client: ShopifyClient,
  { query, signal }: ShopifyRunSettings,
  prepare: Prepare,
): Shop<BulkProduct, Prepared, string> {
  return {
    walk: (walk) => visitProducts(client, { ...walk, query, signal }),
    async prepare(found) {
      if (found.product !== undefined) return prepare(found.product);
      return {
        outcome: 'broken',
        subject: undefined,
        id: undefined,
        detail: `line ${found.line}: ${found.problem}`,
        verdict: undefined,
      };
    },
    write: (prepared) => writeProducts(client, prepared, prepare, signal),
    capacity: MAX_METAFIELDS,
    noteEvery: 500,
    readCursor: (value) => (typeof value === 'string' && OPERATION.test(value) ? value : undefined),
  };
}
