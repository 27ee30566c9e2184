/**
 * Sends requests for the shop clients: reads their options, limits the time of an attempt, and
 * retries where that can help. The token is in no message.
 */
import pRetry from 'p-retry';
import { readFunction, readNumber, wrongOption } from '../../options.ts';
import { type Failed, fail } from './failure.ts';
import { sleep } from './sleep.ts';

/** Options of every client. Times are in seconds. */
export interface SendOptions {
  /** For one attempt. Default 60; 120 on Magento, where saving one product can take long. */
  readonly timeout?: number;
  /** Attempts after the first. Default 8. */
  readonly retries?: number;
  /** Before the second attempt; doubled for each next, times a random 1 to 2. Default 0.5. */
  readonly minDelay?: number;
  /** Between two attempts at most. Default 30. */
  readonly maxDelay?: number;
  /** Default the global one. */
  readonly fetch?: typeof globalThis.fetch;
  /** Told of each wait of a second or more that the shop asks for: for whoever watches. */
  readonly onWait?: (wait: { readonly seconds: number; readonly reason: string }) => void;
}

/** Their names. */
export const SEND_OPTIONS: readonly (keyof SendOptions)[] = [
  'timeout',
  'retries',
  'minDelay',
  'maxDelay',
  'fetch',
  'onWait',
];

/** Options of one call. */
export interface CallOptions {
  /** Ends waiting and sending. */
  readonly signal?: AbortSignal;
}

/** The options of sending, with their defaults. */
export type Sending = Required<SendOptions>;

/** The shortest wait that is reported. */
export const NOTABLE_SECONDS = 1;

/** The longest wait that a shop may ask for. In seconds. */
const MAX_WAIT = 120;

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readSendOptions(given: SendOptions, timeout: number = 60): Sending {
  const within = (name: keyof SendOptions, min: number, max: number, otherwise: number) =>
    readNumber(`options.${name}`, given[name], { min, max, otherwise });
  return {
    timeout: within('timeout', 0.001, 3600, timeout),
    retries: within('retries', 0, 100, 8),
    minDelay: within('minDelay', 0, 3600, 0.5),
    maxDelay: within('maxDelay', 0, 3600, 30),
    fetch: readFunction('options.fetch', given.fetch, globalThis.fetch),
    onWait: readFunction('options.onWait', given.onWait, () => undefined),
  };
}

/**
 * Refuses text that cannot be a header: a line end would make `fetch` throw an error that quotes
 * it.
 */
export function requireHeaderValue(argument: string, value: unknown): asserts value is string {
  if (typeof value === 'string' && /^[\x21-\x7e]{1,4096}$/.test(value)) return;
  throw wrongOption(argument, 'visible ASCII characters, without spaces');
}

/** Thrown to make {@link withRetries} try again; any other error is a defect and is passed on. */
export class TryAgain extends Error {
  readonly failure: Failed;
  /** Seconds that the shop asks to wait before. */
  readonly wait: number;
  constructor(failure: Failed, wait: number = 0) {
    super(failure.detail);
    this.failure = failure;
    this.wait = Math.min(wait, MAX_WAIT);
  }
}

/** Sends once, within the time of one attempt. A connection that breaks is worth another. */
export async function attemptOnce<R>(
  { timeout }: Sending,
  signal: AbortSignal | undefined,
  send: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  try {
    const limit = AbortSignal.timeout(timeout * 1000);
    return await send(signal === undefined ? limit : AbortSignal.any([signal, limit]));
  } catch (error) {
    signal?.throwIfAborted();
    throw new TryAgain(fail('unavailable', describeBreak(error)));
  }
}

/** Attempts until there is an answer or the retries are used up. */
export async function withRetries<R>(
  attempt: () => Promise<R>,
  { retries, minDelay, maxDelay, onWait }: Sending,
  signal: AbortSignal | undefined,
): Promise<R | Failed> {
  const once = async (): Promise<R> => {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof TryAgain && error.wait > 0) {
        if (error.wait >= NOTABLE_SECONDS) onWait({ seconds: error.wait, reason: error.message });
        await sleep(error.wait, signal);
      }
      throw error;
    }
  };
  try {
    return await pRetry(once, {
      retries,
      factor: 2,
      minTimeout: minDelay * 1000,
      maxTimeout: maxDelay * 1000,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof TryAgain,
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) return fail('canceled', 'canceled by the caller');
    if (!(error instanceof TryAgain)) throw error;
    const { reason, detail } = error.failure;
    return fail(reason, `${detail}, after ${retries + 1} attempts`);
  }
}

/** Describes an error of `fetch` by its cause, because `fetch failed` alone gives none. */
export function describeBreak(error: unknown): string {
  if (!(error instanceof Error)) return 'no connection';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `${error.message}${code}`;
}
