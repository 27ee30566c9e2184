/** Options of a run over a Magento shop, whether it marks or checks, validated. */
import { readWhole, wrongOption } from '../../../options.ts';
import {
  RUN_OPTIONS,
  type RunOptions,
  type RunSettings,
  readRunOptions,
} from '../../run/run-options.ts';
import { MARK_ATTRIBUTE } from '../attribute.ts';
import { MAX_PAGE_SIZE, requireAttributeCode } from '../limits.ts';
import type { MagentoClient } from './client.ts';

/** Options that marking and checking share. */
export interface MagentoRunOptions extends RunOptions {
  /** The code of the attribute that carries marks. Default `contentmark`. */
  readonly attribute?: string;
  /** Codes of the store views to look into; none of them for `[]`. Default all there are. */
  readonly storeViews?: readonly string[];
  /** Products a request, 1 to 300. Default 100; a shop that allows fewer is followed. */
  readonly pageSize?: number;
}

/** Their names. */
export const MAGENTO_RUN_OPTIONS: readonly (keyof MagentoRunOptions)[] = [
  'attribute',
  'storeViews',
  'pageSize',
  ...RUN_OPTIONS,
];

/** The options of a run, with their defaults. */
export interface MagentoRunSettings extends RunSettings {
  readonly code: string;
  readonly storeViews: readonly string[] | undefined;
  readonly pageSize: number;
}

const PAGE_SIZE = 100;

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readMagentoRunOptions(given: MagentoRunOptions): MagentoRunSettings {
  const { storeViews, attribute = MARK_ATTRIBUTE } = given;
  requireAttributeCode('options.attribute', attribute);
  if (storeViews !== undefined && !isTexts(storeViews)) {
    throw wrongOption('options.storeViews', 'a list of codes of store views');
  }
  const bounds = { min: 1, max: MAX_PAGE_SIZE, otherwise: PAGE_SIZE };
  return {
    ...readRunOptions(given),
    code: attribute,
    storeViews,
    pageSize: readWhole('options.pageSize', given.pageSize, bounds),
  };
}

/** Refuses a value that is not a client. */
export function requireClient(client: unknown): asserts client is MagentoClient {
  if (typeof (Object(client) as Partial<MagentoClient>).send === 'function') return;
  throw wrongOption('client', 'a client made by createMagentoClient');
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
