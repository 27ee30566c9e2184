/** Options of followRecallList, validated. */
import { systemClock } from '../../clock.ts';
import { readOptions, requireText, wrongArgument } from '../../errors.ts';
import { readFunction, readNumber } from '../../options.ts';
import type { FetchFailure } from '../remote/fetch-document.ts';
import { readUrl } from '../remote/options.ts';
import { openWholeFile, type WholeFile } from '../remote/whole-file.ts';
import type { Trust } from '../trust.ts';
import { createAddressSource, createFileSource, type ListSource } from './list-source.ts';
import { MAX_RECALL_LIST_BYTES } from './recall-list.ts';
import type { RecallListReason } from './recall-verdict.ts';

/** What came of an attempt to read the list. */
export type RecallRefresh =
  /** The list is there: another one than before, or the same. */
  | {
      readonly outcome: 'applied' | 'unchanged';
      /** The number of the list that counts. */
      readonly sequence: number;
      /** Why `file` could not be written: the list is not kept over a restart. */
      readonly fileProblem?: string;
    }
  /** No list that may be believed: the one before goes on counting, until its next update is overdue. */
  | {
      readonly outcome: 'kept';
      readonly failure: FetchFailure | RecallListReason;
      readonly detail: string;
    }
  /** Nothing was read, for the last attempt was less than the cooldown ago. */
  | { readonly outcome: 'cooling-down' };

/** Options of `followRecallList`. Times are in seconds. */
export interface FollowRecallOptions {
  /** With a key whose entry says `recall: true`. */
  readonly trust: Trust;
  /** Between two attempts in the background. Default 60 for an address, 0.25 for a file. */
  readonly interval?: number;
  /** For one attempt at an address, redirects and body included. Default 5. */
  readonly timeout?: number;
  /**
   * Path of a file that keeps the last list of an address over restarts, so that an older one is refused
   * and an unreachable address is no reason to refuse all marks. For Node, Deno and Bun. Default none.
   */
  readonly file?: string;
  /** Told of each attempt that ended otherwise than the one before: for logs and alarms. What it throws is dropped. */
  readonly onRefresh?: (report: RecallRefresh) => void;
  /** Unix seconds. Default the machine's clock. */
  readonly clock?: () => number;
  /** Default the global one. */
  readonly fetch?: typeof globalThis.fetch;
}

const OPTIONS = [
  'trust',
  'interval',
  'timeout',
  'file',
  'onRefresh',
  'clock',
  'fetch',
] as const satisfies readonly (keyof FollowRecallOptions)[];

/** Options with their defaults. */
export interface FollowSettings {
  readonly trust: Trust;
  readonly read: ListSource;
  readonly interval: number;
  /** Between two attempts, whoever asks for them. */
  readonly cooldown: number;
  readonly file: WholeFile | undefined;
  readonly onRefresh: (report: RecallRefresh) => void;
  readonly clock: () => number;
}

const YEAR = 366 * 86_400;

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`
 */
export function readFollowSettings(source: unknown, options: FollowRecallOptions): FollowSettings {
  const given = readOptions('options', options, OPTIONS);
  const { trust } = given;
  if (typeof trust?.find !== 'function')
    throw wrongArgument('options.trust', 'a Trust made by createTrust', trust);
  requireText('source', source);
  const isAddress = /^https?:/i.test(source);
  const interval = readNumber('options.interval', given.interval, {
    min: 0.01,
    max: YEAR,
    otherwise: isAddress ? 60 : 0.25,
  });
  const timeout = readNumber('options.timeout', given.timeout, {
    min: 0.01,
    max: 60,
    otherwise: 5,
  });
  if (given.file !== undefined) requireText('options.file', given.file);
  const fetch = readFunction('options.fetch', given.fetch, globalThis.fetch);
  return {
    trust,
    read: isAddress
      ? createAddressSource({ url: readUrl('source', source, 'a recall list'), timeout, fetch })
      : createFileSource(source),
    interval,
    // Looking at a file costs nobody anything.
    cooldown: isAddress ? Math.min(interval, 5) : 0,
    file:
      given.file === undefined
        ? undefined
        : openWholeFile(given.file, MAX_RECALL_LIST_BYTES, 'options.file'),
    onRefresh: readFunction('options.onRefresh', given.onRefresh, () => undefined),
    clock: readFunction('options.clock', given.clock, systemClock),
  };
}
