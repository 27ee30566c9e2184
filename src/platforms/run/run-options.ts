/** Options of a run over a shop that every platform has, validated. */

import { systemClock } from '../../clock.ts';
import { readFunction, readSignal, wrongOption } from '../../options.ts';
import type { Verifier } from '../../verify/verifier.ts';
import type { Journal } from './journal.ts';
import type { ProductResult } from './product-result.ts';

/** How far a run has come. */
export type RunProgress =
  /** Shopify prepares the catalogue, and has this many objects: products and images. */
  | { readonly phase: 'reading'; readonly done: number }
  /** So many products are done with; `total` where the shop says how many there are. */
  | { readonly phase: 'products'; readonly done: number; readonly total: number | undefined };

/** Options that marking and checking share. */
export interface RunOptions {
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
}

/** Their names. */
export const RUN_OPTIONS: readonly (keyof RunOptions)[] = [
  'journal',
  'signal',
  'onProduct',
  'onProgress',
  'clock',
];

/** The options of a run, with their defaults. */
export interface RunSettings {
  readonly journal: Journal | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProduct: NonNullable<RunOptions['onProduct']>;
  readonly onProgress: NonNullable<RunOptions['onProgress']>;
  readonly clock: () => number;
}

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readRunOptions(given: RunOptions): RunSettings {
  return {
    journal: readJournalOption(given.journal),
    signal: readSignal('options.signal', given.signal),
    onProduct: readFunction('options.onProduct', given.onProduct, () => undefined),
    onProgress: readFunction('options.onProgress', given.onProgress, () => undefined),
    clock: readFunction('options.clock', given.clock, systemClock),
  };
}

/** A verifier, as a run that checks is given one. */
export function readVerifier(argument: string, value: Verifier): Verifier {
  if (typeof value?.verify === 'function') return value;
  throw wrongOption(argument, 'a Verifier made by createVerifier');
}

/** A switch, `false` by default. */
export function readSwitch(argument: string, value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  throw wrongOption(argument, 'true or false');
}

function readJournalOption(journal: Journal | undefined): Journal | undefined {
  if (journal === undefined) return undefined;
  const { load, save, clear } = Object(journal) as Partial<Journal>;
  if ([load, save, clear].every((member) => typeof member === 'function')) return journal;
  throw wrongOption('options.journal', 'an object with load, save and clear');
}
