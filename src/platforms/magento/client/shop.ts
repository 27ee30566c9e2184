/**
 * Makes the `Shop` of a run over Magento: it is read page by page, and a run can go on after each
 * page.
 */
import type { ProductResult } from '../../run/product-result.ts';
import type { Shop, ToWrite } from '../../run/run-over-shop.ts';
import type { MagentoClient } from './client.ts';
import type { MagentoRunSettings } from './run-options.ts';
import { untilStopped } from './stop.ts';
import { type Found, walkRecords } from './walk.ts';

/** What marking and checking do with records. Either may be stopped. */
export interface Task<Prepared extends ToWrite> {
  readonly prepare: (found: Found) => Promise<Prepared | ProductResult>;
  readonly write: (prepared: readonly Prepared[]) => Promise<readonly ProductResult[]>;
  readonly capacity: number;
}

/** Makes one for a run. The cursor of its journal is the id of the last product that is done with. */
export function shopOf<Prepared extends ToWrite>(
  client: MagentoClient,
  settings: MagentoRunSettings,
  { prepare, write, capacity }: Task<Prepared>,
): Shop<Found, Prepared, number> {
  return {
    walk: (walk) => untilStopped(() => walkRecords(client, settings, walk)),
    prepare,
    async write(prepared) {
      const written = await untilStopped(() => write(prepared));
      return 'status' in written ? written : { results: written };
    },
    capacity,
    noteEvery: 1,
    readCursor: (value) =>
      Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined,
  };
}

/** The result of a record that could not be read. */
export function unreadable({
  subject,
  problem,
}: Found & { readonly problem: string }): ProductResult {
  return { outcome: 'broken', subject, id: undefined, detail: problem, verdict: undefined };
}
