/** Options of a run over a Shopify shop, whether it marks or checks, validated. */

import { requireText } from '../../../errors.ts';
import { wrongOption } from '../../../options.ts';
import {
  RUN_OPTIONS,
  type RunOptions,
  type RunSettings,
  readRunOptions,
} from '../../run/run-options.ts';
import type { ShopifyClient } from './client.ts';
import { readVerdictOptions, type StoredVerdictOptions } from './verdict-text.ts';

/** Options that marking and checking share. */
export interface ShopifyRunOptions extends RunOptions {
  /** A filter in Shopify's search syntax, such as `status:active`. Default every product. */
  readonly query?: string;
  /** Write stored verdicts for places that cannot verify. Default none. */
  readonly verdicts?: StoredVerdictOptions;
}

/** Their names. */
export const SHOPIFY_RUN_OPTIONS: readonly (keyof ShopifyRunOptions)[] = [
  'query',
  'verdicts',
  ...RUN_OPTIONS,
];

/** The options of a run, with their defaults. */
export interface ShopifyRunSettings extends RunSettings {
  readonly query: string | undefined;
  readonly verdicts: StoredVerdictOptions | undefined;
}

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readShopifyRunOptions(given: ShopifyRunOptions): ShopifyRunSettings {
  const { query } = given;
  if (query !== undefined) requireText('options.query', query);
  return { ...readRunOptions(given), query, verdicts: readVerdictOptions(given.verdicts) };
}

/** Refuses a value that is not a client. */
export function requireClient(client: unknown): asserts client is ShopifyClient {
  const { request, download } = Object(client) as Partial<ShopifyClient>;
  if (typeof request === 'function' && typeof download === 'function') return;
  throw wrongOption('client', 'a client made by createShopifyClient');
}
