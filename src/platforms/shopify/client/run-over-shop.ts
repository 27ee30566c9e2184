/**
 * A run over a shop: products come in, are decided upon, written where that is wanted, counted
 * and noted in the journal. Marking and checking differ in `prepare` alone.
 */
import type { BulkProduct } from '../bulk-products.ts';
import { MAX_METAFIELDS } from '../metafield-writes.ts';
import type { ShopifyClient } from './client.ts';
import { type Journal, type Plan, type Progress, readJournal, writeJournal } from './journal.ts';
import { noCounts, type ProductResult, type ShopReport } from './product-result.ts';
import type { Failed } from './reply.ts';
import type { RunSettings } from './run-options.ts';
import { visitProducts } from './visit-products.ts';
import { isPrepared, type Prepare, type Prepared, writeProducts } from './write-products.ts';

/** What a run is made of. */
export interface Run extends RunSettings {
  readonly prepare: Prepare;
  readonly plan: Plan;
}

/** Products without anything to write between two notes in the journal. */
const NOTE_EVERY = 500;

/** Runs. Throws what the journal, `prepare` or a callback throws. */
export async function runOverShop(client: ShopifyClient, run: Run): Promise<ShopReport> {
  const { prepare, plan, journal, signal, onProduct, onProgress } = run;
  const noted = await loadProgress(journal, plan);
  const counts = { ...(noted?.counts ?? noCounts()) };
  let operation = noted?.operation;
  /** Everything up to here has been decided upon; what of it waits is in `pending`. */
  let position = noted?.position ?? 0;
  let notedAt = position;
  let total: number | undefined;
  let pending: Prepared[] = [];
  let pendingWrites = 0;

  async function report(result: ProductResult): Promise<void> {
    counts[result.outcome] += 1;
    await onProduct(result);
  }

  /** Writes what waits, then notes that everything so far is done. */
  async function flush(): Promise<Failed | undefined> {
    if (pending.length > 0) {
      const outcome = await writeProducts(client, pending, prepare, signal);
      if ('status' in outcome) return outcome;
      pending = [];
      pendingWrites = 0;
      for (const result of outcome.results) await report(result);
    }
    notedAt = position;
    if (operation !== undefined) {
      await journal?.save(writeJournal(plan, { operation, position, counts }));
    }
    onProgress({ phase: 'products', done: position, total });
    return undefined;
  }

  async function onFound(found: BulkProduct, place: number): Promise<Failed | undefined> {
    if (found.product === undefined) {
      const detail = `line ${found.line}: ${found.problem}`;
      await report({
        outcome: 'broken',
        handle: undefined,
        id: undefined,
        detail,
        verdict: undefined,
      });
    } else {
      const decided = await prepare(found.product);
      if (!isPrepared(decided)) await report(decided);
      else {
        if (pendingWrites + decided.writes.length > MAX_METAFIELDS) {
          const failure = await flush();
          if (failure !== undefined) return failure;
        }
        pending.push(decided);
        pendingWrites += decided.writes.length;
      }
    }
    position = place;
    return pending.length === 0 && position - notedAt >= NOTE_EVERY ? flush() : undefined;
  }

  const visited = await visitProducts(client, {
    query: run.query,
    operation,
    skip: position,
    signal,
    async onOperation(id) {
      operation = id;
      position = 0;
      notedAt = 0;
      Object.assign(counts, noCounts());
      await journal?.save(writeJournal(plan, { operation: id, position, counts }));
    },
    onObjects: (done) => onProgress({ phase: 'reading', done }),
    onTotal(products) {
      total = products;
      onProgress({ phase: 'products', done: position, total });
    },
    onProduct: onFound,
  });
  const failure = visited ?? (await flush());
  if (failure !== undefined) return Object.freeze({ ...failure, counts: Object.freeze(counts) });
  await journal?.clear();
  return Object.freeze({ status: 'done', counts: Object.freeze(counts) });
}

async function loadProgress(
  journal: Journal | undefined,
  plan: Plan,
): Promise<Progress | undefined> {
  const text = await journal?.load();
  return text === undefined ? undefined : readJournal(text, plan);
}
