/**
 * Runs over a shop: reads its products, decides on each, writes where that is wanted, counts them
 * and notes progress in the journal. How a shop is read and written is the platform's {@link Shop};
 * marking and checking differ only in its `prepare`.
 */
import type { Failed } from './failure.ts';
import { type Checkpoint, type Plan, readJournal, writeJournal } from './journal.ts';
import { noCounts, type ProductResult, type ShopReport } from './product-result.ts';
import type { RunSettings } from './run-options.ts';

/** A product with what is to be written onto it. */
export interface ToWrite {
  /** At least one. */
  readonly writes: readonly unknown[];
}

/** A walk through a shop: where it begins, and what it tells on its way. */
export interface Walk<Found, Cursor> {
  /** Where a journal says that it goes on. */
  readonly from: Checkpoint<Cursor> | undefined;
  /** Called before the first product of a walk that does not go on from `from`. */
  readonly onBegin: (cursor: Cursor) => Promise<void>;
  /** Told while the shop prepares its catalogue: so many objects. */
  readonly onReading: (objects: number) => void;
  /** Told how many products there are; `undefined` where the shop does not say. */
  readonly onTotal: (products: number | undefined) => void;
  /**
   * Given each product, or what is wrong with it.
   * @returns a failure to end with, or `undefined` to go on.
   */
  readonly onFound: (found: Found) => Promise<Failed | undefined>;
  /** Told, after the products before it, of each place from which the walk can go on. */
  readonly onPlace: (place: Checkpoint<Cursor>) => Promise<Failed | undefined>;
}

/** What a platform does for a run. */
export interface Shop<Found, Prepared extends ToWrite, Cursor> {
  /** Goes through the shop. Throws only what it is given throws. */
  readonly walk: (walk: Walk<Found, Cursor>) => Promise<Failed | undefined>;
  /** Decides what to do with one product. */
  readonly prepare: (found: Found) => Promise<Prepared | ProductResult>;
  /** Writes. Results come in any order. */
  readonly write: (
    prepared: readonly Prepared[],
  ) => Promise<{ readonly results: readonly ProductResult[] } | Failed>;
  /** As many writes are collected for one call of `write`, unless one product has more. */
  readonly capacity: number;
  /** After so many products, all that waits is written and noted in the journal. */
  readonly noteEvery: number;
  /** Reads a cursor out of a journal's JSON; `undefined` where it is none of this platform's. */
  readonly readCursor: (value: unknown) => Cursor | undefined;
}

/** Whether there is something to write. */
export function isPrepared<Prepared extends ToWrite>(
  decided: Prepared | ProductResult,
): decided is Prepared {
  return 'writes' in decided;
}

/** Runs. Throws what the journal, the shop or a callback throws. */
export async function runOverShop<Found, Prepared extends ToWrite, Cursor>(
  shop: Shop<Found, Prepared, Cursor>,
  plan: Plan,
  { journal, onProduct, onProgress }: RunSettings,
): Promise<ShopReport> {
  const text = await journal?.load();
  const noted = text === undefined ? undefined : readJournal(text, plan, shop.readCursor);
  const counts = { ...(noted?.counts ?? noCounts()) };
  /** Everything up to here has been decided upon; what of it waits is in `pending`. */
  let place: Checkpoint<Cursor> | undefined = noted;
  let notedAt = noted?.done ?? 0;
  /**
   * Whether no product behind the place has been decided upon, so that the counts are those of the
   * place.
   */
  let isAtPlace = true;
  let total: number | undefined;
  let pending: Prepared[] = [];
  let pendingWrites = 0;

  async function report(result: ProductResult): Promise<void> {
    counts[result.outcome] += 1;
    await onProduct(result);
  }

  const tell = (): void => onProgress({ phase: 'products', done: place?.done ?? 0, total });

  async function note(): Promise<void> {
    if (place === undefined || !isAtPlace) return;
    notedAt = place.done;
    await journal?.save(writeJournal(plan, { ...place, counts }));
  }

  /** Writes what waits, then notes how far everything is done. */
  async function flush(): Promise<Failed | undefined> {
    if (pending.length > 0) {
      const outcome = await shop.write(pending);
      if ('status' in outcome) return outcome;
      pending = [];
      pendingWrites = 0;
      for (const result of outcome.results) await report(result);
    }
    await note();
    tell();
    return undefined;
  }

  const failure =
    (await shop.walk({
      from: noted,
      async onBegin(cursor) {
        place = { cursor, done: 0 };
        Object.assign(counts, noCounts());
        await note();
      },
      onReading: (objects) => onProgress({ phase: 'reading', done: objects }),
      onTotal(products) {
        total = products;
        tell();
      },
      async onFound(found) {
        const decided = await shop.prepare(found);
        if (!isPrepared(decided)) {
          isAtPlace = false;
          await report(decided);
          return undefined;
        }
        if (pending.length > 0 && pendingWrites + decided.writes.length > shop.capacity) {
          const failed = await flush();
          if (failed !== undefined) return failed;
        }
        isAtPlace = false;
        pending.push(decided);
        pendingWrites += decided.writes.length;
        return undefined;
      },
      async onPlace(reached) {
        place = reached;
        isAtPlace = true;
        return place.done - notedAt >= shop.noteEvery ? flush() : undefined;
      },
    })) ?? (await flush());
  if (failure !== undefined) return Object.freeze({ ...failure, counts: Object.freeze(counts) });
  await journal?.clear();
  return Object.freeze({ status: 'done', counts: Object.freeze(counts) });
}
