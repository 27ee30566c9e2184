/** What a run over a shop takes, whether it marks or checks, and the checks that it was told right. */

import { readFunction, readSignal, requireText, wrongOption } from '../../../options.ts';
import type { ShopifyClient } from './client.ts';
import type { Journal } from './journal.ts';
import type { ProductResult } from './product-result.ts';
import { readVerdictOptions, type VerdictOptions } from './verdict-text.ts';

/** How far a run has come. */
export type RunProgress =
  /** Shopify prepares the catalogue, and has this many objects: products and images. */
  | { readonly phase: 'reading'; readonly done: number }
  /** So many products are done with; `total` where Shopify says how many there are. */
  | { readonly phase: 'products'; readonly done: number; readonly total: number | undefined };

/** Options that marking and checking share. */
export interface RunOptions {
  /** A filter in Shopify's search syntax, such as `status:active`. Default every product. */
  readonly query?: string;
  /** Where to keep how far it has come. Default nowhere: a run that is killed begins anew. */
  readonly journal?: Journal;
  /** Ends the run after the call that is under way. */
  readonly signal?: AbortSignal;
  /** Told of each product, in the order of the shop or nearly so. */
  readonly onProduct?: (result: ProductResult) => void | Promise<void>;
  /** Told how far it has come. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Unix seconds. Default the machine's clock. */
  readonly clock?: () => number;
  /** Write verdicts for places that cannot verify. Default none. */
  readonly verdicts?: VerdictOptions;
}

/** Their names. */
export const RUN_OPTIONS: readonly (keyof RunOptions)[] = [
  'query',
  'journal',
  'signal',
  'onProduct',
  'onProgress',
  'clock',
  'verdicts',
];

/** Everything a run goes by. */
export interface RunSettings {
  readonly query: string | undefined;
  readonly journal: Journal | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProduct: NonNullable<RunOptions['onProduct']>;
  readonly onProgress: NonNullable<RunOptions['onProgress']>;
  readonly clock: () => number;
  readonly verdicts: VerdictOptions | undefined;
}

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readRunOptions(given: RunOptions): RunSettings {
  const { query } = given;
  if (query !== undefined) requireText('options.query', query);
  return {
    query,
    journal: readJournalOption(given.journal),
    signal: readSignal('options.signal', given.signal),
    onProduct: readFunction('options.onProduct', given.onProduct, () => undefined),
    onProgress: readFunction('options.onProgress', given.onProgress, () => undefined),
    clock: readFunction('options.clock', given.clock, () => Math.floor(Date.now() / 1000)),
    verdicts: readVerdictOptions(given.verdicts),
  };
}

/** Refuses what cannot send. */
export function requireClient(client: unknown): asserts client is ShopifyClient {
  const { request, download } = Object(client) as Partial<ShopifyClient>;
  if (typeof request === 'function' && typeof download === 'function') return;
  throw wrongOption('client', 'a client made by createShopifyClient');
}

function readJournalOption(journal: Journal | undefined): Journal | undefined {
  if (journal === undefined) return undefined;
  const { load, save, clear } = Object(journal) as Partial<Journal>;
  if ([load, save, clear].every((member) => typeof member === 'function')) return journal;
  throw wrongOption('options.journal', 'an object with load, save and clear');
}
